using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Storage;
using DiemCau.Meetings.WorkingDays;

namespace DiemCau.Meetings.Registration;

/// <summary>When a meeting returns.</summary>
internal static class Recurrences
{
    /// <summary>Nobody announces holidays, or plans meetings, further ahead.</summary>
    private const int LongestYears = 3;

    public static async Task<IReadOnlyList<DateTimeOffset>> AfterAsync(
        DiemCauDb db, DateTimeOffset first, Recurrence recurrence, WorkingCalendars days, CancellationToken cancellation)
    {
        var year = days.DayOf(first).Year;
        var calendar = await WorkingCalendars.ForAsync(db, year, year + LongestYears + 1, cancellation);
        return [.. After(first, recurrence, days, calendar)];
    }

    /// <summary>The starts after the first one, at the same time of the day.</summary>
    public static IEnumerable<DateTimeOffset> After(DateTimeOffset first, Recurrence recurrence, WorkingCalendars days, WorkingCalendar calendar)
    {
        var (day, time) = (days.DayOf(first), days.TimeOf(first));
        var previous = day;
        for (var number = 1; number < recurrence.Count; number++)
        {
            // Counted from the first day, so that the 31st comes back after a shorter month.
            var next = recurrence.Step switch
            {
                RecurrenceStep.Daily when recurrence.SkipDaysOff => calendar.AddWorkingDays(day, number * recurrence.Every),
                RecurrenceStep.Daily => day.AddDays(number * recurrence.Every),
                RecurrenceStep.Weekly => day.AddDays(number * recurrence.Every * 7),
                _ => day.AddMonths(number * recurrence.Every),
            };
            if (recurrence.SkipDaysOff && !calendar.IsWorkingDay(next))
            {
                next = calendar.AddWorkingDays(next, 1);
            }

            if (next > day.AddYears(LongestYears))
            {
                yield break;
            }

            // Two meetings may have been moved to the same day after long holidays.
            if (next <= previous)
            {
                continue;
            }

            previous = next;
            yield return days.At(next, time);
        }
    }
}
