using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace DiemCau.Meetings.Approval;

/// <summary>What every decision begins and ends with, within the caller's transaction: the meeting locked, the verb done, the answer kept and told.</summary>
internal sealed class Decisions(
    MeetingEvents events, ObstacleSearch obstacles, ReasonText reasons, DecisionMails mails, InstallationOptions installation,
    IOptions<ApprovalOptions> options, TimeProvider time)
{
    /// <param name="version">The version that was looked at.</param>
    /// <param name="others">Meetings that the decision touches, too.</param>
    public async Task<(Meeting? Meeting, Refusal? Refusal)> OpenAsync(
        DiemCauDb db, Guid id, int version, IReadOnlyList<Guid> others, CancellationToken cancellation)
    {
        // In one order, so that two decisions about the same meetings do not wait for each other crosswise.
        Guid[] all = [id, .. others];
        await db.Database.ExecuteSqlAsync($"select from meetings where id = any({all}) order by id for update", cancellation);
        if (await db.FindMeetingAsync(id, version, cancellation) is not { } meeting)
        {
            return (null, Refusals.NotFound);
        }

        return meeting.Version == version ? (meeting, null) : (null, MeetingRefusals.ChangedMeanwhile);
    }

    /// <summary>Does the verb, saves it with what follows from it, and keeps and tells the decision.</summary>
    /// <param name="tells">False: nobody but the office has known of what this answers.</param>
    public async Task<Refusal?> DoAsync(
        DiemCauDb db, Meeting meeting, Func<MeetingActor, DateTimeOffset, Refusal?> verb, ApprovalVerdict verdict, SignedInAccount by,
        IReadOnlyList<DateTimeOffset> proposals, CancellationToken cancellation, bool tells = true)
    {
        var (actor, now) = (MeetingActor.Of(by), time.GetUtcNow());
        if ((verb(actor, now) ?? await events.SaveAsync(db, meeting, cancellation)) is { } refusal)
        {
            return refusal;
        }

        var decision = Keep(db, meeting, verdict, actor, proposals, null, now);
        if (tells)
        {
            var pause = TakingBack.Waits(verdict) ? options.Value.LetterPause : TimeSpan.Zero;
            decision.Letters = await mails.TellAsync(db, meeting, decision, pause, cancellation);
        }

        return null;
    }

    public ApprovalDecision Keep(
        DiemCauDb db, Meeting meeting, ApprovalVerdict verdict, MeetingActor by, IReadOnlyList<DateTimeOffset> proposals, Guid? displacedBy, DateTimeOffset now)
    {
        var decision = new ApprovalDecision
        {
            Id = Guid.CreateVersion7(now),
            MeetingId = meeting.Id,
            At = now,
            ByName = by.Name,
            Verdict = verdict,
            Reason = meeting.StageReason,
            Proposals = proposals,
            DisplacedById = displacedBy,
        };
        db.ApprovalDecisions.Add(decision);
        return decision;
    }

    /// <summary>The given reason, or the generated one; with the times that would fit.</summary>
    public async Task<(string? Reason, IReadOnlyList<DateTimeOffset> Proposals)> ReasonAsync(
        DiemCauDb db, Meeting meeting, string? given, CancellationToken cancellation)
    {
        var found = await obstacles.LookAsync(db, meeting, cancellation);
        if (!string.IsNullOrWhiteSpace(given))
        {
            return (given, found.FreeTimes);
        }

        // Where nothing stands in the way, only the office knows why.
        return (found.Finding.Fits ? null : reasons.Of(meeting, found, await KnownToAsync(db, meeting, found, cancellation), installation.Language), found.FreeTimes);
    }

    /// <summary>Of the rivals, those that the registering unit knows of itself: its own, and those that one of its sites takes part in.</summary>
    public static Task<HashSet<Guid>> KnownToAsync(DiemCauDb db, Meeting meeting, Obstacles found, CancellationToken cancellation)
    {
        var sites = db.MeetingSites;
        Guid[] ids = [.. found.Rivals.Select(rival => rival.MeetingId)];
        return db.Meetings
            .Where(other => ids.Contains(other.Id)
                && (other.UnitId == meeting.UnitId || sites.Any(site => site.MeetingId == other.Id && site.UnitId == meeting.UnitId)))
            .Select(other => other.Id)
            .ToHashSetAsync(cancellation);
    }
}
