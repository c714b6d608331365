using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Storage;
using DiemCau.Meetings.Tasks;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Sites;

/// <summary>What a unit does first that has not said where it meets: without a site nobody can invite it.</summary>
internal sealed class SiteTasks(InstallationOptions installation, TimeProvider time) : ITaskSource
{
    private const string Describe = "task.sites.describe";

    /// <summary>The page of sites with the form of a new one open.</summary>
    private const string Page = "/diem-cau?them=1";

    public async Task<IReadOnlyList<HomeTask>> TasksAsync(DiemCauDb db, SignedInAccount account, DateTimeOffset now, CancellationToken cancellation)
    {
        // Of the account's own unit only: whoever answers for a district sees on the page of sites how far its communes are.
        if (account.UnitId is not { } own || !await SiteRights.KeptBy(db, account.Id).ContainsAsync(own, cancellation))
        {
            return [];
        }

        // An office may meet in the hall of the authority whose office it is; a group of communes is no place at all.
        var today = installation.Today(time);
        var sites = db.Sites.Where(site => site.ValidTo == null || site.ValidTo >= today);
        var isAsked = await db.Units.AnyAsync(
            unit => unit.Id == own && unit.Kind != UnitKind.Group
                && !sites.Any(site => site.UnitId == own || (unit.Kind == UnitKind.Office && site.UnitId == unit.ParentId)),
            cancellation);
        return isAsked ? [new(Describe, null, Page, null, null)] : [];
    }
}
