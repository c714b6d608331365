using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

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
        var days = await NamedDays.BetweenAsync(db, new(year, 1, 1), new(year, 12, 31), language, cancellation);
        return new(year, days.Count(day => day.Morning || day.Afternoon), [.. days.Where(day => day.Name is not null)
            .Select(day => new CalendarDayView(day.Day, day.Morning, day.Afternoon, day.Name!, day.IsSet))]);
    }
}
