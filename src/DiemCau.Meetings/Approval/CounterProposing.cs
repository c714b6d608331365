using DiemCau.Meetings.Access;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Resources;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Intake;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using DiemCau.Meetings.WorkingDays;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Approval;

/// <summary>
/// "Đề nghị giờ khác": one of the computed times or any other. What would stand in the way is said before; a time at which capacity or rooms
/// are taken is proposed knowingly only, since the office itself can make room, and the unit is told what the office still has to settle.
/// </summary>
internal static class CounterProposing
{
    /// <param name="StartsAt">The proposed beginning; it lasts as long as it was wished.</param>
    /// <param name="Reason">The generated one when not given.</param>
    /// <param name="Knowingly">The officer knows that it does not fit.</param>
    internal sealed record CounterPropose(int Version, DateTimeOffset StartsAt, [property: Lines] string? Reason = null, bool Knowingly = false);

    /// <summary>How the meeting would fare at another time.</summary>
    /// <param name="Fits">Capacity and all its rooms are free.</param>
    /// <param name="Against">A sentence for each thing in the way, and for another meeting of the chair, which is said, not forbidden.</param>
    /// <param name="DaysOff">A sentence for each day of it that is not worked.</param>
    internal sealed record OtherTimeView(
        DateTimeOffset StartsAt, DateTimeOffset EndsAt, bool IsPast, bool IsSame, bool Fits, IReadOnlyList<string> Against, IReadOnlyList<string> DaysOff);

    public static void Map(IEndpointRouteBuilder approvals)
    {
        var meeting = UnitOf.Row<Meeting>(meeting => meeting.UnitId);
        approvals.MapGet("/{id:guid}/other-time", LookAsync).WithName("LookAtOtherTime").Needs(Permission.ApproveMeetings, meeting);
        approvals.MapPost("/{id:guid}/counter-proposal", ProposeAsync).WithName("CounterProposeMeeting").Needs(Permission.ApproveMeetings, meeting);
    }

    private static async Task<Results<Ok<OtherTimeView>, Refusal>> LookAsync(
        Guid id, DateTimeOffset startsAt, HttpContext http, DiemCauDb db, Rights rights, ReasonText reasons, WorkingCalendars calendars, TimeProvider time,
        CancellationToken cancellation)
    {
        var meeting = await db.Meetings.AsNoTracking().Include(known => known.Sites).SingleOrDefaultAsync(known => known.Id == id, cancellation);
        if (meeting is null || TimeWish.Of(meeting) is null)
        {
            return Refusals.NotFound;
        }

        var language = Language.Of(http);
        var found = await ObstacleSearch.LookAtAsync(db, meeting, startsAt, cancellation);
        var known = await ApprovalQueue.KnownAsync(db, rights, SignedInAccount.Required(http.User), found.Rivals, cancellation);
        var (from, to) = (found.Wish.StartsAt, found.Wish.EndsAt);
        var days = await NamedDays.BetweenAsync(db, calendars.DayOf(from), calendars.DayOf(to.AddTicks(-1)), language, cancellation);
        return TypedResults.Ok(new OtherTimeView(
            from, to, from <= time.GetUtcNow(), from == meeting.StartsAt, found.Finding.Fits,
            reasons.Against(meeting, found, known, language),
            [.. days.Where(day => !IsWorked(day, calendars.HalfOf(from), calendars.HalfOf(to.AddTicks(-1)))).Select(day => ReasonText.DayOff(day, language))]));
    }

    private static async Task<Results<Ok<Deciding.DecidedView>, Refusal>> ProposeAsync(
        Guid id, CounterPropose wish, HttpContext http, DiemCauDb db, Decisions decisions, ReasonText reasons, InstallationOptions installation, TimeProvider time,
        CancellationToken cancellation)
    {
        var startsAt = wish.StartsAt.ToUniversalTime();
        if (startsAt <= time.GetUtcNow())
        {
            return ApprovalRefusals.Past;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var (meeting, refusal) = await decisions.OpenAsync(db, id, wish.Version, [], cancellation);
        if (meeting is null)
        {
            return refusal!;
        }

        if (meeting.StartsAt == startsAt)
        {
            return ApprovalRefusals.SameTime;
        }

        var found = await ObstacleSearch.LookAtAsync(db, meeting, startsAt, cancellation);
        var against = string.Join(' ', reasons.Against(meeting, found, await Decisions.KnownToAsync(db, meeting, found, cancellation), installation.Language));
        if (!found.Finding.Fits && !wish.Knowingly)
        {
            return ApprovalRefusals.DoesNotFit(against);
        }

        var (why, _) = await decisions.ReasonAsync(db, meeting, wish.Reason, cancellation);
        string?[] sentences =
        [
            why,
            Texts.Get(installation.Language, "approval.reason.proposal", reasons.Moment(startsAt, installation.Language)),
            against.Length == 0 ? null : Texts.Get(installation.Language, "approval.reason.proposal_despite", against),
        ];
        var reason = string.Join(' ', sentences.OfType<string>());
        if (await decisions.DoAsync(
            db, meeting, (actor, now) => meeting.Return(reason, actor, now), ApprovalVerdict.CounterProposed,
            SignedInAccount.Required(http.User), [startsAt], cancellation) is { } undecided)
        {
            return undecided;
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.Ok(Deciding.View(meeting));
    }

    /// <summary>Of a day only the halves count that the meeting lies in.</summary>
    private static bool IsWorked(NamedDay day, WorkingHalf first, WorkingHalf last)
    {
        var morning = first.Day < day.Day || first.Half == HalfDay.Morning;
        var afternoon = last.Day > day.Day || last.Half == HalfDay.Afternoon;
        return (!morning || day.Morning) && (!afternoon || day.Afternoon);
    }
}
