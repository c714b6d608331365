using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.WorkingDays;

/// <summary>The days of a year that are not as their weekday says.</summary>
internal static class CalendarYear
{
    /// <summary>The years that the lunar calendar's formula is good for.</summary>
    public const int First = 1900;
    public const int Last = 2199;

    /// <param name="Morning">Whether it is worked.</param>
    /// <param name="IsSet">By an administrator; otherwise it is computed from the law.</param>
    internal sealed record CalendarDayView(DateOnly Day, bool Morning, bool Afternoon, string Name, bool IsSet);

    internal sealed record CalendarYearView(int Year, int WorkingDays, IReadOnlyList<CalendarDayView> Days);

    public static void Map(IEndpointRouteBuilder calendar) => calendar.MapGet("/{year:int}", ShowAsync).WithName("GetWorkingCalendar");

    private static async Task<Results<Ok<CalendarYearView>, Refusal>> ShowAsync(
        int year, HttpContext http, DiemCauDb db, CancellationToken cancellation) =>
        year is < First or > Last
            ? Refusals.NotFound
            : TypedResults.Ok(await ViewAsync(db, year, Language.Of(http), cancellation));

    public static async Task<CalendarYearView> ViewAsync(DiemCauDb db, int year, string language, CancellationToken cancellation)
    {
        var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        var days = ComputedDay.Of(year).GroupBy(day => day.Day).Select(same => same.Last()).ToDictionary(day => day.Day, day =>
            new CalendarDayView(day.Day, day.IsWorked, day.IsWorked, Texts.Get(language, "holiday." + day.Code), false));
        foreach (var set in await db.CalendarDays.AsNoTracking().Where(day => day.Day >= first && day.Day <= last).ToListAsync(cancellation))
            days[set.Day] = new(set.Day, set.Morning, set.Afternoon, set.Name, true);
        var calendar = await WorkingCalendars.ForAsync(db, year, year, cancellation);
        return new(year, calendar.WorkingDaysBetween(first.AddDays(-1), last), [.. days.Values.OrderBy(day => day.Day)]);
    }
}
