using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Live;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Sessions;

/// <summary>How ready the sites of a meeting are: measured, not said.</summary>
/// <param name="Sites">That take part.</param>
/// <param name="Connected">Of them, those with a machine whose media reach the server now.</param>
/// <param name="Speaking">Sites that speak in the script.</param>
/// <param name="Heard">Of them, those whose voice has been heard by all since the conference opened.</param>
internal sealed record Readiness(int Sites, int Connected, int Speaking, int Heard)
{
    public bool IsComplete => Sites > 0 && Connected == Sites && Heard == Speaking;

    /// <summary>The sites that are connected now.</summary>
    public static async Task<IReadOnlySet<Guid>> ConnectedSitesAsync(DiemCauDb db, Guid meetingId, CancellationToken cancellation) =>
        await db.Connections
            .Where(one => one.MeetingId == meetingId && one.Capacity == Capacity.Site && one.LeftAt == null && one.ConnectedAt != null && one.SiteId != null)
            .Select(one => one.SiteId!.Value).ToHashSetAsync(cancellation);

    public static async Task<Readiness> OfAsync(DiemCauDb db, Guid meetingId, CancellationToken cancellation)
    {
        var sites = db.MeetingSites.Where(site => site.MeetingId == meetingId);
        var connections = db.Connections.Where(one => one.MeetingId == meetingId && one.Capacity == Capacity.Site);
        var speaking = await db.ScriptItems.Where(item => item.MeetingId == meetingId && item.SpeakingSiteId != null)
            .Select(item => item.SpeakingSiteId!.Value).Distinct().ToListAsync(cancellation);
        return new(
            await sites.CountAsync(cancellation),
            await sites.CountAsync(
                site => connections.Any(one => one.SiteId == site.SiteId && one.LeftAt == null && one.ConnectedAt != null), cancellation),
            speaking.Count,
            speaking.Count == 0 ? 0 : await sites.CountAsync(
                site => speaking.Contains(site.SiteId) && connections.Any(one => one.SiteId == site.SiteId && one.HeardAt != null), cancellation));
    }
}
