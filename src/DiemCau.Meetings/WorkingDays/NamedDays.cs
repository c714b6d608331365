using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.WorkingDays;

/// <summary>A day of the calendar as people read it.</summary>
/// <param name="Morning">Whether it is worked.</param>
/// <param name="Name">Of the holiday or the exchange; null for a day that is as its weekday says.</param>
/// <param name="IsSet">By an administrator; otherwise it is computed from the law.</param>
internal sealed record NamedDay(DateOnly Day, bool Morning, bool Afternoon, string? Name, bool IsSet);

/// <summary>Which days are worked, with the names of those that are not as their weekday says.</summary>
internal static class NamedDays
{
    /// <summary>Every day from the first to the last, in one query.</summary>
    public static async Task<IReadOnlyList<NamedDay>> BetweenAsync(
        DiemCauDb db, DateOnly first, DateOnly last, string language, CancellationToken cancellation)
    {
        var days = new Dictionary<DateOnly, NamedDay>();
        foreach (var known in Enumerable.Range(first.Year, last.Year - first.Year + 1).SelectMany(ComputedDay.Of))
        {
            days[known.Day] = new(known.Day, known.IsWorked, known.IsWorked, Texts.Get(language, "holiday." + known.Code), false);
        }

        foreach (var set in await db.CalendarDays.AsNoTracking().Where(day => day.Day >= first && day.Day <= last).ToListAsync(cancellation))
        {
            days[set.Day] = new(set.Day, set.Morning, set.Afternoon, set.Name, true);
        }

        return [.. Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(first.AddDays)
            .Select(day => days.GetValueOrDefault(day) ?? Ordinary(day))];
    }

    private static NamedDay Ordinary(DateOnly day)
    {
        var isWorked = !PublicHolidays.IsWeekend(day);
        return new(day, isWorked, isWorked, null, false);
    }
}
