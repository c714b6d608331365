using DiemCau.Meetings.Access;
using DiemCau.Meetings.Deadlines;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Storage;
using DiemCau.Meetings.Tasks;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Approval;

/// <summary>What the office has to decide today.</summary>
internal sealed class ApprovalTasks(MeetingClock clock) : ITaskSource
{
    private const string Decide = "task.approval.decide";

    public async Task<IReadOnlyList<HomeTask>> TasksAsync(DiemCauDb db, SignedInAccount account, DateTimeOffset now, CancellationToken cancellation)
    {
        var registering = await db.Meetings.Where(meeting => meeting.Stage == MeetingStage.PendingApproval)
            .Select(meeting => meeting.UnitId).Distinct().ToListAsync(cancellation);
        var units = await Rights.AmongAsync(db, account.Id, Permission.ApproveMeetings, registering, cancellation);
        if (units.Count == 0)
        {
            return [];
        }

        var meetings = await db.Meetings.AsNoTracking()
            .Where(meeting => meeting.Stage == MeetingStage.PendingApproval && units.Contains(meeting.UnitId))
            .OrderBy(meeting => meeting.ChangedAt).ThenBy(meeting => meeting.Id)
            .Select(meeting => new { meeting.Id, meeting.Title, meeting.Kind, meeting.Stage, meeting.StartsAt, meeting.EndsAt })
            .Take(ITaskSource.Most).ToListAsync(cancellation);
        if (meetings.Count == 0)
        {
            return [];
        }

        Guid[] ids = [.. meetings.Select(meeting => meeting.Id)];
        var passages = (await db.StagePassages.AsNoTracking().Where(passage => ids.Contains(passage.MeetingId)).ToListAsync(cancellation))
            .ToLookup(passage => passage.MeetingId);
        var exemptions = (await db.MeetingExemptions.AsNoTracking().Where(exemption => ids.Contains(exemption.MeetingId)).ToListAsync(cancellation))
            .ToLookup(exemption => exemption.MeetingId);
        var (first, last) = (meetings.Min(meeting => meeting.StartsAt) ?? now, meetings.Max(meeting => meeting.StartsAt) ?? now);
        var times = await clock.TimesAsync(db, first < now ? first : now, last > now ? last : now, cancellation);
        return [.. meetings.Select(meeting => HomeTask.By(
            times.Of(meeting.Kind, meeting.Stage, meeting.StartsAt, meeting.EndsAt, [.. passages[meeting.Id]], [.. exemptions[meeting.Id]])
                .FirstOrDefault(state => state.Deadline == MeetingDeadline.Approval),
            now, Decide, new(meeting.Id, meeting.Title, meeting.StartsAt), $"/phe-duyet?cuoc-hop={meeting.Id}"))];
    }
}
