using DiemCau.Meetings.Access;
using DiemCau.Meetings.Lifecycle;
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

namespace DiemCau.Meetings.MeetingCalendar;

/// <summary>The meetings of some days that the reader may see, and which of the days are worked.</summary>
internal static class CalendarRange
{
    /// <summary>Six weeks are the longest that a month needs; two months may be printed.</summary>
    private const int MostDays = 62;

    /// <summary>More than that nobody reads at once; the days' counts stay right.</summary>
    private const int MostMeetings = 500;

    /// <param name="From">The first day, in the installation's time zone.</param>
    /// <param name="To">The last day.</param>
    /// <param name="UnitId">Registered by this unit or one under it, or with a site of theirs.</param>
    /// <param name="SiteId">With this site.</param>
    /// <param name="Stage">Names of stages, separated by commas; when not given, whatever takes place or took place.</param>
    /// <param name="Kind">Name of a kind.</param>
    /// <param name="PerDay">At most so many meetings of each day; the days tell how many there are.</param>
    internal readonly record struct CalendarFilter(
        DateOnly From, DateOnly To, Guid? UnitId, Guid? SiteId, string? Stage, string? Kind, int? PerDay);

    /// <param name="Meetings">How many there are, shown or not.</param>
    internal sealed record MeetingDayView(DateOnly Day, bool Morning, bool Afternoon, string? Name, int Meetings);

    /// <param name="IsMine">The reader's own unit registers it or takes part.</param>
    internal sealed record CalendarMeetingView(
        Guid Id, string Title, MeetingKind Kind, MeetingStage Stage, DateTimeOffset StartsAt, DateTimeOffset EndsAt,
        string UnitName, string? MainSite, string? ChairName, int SiteCount, bool IsMine);

    /// <param name="Meetings">By their beginning.</param>
    internal sealed record MeetingCalendarView(IReadOnlyList<MeetingDayView> Days, IReadOnlyList<CalendarMeetingView> Meetings);

    private sealed record Slot(Guid Id, DateOnly First, DateOnly Last);

    public static void Map(IEndpointRouteBuilder calendar) => calendar.MapGet("/calendar", ShowAsync).WithName("GetMeetingCalendar")
        .NeedsSomewhere(Permission.ViewMeetings);

    private static async Task<Results<Ok<MeetingCalendarView>, Refusal>> ShowAsync(
        [AsParameters] CalendarFilter filter, HttpContext http, DiemCauDb db, WorkingCalendars calendars, CancellationToken cancellation)
    {
        if (filter.To < filter.From || filter.To.DayNumber - filter.From.DayNumber >= MostDays)
        {
            return Refusal.Validation(new FieldError("to", "calendar_span", MostDays));
        }

        var reader = SignedInAccount.Required(http.User);
        var (begin, end) = (calendars.At(filter.From, TimeOnly.MinValue), calendars.EndOf(filter.To));
        var found = await Filtered(db, MeetingRights.VisibleTo(db, reader), filter)
            .Where(meeting => meeting.StartsAt < end && meeting.EndsAt > begin)
            .OrderBy(meeting => meeting.StartsAt).ThenBy(meeting => meeting.Id)
            .Select(meeting => new { meeting.Id, meeting.StartsAt, meeting.EndsAt })
            .ToListAsync(cancellation);
        // A meeting that ends at midnight does not reach into the next day.
        Slot[] slots = [.. found.Select(row =>
            new Slot(row.Id, calendars.DayOf(row.StartsAt!.Value), calendars.DayOf(row.EndsAt!.Value.AddTicks(-1))))];
        var counts = Counts(slots, filter);
        var days = await NamedDays.BetweenAsync(db, filter.From, filter.To, Language.Of(http), cancellation);
        return TypedResults.Ok(new MeetingCalendarView(
            [.. days.Select(day => new MeetingDayView(day.Day, day.Morning, day.Afternoon, day.Name, counts.GetValueOrDefault(day.Day)))],
            await ViewsAsync(db, Shown(slots, filter), reader.UnitId, cancellation)));
    }

