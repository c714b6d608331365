using DiemCau.Meetings.Access;
using DiemCau.Meetings.Deadlines;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Storage;
using DiemCau.Meetings.Tasks;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Notices;

/// <summary>Whom an account's own units still have to tell, and what they still have to confirm.</summary>
internal sealed class NoticeTasks(MeetingClock clock) : ITaskSource
{
    public async Task<IReadOnlyList<HomeTask>> TasksAsync(DiemCauDb db, SignedInAccount account, DateTimeOffset now, CancellationToken cancellation) =>
        [.. await ToSendAsync(db, account, now, cancellation), .. await BranchesToTell.TasksAsync(db, account, now, cancellation), .. await ToConfirmAsync(db, account, now, cancellation)];

    private async Task<IEnumerable<HomeTask>> ToSendAsync(DiemCauDb db, SignedInAccount account, DateTimeOffset now, CancellationToken cancellation)
    {
        var units = Rights.UnitsHeldBy(db, account.Id, Permission.SendNotices);
        var meetings = await db.Meetings
            .Where(meeting => meeting.Stage == MeetingStage.Approved && meeting.StartsAt > now
                && (units.Contains(meeting.UnitId) || meeting.Sites.Any(site => site.Role == SiteRole.Main && units.Contains(site.UnitId))))
            .OrderBy(meeting => meeting.StartsAt).ThenBy(meeting => meeting.Id)
            .Select(meeting => new { meeting.Id, meeting.Title, meeting.Kind, meeting.Stage, meeting.StartsAt, meeting.EndsAt })
            .Take(ITaskSource.Most).ToListAsync(cancellation);
        if (meetings.Count == 0)
        {
            return [];
        }

        // By the meetings' ids, not by their search: with that in front the database reads the passages of all meetings there are.
        Guid[] ids = [.. meetings.Select(meeting => meeting.Id)];
        var passages = (await db.StagePassages.AsNoTracking().Where(passage => ids.Contains(passage.MeetingId)).ToListAsync(cancellation))
            .ToLookup(passage => passage.MeetingId);
        var exemptions = (await db.MeetingExemptions.AsNoTracking().Where(exemption => ids.Contains(exemption.MeetingId)).ToListAsync(cancellation))
            .ToLookup(exemption => exemption.MeetingId);
        var told = await db.Notices.Where(notice => ids.Contains(notice.MeetingId) && notice.Scope == NoticeScope.Session && notice.Edition > 0 && !notice.IsWithdrawn)
            .Select(notice => notice.MeetingId).ToListAsync(cancellation);
        var times = await clock.TimesAsync(db, now, meetings[^1].StartsAt!.Value, cancellation);
        return meetings.Select(meeting => HomeTask.By(
            times.Of(meeting.Kind, meeting.Stage, meeting.StartsAt, meeting.EndsAt, [.. passages[meeting.Id]], [.. exemptions[meeting.Id]])
                .FirstOrDefault(state => state.Deadline == MeetingDeadline.Invitations), now,
            told.Contains(meeting.Id) ? "task.notice.update" : "task.notice.send", new(meeting.Id, meeting.Title, meeting.StartsAt),
            $"/cuoc-hop/{meeting.Id}/thong-bao"));
    }

    private static async Task<IEnumerable<HomeTask>> ToConfirmAsync(DiemCauDb db, SignedInAccount account, DateTimeOffset now, CancellationToken cancellation)
    {
        var units = Rights.UnitsHeldBy(db, account.Id, Permission.AcknowledgeNotices);
        var open = await (
            from copy in db.NoticeCopies
            join meeting in db.Meetings on copy.MeetingId equals meeting.Id
            where units.Contains(copy.UnitId) && copy.AcknowledgedAt == null && copy.Kind != NoticeKind.Withdrawn && meeting.StartsAt > now
            orderby meeting.StartsAt, copy.Id
            select new { copy.Id, Meeting = meeting.Id, meeting.Title, meeting.StartsAt }).Take(ITaskSource.Most).ToListAsync(cancellation);
        return open.Select(task => new HomeTask("task.notice.acknowledge", new(task.Meeting, task.Title, task.StartsAt), $"/thong-bao/{task.Id}", null, null));
    }
}
