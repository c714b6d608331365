using System.Globalization;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Storage;
using DiemCau.Meetings.WorkingDays;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Deadlines;

/// <summary>Brings rules and calendar together, as they are set now.</summary>
internal sealed class MeetingClock(WorkingCalendars calendars)
{
    /// <param name="around">The calendar holds for a year before and after it.</param>
    public Task<MeetingTimes> TimesAsync(DiemCauDb db, DateTimeOffset around, CancellationToken cancellation) =>
        TimesAsync(db, around, around, cancellation);

    /// <summary>For meetings between two times.</summary>
    public async Task<MeetingTimes> TimesAsync(DiemCauDb db, DateTimeOffset first, DateTimeOffset last, CancellationToken cancellation) => new(
        await WorkingCalendars.ForAsync(db, calendars.DayOf(first).Year - 1, calendars.DayOf(last).Year + 1, cancellation),
        calendars,
        await RulesAsync(db, cancellation));

    public static async Task<IReadOnlyDictionary<MeetingDeadline, DeadlineRule>> RulesAsync(DiemCauDb db, CancellationToken cancellation)
    {
        var rules = DeadlineRule.Defaults.ToDictionary(rule => rule.Deadline);
        foreach (var set in await db.DeadlineRules.AsNoTracking().ToListAsync(cancellation))
        {
            rules[set.Deadline] = set;
        }

        return rules;
    }

    /// <summary>The last day of a deadline that ends with a day, the time of any other, as people write it.</summary>
    public string InWords(DateTimeOffset time) => calendars.TimeOf(time) == TimeOnly.MinValue
        ? calendars.DayOf(time).AddDays(-1).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)
        : $"{calendars.TimeOf(time).ToString("HH'h'mm", CultureInfo.InvariantCulture)} {calendars.DayOf(time).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)}";
}
