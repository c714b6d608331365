using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Storage;
using DiemCau.Meetings.Tasks;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Approval;

/// <summary>
/// A registration that came back with another time is not to be reworked: its unit need only accept the time. It says so in place of the task
/// of the registration, with that one's deadline and for whoever may do that one.
/// </summary>
internal sealed class ProposalTasks(ReasonText words, InstallationOptions installation) : ITaskSource
{
    public async Task<IReadOnlyList<HomeTask>> TasksAsync(DiemCauDb db, SignedInAccount account, DateTimeOffset now, CancellationToken cancellation)
    {
        var (reader, ownUnit, decisions) = (account.Id, account.UnitId, db.ApprovalDecisions);
        var theirs = await db.Meetings.AsNoTracking()
            .Where(meeting => (meeting.Stage == MeetingStage.Returned || meeting.Stage == MeetingStage.Postponed)
                && (meeting.RegisteredById == reader || meeting.UnitId == ownUnit))
            .OrderBy(meeting => meeting.StartsAt).ThenBy(meeting => meeting.Id)
            .Select(meeting => new
            {
                meeting.Id,
                meeting.Title,
                meeting.StartsAt,
                Last = decisions.Where(decision => decision.MeetingId == meeting.Id)
                    .OrderByDescending(decision => decision.At).ThenByDescending(decision => decision.Id).FirstOrDefault(),
            })
            .Take(ITaskSource.Most).ToListAsync(cancellation);
        return
        [
            .. from meeting in theirs
               let open = meeting.Last?.Proposals.Where(time => time > now).ToList() ?? []
               where open.Count > 0
               select new HomeTask(
                   open.Count == 1 ? "task.approval.accept" : "task.approval.accept_one", new(meeting.Id, meeting.Title, meeting.StartsAt),
                   $"/cuoc-hop/{meeting.Id}/gio-khac", null, null)
               {
                   Arguments = open.Count == 1 ? [words.Clock(open[0]), words.Day(open[0])] : [words.Moments(open, installation.Language)],
                   InPlaceOf = "task.registration.",
               },
        ];
    }
}
