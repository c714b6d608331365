using DiemCau.Meetings.Access;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Notifications;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using DiemCau.Meetings.WorkingDays;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace DiemCau.Meetings.Approval;

/// <summary>What the office has decided today, and "Rút lại" of what <see cref="TakingBack"/> has a way back for.</summary>
internal static class DecidedToday
{
    private const int Most = 100;

    /// <param name="Version">Of the meeting as it stands now.</param>
    /// <param name="Stage">Where the meeting stands now.</param>
    /// <param name="MayTakeBack">It is the last word about the meeting, and the rules have a way back.</param>
    internal sealed record DecidedTodayView(
        DateTimeOffset At, string By, ApprovalVerdict Verdict, Guid MeetingId, long Number, string Title, string UnitName, DateTimeOffset? StartsAt,
        MeetingStage Stage, int Version, bool MayTakeBack);

    internal sealed record TakeBack(int Version);

    public static void Map(IEndpointRouteBuilder approvals)
    {
        approvals.MapGet("/today", ListAsync).WithName("ListDecidedToday").NeedsSomewhere(Permission.ApproveMeetings);
        approvals.MapPost("/{id:guid}/take-back", TakeBackAsync).WithName("TakeBackApproval")
            .Needs(Permission.ApproveMeetings, UnitOf.Row<Meeting>(meeting => meeting.UnitId));
    }

    private static async Task<Ok<IReadOnlyList<DecidedTodayView>>> ListAsync(
        HttpContext http, DiemCauDb db, WorkingCalendars calendars, IOptions<ApprovalOptions> options, TimeProvider time, CancellationToken cancellation)
    {
        var (reader, now, pause) = (SignedInAccount.Required(http.User).Id, time.GetUtcNow(), options.Value.LetterPause);
        var today = calendars.At(calendars.DayOf(now), TimeOnly.MinValue);
        var decisions = db.ApprovalDecisions;
        var decided = await db.Meetings.Where(meeting => decisions.Any(decision => decision.MeetingId == meeting.Id && decision.At >= today))
            .Select(meeting => meeting.UnitId).Distinct().ToListAsync(cancellation);
        var units = await Rights.AmongAsync(db, reader, Permission.ApproveMeetings, decided, cancellation);
        var found = await (
            from decision in decisions
            join meeting in db.Meetings.KnownTo(db, reader) on decision.MeetingId equals meeting.Id
            join unit in db.Units on meeting.UnitId equals unit.Id
            where decision.At >= today && units.Contains(meeting.UnitId)
            orderby decision.At descending, decision.Id descending
            select new
            {
                decision.At, decision.ByName, decision.Verdict, meeting.Id, meeting.Number, meeting.Title, Unit = unit.Name, meeting.StartsAt, meeting.Stage,
                meeting.Version, meeting.Kind,
                IsLast = !decisions.Any(later => later.MeetingId == meeting.Id && (later.At > decision.At || (later.At == decision.At && later.Id > decision.Id))),
            }).Take(Most).ToListAsync(cancellation);
        return TypedResults.Ok<IReadOnlyList<DecidedTodayView>>([.. found.Select(one => new DecidedTodayView(
            one.At, one.ByName, one.Verdict, one.Id, one.Number, one.Title, one.Unit, one.StartsAt, one.Stage, one.Version,
            one.IsLast && TakingBack.May(one.Verdict, one.At, one.Stage, one.Kind, pause, now)))]);
    }

    private static async Task<Results<Ok<Deciding.DecidedView>, Refusal>> TakeBackAsync(
        Guid id, TakeBack wish, HttpContext http, DiemCauDb db, Decisions decisions, IOptions<ApprovalOptions> options, TimeProvider time,
        CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var (meeting, refusal) = await decisions.OpenAsync(db, id, wish.Version, [], cancellation);
        if (meeting is null)
        {
            return refusal!;
        }

        var last = await db.ApprovalDecisions.Where(decision => decision.MeetingId == id)
            .OrderByDescending(decision => decision.At).ThenByDescending(decision => decision.Id).FirstOrDefaultAsync(cancellation);
        if (last is null || !TakingBack.May(last.Verdict, last.At, meeting.Stage, meeting.Kind, options.Value.LetterPause, time.GetUtcNow()))
        {
            return MeetingRefusals.DecisionStands;
        }

        var isUntold = TakingBack.Waits(last.Verdict);
        if (isUntold && !await MailOutbox.TakeBackAsync(db, last.Letters, cancellation))
        {
            return MeetingRefusals.DecisionStands;
        }

        if (await decisions.DoAsync(
            db, meeting, isUntold ? meeting.TakeBack : meeting.Reconsider, ApprovalVerdict.TakenBack, SignedInAccount.Required(http.User), [], cancellation,
            tells: !isUntold) is { } undone)
        {
            return undone;
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.Ok(Deciding.View(meeting));
    }
}
