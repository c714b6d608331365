using DiemCau.Meetings.Access;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Approval;

/// <summary>
/// What was displaced, or returned with another time, gets that time with one click: accepted by the registering unit it goes back to the
/// queue, set by the office it is approved at once.
/// </summary>
internal static class Replanning
{
    /// <param name="StartsAt">One of the proposed times; it lasts as long as before.</param>
    internal sealed record NewTime(int Version, DateTimeOffset StartsAt);

    /// <param name="Proposals">What the office offers instead; empty: nothing is to be answered.</param>
    internal sealed record ProposalsView(
        string Title, int Version, DateTimeOffset? StartsAt, DateTimeOffset? EndsAt, ApprovalDecisionView? Decision, IReadOnlyList<DateTimeOffset> Proposals);

    public static void Map(IEndpointRouteBuilder api)
    {
        var meeting = UnitOf.Row<Meeting>(meeting => meeting.UnitId);
        var meetings = api.MapGroup("/meetings").WithTags("Approval");
        meetings.MapGet("/{id:guid}/proposals", ShowAsync).WithName("GetProposals").Needs(Permission.RegisterMeetings, meeting);
        meetings.MapPost("/{id:guid}/proposals/accept", AcceptAsync).WithName("AcceptProposal").Needs(Permission.RegisterMeetings, meeting);
        api.MapGroup("/approvals").WithTags("Approval")
            .MapPost("/{id:guid}/reschedule", RescheduleAsync).WithName("RescheduleMeeting").Needs(Permission.ApproveMeetings, meeting);
    }

    private static async Task<Results<Ok<ProposalsView>, Refusal>> ShowAsync(Guid id, DiemCauDb db, TimeProvider time, CancellationToken cancellation)
    {
        if (await db.Meetings.AsNoTracking().SingleOrDefaultAsync(known => known.Id == id, cancellation) is not { } meeting)
        {
            return Refusals.NotFound;
        }

        var (last, now) = (await LastAsync(db, id, cancellation), time.GetUtcNow());
        return TypedResults.Ok(new ProposalsView(
            meeting.Title, meeting.Version, meeting.StartsAt, meeting.EndsAt, last is null ? null : ApprovalDecisionView.Of(last),
            meeting.Stage is MeetingStage.Returned or MeetingStage.Postponed ? [.. (last?.Proposals ?? []).Where(offered => offered > now)] : []));
    }

    private static async Task<Results<Ok<Deciding.DecidedView>, Refusal>> AcceptAsync(
        Guid id, NewTime wish, HttpContext http, DiemCauDb db, Decisions decisions, MeetingEvents events, TimeProvider time, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var (meeting, refusal) = await decisions.OpenAsync(db, id, wish.Version, [], cancellation);
        if (meeting is null)
        {
            return refusal!;
        }

        var startsAt = wish.StartsAt.ToUniversalTime();
        if ((await LastAsync(db, id, cancellation))?.Proposals.Contains(startsAt) != true)
        {
            return ApprovalRefusals.NotProposed;
        }

        var (by, now) = (MeetingActor.Of(SignedInAccount.Required(http.User)), time.GetUtcNow());
        if ((MoveTo(meeting, startsAt, by, now) ?? await events.SaveAsync(db, meeting, cancellation)) is { } unmoved)
        {
            return unmoved;
        }

        await transaction.CommitAsync(cancellation);
        return TypedResults.Ok(new Deciding.DecidedView(id, meeting.Version, meeting.Stage, meeting.StageReason));
    }

    private static async Task<Results<Ok<Deciding.DecidedView>, Refusal>> RescheduleAsync(
        Guid id, NewTime wish, HttpContext http, DiemCauDb db, Decisions decisions, CancellationToken cancellation)
    {
        var by = SignedInAccount.Required(http.User);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var (meeting, refusal) = await decisions.OpenAsync(db, id, wish.Version, [], cancellation);
        if (meeting is null)
        {
            return refusal!;
        }

        if (meeting.Stage != MeetingStage.Postponed)
        {
            return MeetingRefusals.WrongStage;
        }

        if (await decisions.DoAsync(
            db, meeting, (actor, now) => MoveTo(meeting, wish.StartsAt.ToUniversalTime(), actor, now) ?? ApproveIfPending(meeting, actor, now),
            ApprovalVerdict.Rescheduled, by, [], cancellation) is { } unmoved)
        {
            return unmoved;
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.Ok(new Deciding.DecidedView(id, meeting.Version, meeting.Stage, meeting.StageReason));
    }

    /// <summary>The time is the office's own: it is neither late nor incomplete. What is permitted here is asked when it is saved.</summary>
    private static Refusal? MoveTo(Meeting meeting, DateTimeOffset startsAt, MeetingActor by, DateTimeOffset now)
    {
        var terms = new SubmissionTerms(DateTimeOffset.MaxValue, "", HasPapers: true, StateSecretsAllowed: true);
        return meeting.Rewrite(meeting.Content with { StartsAt = startsAt, EndsAt = startsAt + (meeting.EndsAt - meeting.StartsAt) }, terms, by, now)
            ?? meeting.Submit(terms, by, now);
    }

    /// <summary>An ad-hoc meeting is announced without approval.</summary>
    private static Refusal? ApproveIfPending(Meeting meeting, MeetingActor by, DateTimeOffset now) =>
        meeting.Stage == MeetingStage.PendingApproval ? meeting.Approve(by, now) : null;

    private static Task<ApprovalDecision?> LastAsync(DiemCauDb db, Guid id, CancellationToken cancellation) => db.ApprovalDecisions.AsNoTracking()
        .Where(decision => decision.MeetingId == id).OrderByDescending(decision => decision.At).ThenByDescending(decision => decision.Id)
        .FirstOrDefaultAsync(cancellation);
}
