using DiemCau.Meetings.Access;
using DiemCau.Meetings.Deadlines;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Live;
using DiemCau.Meetings.Live.Running;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Sessions;

/// <summary>A session that a site takes part in, as what stands in its room shows it.</summary>
/// <param name="Title">Null: it is not to be read by whoever comes into the room.</param>
/// <param name="HeldAt">The main site; null: it has none.</param>
/// <param name="ConnectFrom">The hour of connection.</param>
/// <param name="IsOpen">Its conference is open.</param>
/// <param name="CalledAt">When the site was called last since the conference is open; null: not yet.</param>
internal sealed record SiteSession(
    Guid MeetingId, long Number, string? Title, string UnitName, string? HeldAt, bool IsMainSite, DateTimeOffset StartsAt, DateTimeOffset EndsAt,
    DateTimeOffset ConnectFrom, bool IsOpen, DateTimeOffset? CalledAt);

internal sealed class SessionsOfSite(MeetingClock clock, TimeProvider time)
{
    /// <summary>What is next, what is going on beside it, and what comes then.</summary>
    private const int Most = 3;

    /// <summary>A conference that went on for so long after its hour was left open by mistake.</summary>
    private static readonly TimeSpan Overrun = TimeSpan.FromHours(12);

    /// <returns>In the order of their beginning; over is what has ended, and what its hour has passed of without a conference that is open.</returns>
    public async Task<IReadOnlyList<SiteSession>> ComingAsync(DiemCauDb db, Guid siteId, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var living = db.Conferences.Living(OccasionKind.Meeting);
        var calls = db.Set<SiteCall>().Where(call => call.SiteId == siteId);
        var (told, sites) = (db.Meetings.ToldToAll(), db.MeetingSites);
        var found = await (
            from site in sites
            join meeting in db.Meetings on site.MeetingId equals meeting.Id
            join unit in db.Units on meeting.UnitId equals unit.Id
            where site.SiteId == siteId && meeting.Kind != MeetingKind.Outside && MeetingWay.Coming.Contains(meeting.Stage)
                && meeting.StartsAt != null && meeting.EndsAt > now - Overrun
            let openSince = living.Where(row => row.OccasionId == meeting.Id).Select(row => (DateTimeOffset?)row.OpenedAt).FirstOrDefault()
            where meeting.EndsAt > now || openSince != null
            orderby meeting.StartsAt, meeting.Number
            select new
            {
                meeting.Id,
                meeting.Number,
                Title = told.Any(one => one.Id == meeting.Id) ? meeting.Title : null,
                UnitName = unit.Name,
                HeldAt = sites.Where(main => main.MeetingId == meeting.Id && main.Role == SiteRole.Main).Select(main => main.Name).FirstOrDefault(),
                site.Role,
                StartsAt = meeting.StartsAt!.Value,
                EndsAt = meeting.EndsAt!.Value,
                OpenSince = openSince,
                CalledAt = calls.Where(call => call.MeetingId == meeting.Id && call.CalledAt >= openSince).Max(call => (DateTimeOffset?)call.CalledAt),
            }).AsNoTracking().Take(Most).ToListAsync(cancellation);
        if (found.Count == 0)
        {
            return [];
        }

        var times = await clock.TimesAsync(db, found[0].StartsAt, found[^1].StartsAt, cancellation);
        return
        [
            .. found.Select(one => new SiteSession(
                one.Id, one.Number, one.Title, one.UnitName, one.HeldAt, one.Role == SiteRole.Main, one.StartsAt, one.EndsAt,
                times.ConnectFrom(one.StartsAt), one.OpenSince is not null, one.CalledAt)),
        ];
    }
}
