using DiemCau.Meetings.Access;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Sites;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.TechnicalCheck.Measuring;

/// <summary>Who measures at a site: an account that stands for its unit. Whoever is above it sees the results, but is not in the room.</summary>
/// <param name="By">In whose name the measurement is written down.</param>
internal sealed record SiteReporter(Site Site, MeetingActor By)
{
    /// <returns>Null: there is no such site, or it is not the asker's.</returns>
    public static async Task<SiteReporter?> OfAsync(DiemCauDb db, HttpContext http, Guid siteId, CancellationToken cancellation)
    {
        var account = SignedInAccount.Required(http.User);
        var units = Rights.UnitsHeldBy(db, account.Id, Permission.AcknowledgeNotices);
        return await db.Sites.AsNoTracking().SingleOrDefaultAsync(site => site.Id == siteId && units.Contains(site.UnitId), cancellation) is { } site
            ? new(site, new(account.Id, site.Name))
            : null;
    }
}
