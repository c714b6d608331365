using DiemCau.Meetings.Access;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Resources;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;

namespace DiemCau.Meetings.Approval;

/// <summary>A meeting of higher priority takes the place of lower ones, which are told why and what they can have instead.</summary>
internal sealed class Displacement(
    MeetingEvents events, Decisions decisions, ReasonText reasons, FreeTimes freeTimes, DecisionMails mails, InstallationOptions installation, TimeProvider time)
{
    private const int Proposals = 3;

    /// <returns>The displaced ones, or why one of them cannot be displaced.</returns>
    public async Task<(IReadOnlyList<(Meeting Meeting, Guid Winner, MeetingActor By)> Meetings, Refusal? Refusal)> MakeRoomAsync(
        DiemCauDb db, Meeting winner, IReadOnlyList<Guid> ids, SignedInAccount by, CancellationToken cancellation)
    {
        var displaced = new List<(Meeting, Guid, MeetingActor)>();
        var rights = new Rights(db);
        foreach (var id in ids.Distinct().Order())
        {
            if (await db.FindMeetingAsync(id, null, cancellation) is not { } meeting)
            {
                return ([], Refusals.NotFound);
            }

            if (!await rights.MayAsync(by, Permission.ApproveMeetings, meeting.UnitId, cancellation))
            {
                return ([], Refusals.Forbidden);
            }

            if (meeting.Priority <= winner.Priority)
            {
                return ([], ApprovalRefusals.NotLower(meeting.Title));
            }

            var isKnown = winner.UnitId == meeting.UnitId || winner.Sites.Any(site => site.UnitId == meeting.UnitId);
            var reason = reasons.OfDisplacement(meeting, winner, isKnown, installation.Language);
            var actor = MeetingActor.Of(by);
            if ((meeting.Displace(reason, actor, time.GetUtcNow()) ?? await events.SaveAsync(db, meeting, cancellation)) is { } refusal)
            {
                return ([], refusal);
            }

            displaced.Add((meeting, winner.Id, actor));
        }

        return (displaced, null);
    }

    /// <summary>Offers each of the displaced the nearest times that are left; and tells it.</summary>
    public async Task ProposeAsync(
        DiemCauDb db, IReadOnlyList<(Meeting Meeting, Guid Winner, MeetingActor By)> displaced, CancellationToken cancellation)
    {
        foreach (var (meeting, winner, by) in displaced)
        {
            var times = await freeTimes.NearAsync(db, TimeWish.Of(meeting)!, Proposals, cancellation);
            var decision = decisions.Keep(db, meeting, ApprovalVerdict.Displaced, by, times, winner, time.GetUtcNow());
            await mails.TellAsync(db, meeting, decision, TimeSpan.Zero, cancellation);
        }
    }
}
