using DiemCau.Meetings.Deadlines;
using DiemCau.Meetings.Home;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Notices;

/// <summary>Whom an account's own units still have to tell, and what they still have to confirm.</summary>
internal sealed class NoticeTasks(MeetingClock clock) : ITaskSource
{
    public async Task<IReadOnlyList<HomeTask>> TasksAsync(DiemCauDb db, SignedInAccount account, DateTimeOffset now, CancellationToken cancellation) =>
        [.. await ToSendAsync(db, account, now, cancellation), .. await ToForwardAsync(db, account, now, cancellation), .. await ToConfirmAsync(db, account, now, cancellation)];

    private async Task<IEnumerable<HomeTask>> ToSendAsync(DiemCauDb db, SignedInAccount account, DateTimeOffset now, CancellationToken cancellation)
    {
        var units = Rights.UnitsHeldBy(db, account.Id, Permission.SendNotices);
        var meetings = await db.Meetings.AsNoTracking()
            .Where(meeting => meeting.Stage == MeetingStage.Approved && meeting.StartsAt > now
                && (units.Contains(meeting.UnitId) || meeting.Sites.Any(site => site.Role == SiteRole.Main && units.Contains(site.UnitId))))
            .Include(meeting => meeting.Passages).Include(meeting => meeting.Exemptions).AsSplitQuery()
            .OrderBy(meeting => meeting.StartsAt).ThenBy(meeting => meeting.Id).Take(ITaskSource.Most).ToListAsync(cancellation);
        if (meetings.Count == 0)
            return [];
        Guid[] ids = [.. meetings.Select(meeting => meeting.Id)];
        var told = await db.Notices.Where(notice => ids.Contains(notice.MeetingId) && notice.Scope == NoticeScope.Session && notice.Edition > 0 && !notice.IsWithdrawn)
            .Select(notice => notice.MeetingId).ToListAsync(cancellation);
        var times = await clock.TimesAsync(db, now, meetings[^1].StartsAt!.Value, cancellation);
        return meetings.Select(meeting => HomeTask.By(
            times.Of(meeting).FirstOrDefault(state => state.Deadline == MeetingDeadline.Invitations), now,
            told.Contains(meeting.Id) ? "task.notice.update" : "task.notice.send", new(meeting.Id, meeting.Title, meeting.StartsAt),
            $"/cuoc-hop/{meeting.Id}/thong-bao"));
    }

    /// <summary>A branch's unit has been told of a meeting and has not told the sites under it when they are checked.</summary>
    private static async Task<IEnumerable<HomeTask>> ToForwardAsync(DiemCauDb db, SignedInAccount account, DateTimeOffset now, CancellationToken cancellation)
    {
        var held = Rights.UnitsHeldBy(db, account.Id, Permission.SendNotices);
        var (lines, sites, notices) = (db.UnitAncestors, db.MeetingSites, db.Notices);
        var planned = db.Meetings.Where(meeting => meeting.Kind == MeetingKind.Planned && meeting.StartsAt > now);
        MeetingStage[] stages = [MeetingStage.Notified, MeetingStage.Preparing, MeetingStage.TechnicalCheck];
        // The rule of NoticeBranches in SQL: right under a unit that the meeting's unit stands under, with another unit's site below.
        var forward = await (
            from branch in db.Units.Where(unit => held.Contains(unit.Id) && unit.Kind != UnitKind.Office)
            from meeting in planned
            where stages.Contains(meeting.Stage) && !lines.Any(line => line.UnitId == meeting.UnitId && line.AncestorId == branch.Id)
                && (branch.ParentId == null || lines.Any(line => line.UnitId == meeting.UnitId && line.AncestorId == branch.ParentId))
                && sites.Any(site => site.MeetingId == meeting.Id && site.Role == SiteRole.Member
                    && lines.Any(line => line.UnitId == site.UnitId && line.AncestorId == branch.Id && line.Distance > 0))
                && !notices.Any(notice => notice.MeetingId == meeting.Id && notice.Scope == NoticeScope.Branch && notice.IssuerId == branch.Id
                    && notice.Edition > 0 && !notice.IsWithdrawn && notice.ToldStart == meeting.StartsAt)
            orderby meeting.StartsAt, meeting.Id
            select new { meeting.Id, meeting.Title, meeting.StartsAt, Branch = branch.Id }).Take(ITaskSource.Most).ToListAsync(cancellation);
        return forward.Select(task => new HomeTask(
            "task.notice.branch", new(task.Id, task.Title, task.StartsAt), $"/cuoc-hop/{task.Id}/thong-bao?nhanh={task.Branch}", null, null));
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
