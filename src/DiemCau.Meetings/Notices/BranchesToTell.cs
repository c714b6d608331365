using DiemCau.Meetings.Access;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Storage;
using DiemCau.Meetings.Tasks;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Notices;

/// <summary>Meetings of which a branch's unit has been told, and has not told the sites under it when they are checked or, called at short notice, connect.</summary>
internal static class BranchesToTell
{
    private static readonly MeetingStage[] Told = [MeetingStage.Notified, MeetingStage.Preparing, MeetingStage.TechnicalCheck];

    /// <summary>
    /// The rule of <see cref="NoticeBranches"/> in the database: right under a unit that the meeting's unit stands under, with another
    /// unit's site below. Step by step, from the few to the many: as one query it walks through every site of every meeting to come. An account
    /// stands for one or two units that have others below them; each is asked for by itself.
    /// </summary>
    public static async Task<IEnumerable<HomeTask>> TasksAsync(DiemCauDb db, SignedInAccount account, DateTimeOffset now, CancellationToken cancellation)
    {
        var lines = db.UnitAncestors;
        var held = Rights.UnitsHeldBy(db, account.Id, Permission.SendNotices);
        var branches = await db.Units
            .Where(unit => held.Contains(unit.Id) && unit.Kind != UnitKind.Office && lines.Any(line => line.AncestorId == unit.Id && line.Distance > 0))
            .Select(unit => new { unit.Id, unit.ParentId }).ToListAsync(cancellation);
        if (branches.Count == 0)
        {
            return [];
        }

        var announced = db.Meetings.Where(meeting => meeting.Kind != MeetingKind.Outside && Told.Contains(meeting.Stage) && meeting.StartsAt > now);
        Guid[] asked = [.. branches.Select(branch => branch.Id), .. branches.Select(branch => branch.ParentId).OfType<Guid>()];
        var holders = await announced.Select(meeting => meeting.UnitId).Distinct()
            .Select(unit => new { Id = unit, Above = lines.Where(line => line.UnitId == unit && asked.Contains(line.AncestorId)).Select(line => line.AncestorId).ToList() })
            .ToListAsync(cancellation);
        List<HomeTask> tasks = [];
        foreach (var branch in branches)
        {
            var others = holders
                .Where(holder => holder.Above.Contains(branch.Id) || (branch.ParentId is { } parent && !holder.Above.Contains(parent)))
                .Select(holder => holder.Id).ToList();
            if (others.Count < holders.Count)
            {
                tasks.AddRange(await OfBranchAsync(db, branch.Id, announced.Where(meeting => !others.Contains(meeting.UnitId)), cancellation));
            }
        }

        return tasks;
    }

    /// <param name="meetings">That concern the branch if one of the sites under it takes part.</param>
    private static async Task<IEnumerable<HomeTask>> OfBranchAsync(DiemCauDb db, Guid branch, IQueryable<Meeting> meetings, CancellationToken cancellation)
    {
        var (sites, notices) = (db.MeetingSites, db.Notices);
        // As values: the database then knows how few they are, and begins with their sites instead of with everybody's.
        var below = await db.UnitAncestors.Where(line => line.AncestorId == branch && line.Distance > 0).Select(line => line.UnitId).ToListAsync(cancellation);
        var open = await meetings
            .Where(meeting => sites.Any(site => site.MeetingId == meeting.Id && site.Role == SiteRole.Member && below.Contains(site.UnitId))
                && !notices.Any(notice => notice.MeetingId == meeting.Id && notice.Scope == NoticeScope.Branch && notice.IssuerId == branch
                    && notice.Edition > 0 && !notice.IsWithdrawn && notice.ToldStart == meeting.StartsAt))
            .OrderBy(meeting => meeting.StartsAt).ThenBy(meeting => meeting.Id)
            .Select(meeting => new { meeting.Id, meeting.Title, meeting.Kind, meeting.StartsAt }).Take(ITaskSource.Most).ToListAsync(cancellation);
        return open.Select(meeting => new HomeTask(
            meeting.Kind == MeetingKind.Planned ? "task.notice.branch" : "task.notice.branch_connection", new(meeting.Id, meeting.Title, meeting.StartsAt), $"/cuoc-hop/{meeting.Id}/thong-bao?nhanh={branch}", null, null));
    }
}
