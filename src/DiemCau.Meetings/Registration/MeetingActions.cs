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

namespace DiemCau.Meetings.Registration;

/// <summary>What the registering unit does to its meeting besides writing it: rút lại, tạm hoãn, hủy, ghi nhận miễn thời hạn.</summary>
internal static class MeetingActions
{
    /// <param name="Version">The version that the client has read.</param>
    internal sealed record MeetingReason(int Version, [property: Lines] string? Reason = null);

    /// <param name="GrantedBy">Name and position.</param>
    internal sealed record DeadlineExemption(int Version, MeetingDeadline Deadline, string? GrantedBy, [property: Lines] string? Reason);

    public static void Map(IEndpointRouteBuilder meetings)
    {
        var own = meetings.MapGroup("").Needs(Permission.RegisterMeetings, MeetingRights.Registering);
        own.MapPost("/{id:guid}/withdraw", WithdrawAsync).WithName("WithdrawMeeting");
        own.MapPost("/{id:guid}/postpone", PostponeAsync).WithName("PostponeMeeting");
        own.MapPost("/{id:guid}/cancel", CancelAsync).WithName("CancelMeeting");
        meetings.MapPost("/{id:guid}/exemptions", ExemptAsync).WithName("ExemptMeeting")
            .Needs(Permission.ExemptMeetings, MeetingRights.Registering);
    }

    private static Task<Results<Ok<MeetingVersionView>, Refusal>> WithdrawAsync(
        Guid id, MeetingReason reason, HttpContext http, DiemCauDb db, MeetingWork work, CancellationToken cancellation) =>
        DoAsync(id, reason.Version, (meeting, by, now) => meeting.Withdraw(reason.Reason, by, now), http, db, work, cancellation);

    private static Task<Results<Ok<MeetingVersionView>, Refusal>> PostponeAsync(
        Guid id, MeetingReason reason, HttpContext http, DiemCauDb db, MeetingWork work, CancellationToken cancellation) =>
        DoAsync(id, reason.Version, (meeting, by, now) => meeting.Postpone(reason.Reason, by, now), http, db, work, cancellation);

    private static Task<Results<Ok<MeetingVersionView>, Refusal>> CancelAsync(
        Guid id, MeetingReason reason, HttpContext http, DiemCauDb db, MeetingWork work, CancellationToken cancellation) =>
        DoAsync(id, reason.Version, (meeting, by, now) => meeting.Cancel(reason.Reason, by, now), http, db, work, cancellation);

    private static Task<Results<Ok<MeetingVersionView>, Refusal>> ExemptAsync(
        Guid id, DeadlineExemption exemption, HttpContext http, DiemCauDb db, MeetingWork work, CancellationToken cancellation) =>
        DoAsync(id, exemption.Version,
            (meeting, by, now) => meeting.Exempt(exemption.Deadline, exemption.GrantedBy, exemption.Reason, by, now), http, db, work, cancellation);

    private static async Task<Results<Ok<MeetingVersionView>, Refusal>> DoAsync(
        Guid id, int version, Func<Meeting, MeetingActor, DateTimeOffset, Refusal?> change, HttpContext http, DiemCauDb db, MeetingWork work,
        CancellationToken cancellation)
    {
        var (view, refusal) = await work.ChangeAsync(db, id, version, SignedInAccount.Required(http.User), change, cancellation);
        return view is null ? refusal! : TypedResults.Ok(view);
    }
}
