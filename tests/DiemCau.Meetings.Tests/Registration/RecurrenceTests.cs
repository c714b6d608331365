using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Registration;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.WorkingDays;

namespace DiemCau.Meetings.Tests.Registration;

public sealed class RecurrenceTests
{
    private static readonly WorkingCalendars Days = new(new InstallationOptions());
    private static readonly WorkingCalendar Calendar = new(Enumerable.Range(2026, 5).SelectMany(ComputedDay.Of).Select(day => day.Exception));

    [Theory]
    [InlineData("2026-11-17", "Weekly", 1, 4, "24/11 1/12 8/12")] // the 24th is a holiday
    [InlineData("2026-12-31", "Monthly", 1, 4, "31/1 28/2 31/3")]
    [InlineData("2026-11-19", "Daily", 1, 4, "20/11 21/11 22/11")]
    public void It_returns_at_the_same_time_of_the_day(string first, string step, int every, int count, string days) =>
        Assert.Equal(days.Split(' '), Starts(first, new(Enum.Parse<RecurrenceStep>(step), every, count, SkipDaysOff: false)));

    [Theory]
    [InlineData("2026-11-17", "Weekly", 1, 3, "25/11 1/12")]
    [InlineData("2026-12-31", "Monthly", 1, 3, "1/2 1/3")] // both fall on a Sunday
    [InlineData("2026-11-19", "Daily", 1, 5, "20/11 23/11 25/11 26/11")]
    public void Days_off_are_passed_over(string first, string step, int every, int count, string days) =>
        Assert.Equal(days.Split(' '), Starts(first, new(Enum.Parse<RecurrenceStep>(step), every, count, SkipDaysOff: true)));

    [Fact]
    public void Nobody_plans_further_ahead_than_three_years() =>
        Assert.Equal(3, Starts("2026-11-19", new(RecurrenceStep.Monthly, 12, 60, SkipDaysOff: false)).Count);

    private static List<string> Starts(string first, Recurrence recurrence)
    {
        var startsAt = Days.At(DateOnly.Parse(first), new(8, 0));
        var starts = Recurrences.After(startsAt, recurrence, Days, Calendar).ToList();
        Assert.All(starts, start => Assert.Equal(new TimeOnly(8, 0), Days.TimeOf(start)));
        return [.. starts.Select(start => Days.DayOf(start)).Select(day => $"{day.Day}/{day.Month}")];
    }
}
