using DiemCau.Meetings.Access;
using DiemCau.Meetings.Deadlines;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Storage;
using DiemCau.Meetings.Tasks;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Summaries;

/// <summary>Ended meetings that the account's unit registered, or whose main site is its own, and that nobody has summarised.</summary>
internal sealed class SummaryTasks(MeetingClock clock) : ITaskSource
{
    public async Task<IReadOnlyList<HomeTask>> TasksAsync(DiemCauDb db, SignedInAccount account, DateTimeOffset now, CancellationToken cancellation)
    {
        var (reader, own) = (account.Id, account.UnitId);
        var sites = db.MeetingSites;
        // An office that may register everywhere is not asked to finish what others have begun.
        var ended = await db.Meetings.AsNoTracking()
            .Where(meeting => meeting.Stage == MeetingStage.Ended && (meeting.RegisteredById == reader || meeting.UnitId == own
                || sites.Any(site => site.MeetingId == meeting.Id && site.Role == SiteRole.Main && site.UnitId == own)))
            .OrderBy(meeting => meeting.EndsAt).ThenBy(meeting => meeting.Id)
            .Select(meeting => new
            {
                meeting.Id, meeting.UnitId, meeting.Title, meeting.Kind, meeting.Stage, meeting.StartsAt, meeting.EndsAt,
                Main = sites.Where(site => site.MeetingId == meeting.Id && site.Role == SiteRole.Main).Select(site => (Guid?)site.UnitId).FirstOrDefault(),
            })
            .Take(ITaskSource.Most).ToListAsync(cancellation);
        if (ended.Count == 0)
        {
            return [];
        }

        var units = await Rights.AmongAsync(
            db, reader, Permission.RegisterMeetings,
            [.. ended.Select(meeting => meeting.UnitId).Concat(ended.Select(meeting => meeting.Main).OfType<Guid>()).Distinct()], cancellation);
        var theirs = ended.FindAll(meeting => units.Contains(meeting.UnitId) || (meeting.Main is { } main && units.Contains(main)));
        if (theirs.Count == 0)
        {
            return [];
        }

        Guid[] ids = [.. theirs.Select(meeting => meeting.Id)];
        var exemptions = (await db.MeetingExemptions.AsNoTracking().Where(exemption => ids.Contains(exemption.MeetingId)).ToListAsync(cancellation))
            .ToLookup(exemption => exemption.MeetingId);
        var times = await clock.TimesAsync(db, theirs.Min(meeting => meeting.StartsAt) ?? now, theirs.Max(meeting => meeting.StartsAt) ?? now, cancellation);
        return
        [
            .. theirs.Select(meeting => HomeTask.By(
                times.Of(meeting.Kind, meeting.Stage, meeting.StartsAt, meeting.EndsAt, [], [.. exemptions[meeting.Id]])
                    .FirstOrDefault(state => state.Deadline == MeetingDeadline.Conclusions),
                now, "task.summary.write", new(meeting.Id, meeting.Title, meeting.StartsAt), $"/cuoc-hop/{meeting.Id}/tong-hop")),
        ];
    }
}
