using DiemCau.Meetings.Access;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Intake;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace DiemCau.Meetings.Approval;

/// <summary>"Duyệt", "Trả lại", "Từ chối": the office's answers, each at once with its reason.</summary>
internal static class Deciding
{
    /// <param name="Version">The version that was looked at.</param>
    /// <param name="Displace">Meetings of lower priority that make room.</param>
    internal sealed record Approve(int Version, IReadOnlyList<Guid>? Displace = null, [property: Lines] string? Remarks = null);

    internal sealed record Return(int Version, [property: Lines] string? Remarks);

    /// <param name="Reason">The generated one when not given.</param>
    internal sealed record Reject(int Version, [property: Lines] string? Reason = null);

    /// <summary>Where the meeting stands after a decision.</summary>
    internal sealed record DecidedView(Guid Id, int Version, MeetingStage Stage, string? Reason);

    public static void Map(IEndpointRouteBuilder approvals)
    {
        var meeting = UnitOf.Row<Meeting>(meeting => meeting.UnitId);
        approvals.MapPost("/{id:guid}/approve", ApproveAsync).WithName("ApproveMeeting").Needs(Permission.ApproveMeetings, meeting);
        approvals.MapPost("/{id:guid}/return", ReturnAsync).WithName("ReturnMeeting").Needs(Permission.ApproveMeetings, meeting);
        approvals.MapPost("/{id:guid}/reject", RejectAsync).WithName("RejectMeeting").Needs(Permission.ApproveMeetings, meeting);
    }

    private static async Task<Results<Ok<DecidedView>, Refusal>> ApproveAsync(
        Guid id, Approve wish, HttpContext http, DiemCauDb db, Decisions decisions, Displacement displacement, CancellationToken cancellation)
    {
        var by = SignedInAccount.Required(http.User);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var (meeting, refusal) = await decisions.OpenAsync(db, id, wish.Version, [.. wish.Displace ?? []], cancellation);
        if (meeting is null)
        {
            return refusal!;
        }

        var displaced = await displacement.MakeRoomAsync(db, meeting, wish.Displace ?? [], by, cancellation);
        if (displaced.Refusal is { } mayNot)
        {
            return mayNot;
        }

        if (await decisions.DoAsync(db, meeting, (actor, now) => meeting.Approve(actor, now, wish.Remarks), ApprovalVerdict.Approved, by, [], cancellation) is { } unapproved)
        {
            return unapproved;
        }

        // Only now it is known what the displaced can still have.
        await displacement.ProposeAsync(db, displaced.Meetings, cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.Ok(View(meeting));
    }

    private static Task<Results<Ok<DecidedView>, Refusal>> ReturnAsync(
        Guid id, Return wish, HttpContext http, DiemCauDb db, Decisions decisions, CancellationToken cancellation) =>
        DecideAsync(db, decisions, id, wish.Version, http, ApprovalVerdict.Returned, _ => Task.FromResult((wish.Remarks, (IReadOnlyList<DateTimeOffset>)[])),
            (meeting, reason, actor, now) => meeting.Return(reason, actor, now), cancellation);

    private static Task<Results<Ok<DecidedView>, Refusal>> RejectAsync(
        Guid id, Reject wish, HttpContext http, DiemCauDb db, Decisions decisions, CancellationToken cancellation) =>
        DecideAsync(db, decisions, id, wish.Version, http, ApprovalVerdict.Rejected,
            async meeting => await decisions.ReasonAsync(db, meeting, wish.Reason, cancellation),
            (meeting, reason, actor, now) => meeting.Reject(reason, actor, now), cancellation);

    private static async Task<Results<Ok<DecidedView>, Refusal>> DecideAsync(
        DiemCauDb db, Decisions decisions, Guid id, int version, HttpContext http, ApprovalVerdict verdict,
        Func<Meeting, Task<(string? Reason, IReadOnlyList<DateTimeOffset> Proposals)>> answer,
        Func<Meeting, string?, MeetingActor, DateTimeOffset, Refusal?> verb, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var (meeting, refusal) = await decisions.OpenAsync(db, id, version, [], cancellation);
        if (meeting is null)
        {
            return refusal!;
        }

        var (reason, proposals) = await answer(meeting);
        if (await decisions.DoAsync(
            db, meeting, (actor, now) => verb(meeting, reason, actor, now), verdict, SignedInAccount.Required(http.User), proposals, cancellation) is { } undecided)
        {
            return undecided;
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.Ok(View(meeting));
    }

    public static DecidedView View(Meeting meeting) => new(meeting.Id, meeting.Version, meeting.Stage, meeting.StageReason);
}
