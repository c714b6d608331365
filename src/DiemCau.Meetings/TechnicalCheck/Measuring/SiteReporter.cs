using DiemCau.Meetings.Access;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Organisation;
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
        var found = await (
            from site in db.Sites.AsNoTracking()
            join unit in db.Units on site.UnitId equals unit.Id
            where site.Id == siteId && units.Contains(site.UnitId)
            select new { Site = site, Unit = unit.Name }).SingleOrDefaultAsync(cancellation);
        return found is null ? null : new(found.Site, new(account.Id, SiteLabel.Of(found.Site.Name, found.Unit)));
    }
}