    private static IQueryable<Meeting> Filtered(DiemCauDb db, IQueryable<Meeting> meetings, CalendarFilter filter)
    {
        MeetingStage[] stages = [.. (filter.Stage ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(name => Enum.TryParse<MeetingStage>(name, ignoreCase: true, out var stage) ? stage : (MeetingStage?)null).OfType<MeetingStage>()];
        if (stages.Length == 0)
        {
            stages = MeetingWay.Held;
        }

        meetings = meetings.Where(meeting => stages.Contains(meeting.Stage));
        if (Enum.TryParse<MeetingKind>(filter.Kind, ignoreCase: true, out var kind))
        {
            meetings = meetings.Where(meeting => meeting.Kind == kind);
        }

        var sites = db.MeetingSites;
        if (filter.SiteId is { } site)
        {
            meetings = meetings.Where(meeting => sites.Any(taking => taking.MeetingId == meeting.Id && taking.SiteId == site));
        }

        if (filter.UnitId is { } unit)
        {
            var under = db.UnitsUnder(unit);
            var takingPart = sites.Where(taking => under.Contains(taking.UnitId)).Select(taking => taking.MeetingId);
            meetings = meetings.Where(meeting => under.Contains(meeting.UnitId) || takingPart.Contains(meeting.Id));
        }

        return meetings;
    }

    private static Dictionary<DateOnly, int> Counts(IEnumerable<Slot> slots, CalendarFilter filter)
    {
        var counts = new Dictionary<DateOnly, int>();
        foreach (var slot in slots)
        {
            foreach (var day in DaysOf(slot, filter))
            {
                counts[day] = counts.GetValueOrDefault(day) + 1;
            }
        }

        return counts;
    }

    /// <summary>The first ones of each day.</summary>
    private static List<Guid> Shown(IEnumerable<Slot> slots, CalendarFilter filter)
    {
        var taken = new Dictionary<DateOnly, int>();
        List<Guid> shown = [];
        foreach (var slot in slots)
        {
            if (shown.Count == MostMeetings)
            {
                break;
            }

            var days = DaysOf(slot, filter);
            if (filter.PerDay is { } most && days.All(day => taken.GetValueOrDefault(day) >= most))
            {
                continue;
            }

            shown.Add(slot.Id);
            foreach (var day in days)
            {
                taken[day] = taken.GetValueOrDefault(day) + 1;
            }
        }

        return shown;
    }

    /// <summary>The days of the range that a meeting lies on.</summary>
    private static IEnumerable<DateOnly> DaysOf(Slot slot, CalendarFilter filter)
    {
        var last = slot.Last < filter.To ? slot.Last : filter.To;
        for (var day = slot.First > filter.From ? slot.First : filter.From; day <= last; day = day.AddDays(1))
        {
            yield return day;
        }
    }

    private static async Task<IReadOnlyList<CalendarMeetingView>> ViewsAsync(
        DiemCauDb db, List<Guid> ids, Guid? ownUnit, CancellationToken cancellation)
    {
        var sites = db.MeetingSites;
        return await (
            from meeting in db.Meetings
            where ids.Contains(meeting.Id)
            join unit in db.Units on meeting.UnitId equals unit.Id
            orderby meeting.StartsAt, meeting.Id
            select new CalendarMeetingView(
                meeting.Id, meeting.Title, meeting.Kind, meeting.Stage, meeting.StartsAt!.Value, meeting.EndsAt!.Value, unit.Name,
                sites.Where(site => site.MeetingId == meeting.Id && site.Role == SiteRole.Main).Select(site => site.Name).FirstOrDefault(),
                meeting.ChairName, meeting.SiteCount,
                meeting.UnitId == ownUnit || sites.Any(site => site.MeetingId == meeting.Id && site.UnitId == ownUnit)))
            .ToListAsync(cancellation);
    }
}
