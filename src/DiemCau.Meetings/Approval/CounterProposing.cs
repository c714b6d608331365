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
/// "Đề nghị giờ khác": up to three times, computed ones or any others, of which the unit accepts one. What would stand in the way is said before;
/// a time at which capacity or rooms are taken is proposed knowingly only, since the office itself can make room, and the unit is told what the
/// office still has to settle.
/// </summary>
internal static class CounterProposing
{
    /// <summary>More to choose from would be read, not chosen.</summary>
    private const int MostTimes = 3;

    /// <param name="Times">The proposed beginnings, one to three; it lasts as long as it was wished.</param>
    /// <param name="Reason">What stands in the way of the time that was wished, when not given.</param>
    /// <param name="Knowingly">The officer knows that one of them does not fit.</param>
    internal sealed record CounterPropose(
        int Version, IReadOnlyList<DateTimeOffset>? Times = null, [property: Lines] string? Reason = null, bool Knowingly = false);

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
        DateTimeOffset[] offered = [.. (wish.Times ?? []).Select(time => time.ToUniversalTime()).Distinct().Order()];
        if (offered.Length is 0 or > MostTimes)
        {
            return ApprovalRefusals.HowManyTimes(MostTimes);
        }

        if (offered[0] <= time.GetUtcNow())
        {
            return ApprovalRefusals.Past;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var (meeting, refusal) = await decisions.OpenAsync(db, id, wish.Version, [], cancellation);
        if (meeting is null)
        {
            return refusal!;
        }

        if (meeting.StartsAt is not { } wished || offered.Contains(wished))
        {
            return ApprovalRefusals.SameTime;
        }

        var language = installation.Language;
        var (against, isTaken) = (new List<string>(), false);
        foreach (var startsAt in offered)
        {
            var (fits, obstacles) = await LookAtAsync(startsAt);
            against.AddRange(obstacles);
            isTaken |= !fits;
        }

        var settling = string.Join(' ', against.Distinct());
        if (isTaken && !wish.Knowingly)
        {
            return ApprovalRefusals.DoesNotFit(settling);
        }

        string?[] sentences =
        [
            string.IsNullOrWhiteSpace(wish.Reason) ? await WhyNotAsync(wished) : wish.Reason,
            Texts.Get(language, "approval.reason.proposal", reasons.Moments(offered, language)),
            settling.Length == 0 ? null : Texts.Get(language, "approval.reason.proposal_despite", settling),
        ];
        var reason = string.Join(' ', sentences.OfType<string>());
        if (await decisions.DoAsync(
            db, meeting, (actor, now) => meeting.Return(reason, actor, now), ApprovalVerdict.CounterProposed,
            SignedInAccount.Required(http.User), offered, cancellation) is { } undecided)
        {
            return undecided;
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.Ok(Deciding.View(meeting));

        async Task<(bool Fits, IReadOnlyList<string> Obstacles)> LookAtAsync(DateTimeOffset at)
        {
            var found = await ObstacleSearch.LookAtAsync(db, meeting, at, cancellation);
            return (found.Finding.Fits, reasons.Against(meeting, found, await Decisions.KnownToAsync(db, meeting, found, cancellation), language));
        }

        // Not the generated refusal: it names times of its own, which are not those that can be accepted.
        async Task<string?> WhyNotAsync(DateTimeOffset at)
        {
            var (fits, obstacles) = await LookAtAsync(at);
            return fits ? null : string.Join(' ', obstacles);
        }
    }

    /// <summary>Of a day only the halves count that the meeting lies in.</summary>
    private static bool IsWorked(NamedDay day, WorkingHalf first, WorkingHalf last)
    {
        var morning = first.Day < day.Day || first.Half == HalfDay.Morning;
        var afternoon = last.Day > day.Day || last.Half == HalfDay.Afternoon;
        return (!morning || day.Morning) && (!afternoon || day.Afternoon);
    }
}
