using DiemCau.Meetings.WorkingDays;

namespace DiemCau.Meetings.Tests.WorkingDays;

public sealed class WorkingCalendarTests
{
    private static readonly WorkingCalendar Calendar = new(Enumerable.Range(2019, 10).SelectMany(ComputedDay.Of).Select(day => day.Exception));

    // The days off as announced for civil servants; weekends not counted.
    [Theory]
    [InlineData(2020, "1/1 23/1 24/1 27/1 28/1 29/1 2/4 30/4 1/5 2/9")]
    [InlineData(2021, "1/1 10/2 11/2 12/2 15/2 16/2 21/4 30/4 3/5 2/9 3/9")]
    [InlineData(2022, "3/1 31/1 1/2 2/2 3/2 4/2 11/4 2/5 3/5 1/9 2/9")]
    [InlineData(2023, "2/1 20/1 23/1 24/1 25/1 26/1 1/5 2/5 3/5 1/9 4/9")]
    [InlineData(2024, "1/1 8/2 9/2 12/2 13/2 14/2 18/4 29/4 30/4 1/5 2/9 3/9")]
    [InlineData(2025, "1/1 27/1 28/1 29/1 30/1 31/1 7/4 30/4 1/5 2/5 1/9 2/9")]
    [InlineData(2026, "1/1 2/1 16/2 17/2 18/2 19/2 20/2 27/4 30/4 1/5 31/8 1/9 2/9 24/11")]
    [InlineData(2027, "1/1 4/2 5/2 8/2 9/2 10/2 16/4 30/4 3/5 2/9 3/9 24/11")]
    public void The_weekdays_off_are_those_announced(int year, string days)
    {
        var off = Enumerable.Range(0, 365 + (DateTime.IsLeapYear(year) ? 1 : 0)).Select(number => new DateOnly(year, 1, 1).AddDays(number))
            .Where(day => !PublicHolidays.IsWeekend(day) && !Calendar.IsWorkingDay(day));
        Assert.Equal(days.Split(' '), off.Select(day => $"{day.Day}/{day.Month}"));
    }

    [Theory]
    [InlineData("2024-05-04")]
    [InlineData("2025-04-26")]
    [InlineData("2026-01-10")]
    [InlineData("2026-08-22")]
    public void A_Saturday_worked_in_exchange_is_a_working_day(string day) => Assert.True(Calendar.IsWorkingDay(DateOnly.Parse(day)));

    [Fact]
    public void Every_year_has_the_statutory_number_of_days_off()
    {
        Assert.Equal(10, PublicHolidays.Of(2020).Count(day => !day.Code.EndsWith("instead", StringComparison.Ordinal)));
        Assert.All(Enumerable.Range(2021, 5), year =>
            Assert.Equal(11, PublicHolidays.Of(year).Count(day => !day.Code.EndsWith("instead", StringComparison.Ordinal))));
        Assert.Equal(12, PublicHolidays.Of(2026).Count(day => !day.Code.EndsWith("instead", StringComparison.Ordinal)));
    }

    [Fact]
    public void Five_working_days_before_a_Thursday_after_Tet_lie_before_Tet()
    {
        // 26 February 2026 is a Thursday; the 23rd to 25th are worked, Tết is from the 14th to the 22nd.
        Assert.Equal(new(2026, 2, 12), Calendar.AddWorkingDays(new(2026, 2, 26), -5));
        Assert.Equal(5, Calendar.WorkingDaysBetween(new(2026, 2, 12), new(2026, 2, 26)));
        Assert.Equal(-5, Calendar.WorkingDaysBetween(new(2026, 2, 26), new(2026, 2, 12)));
    }

    [Fact]
    public void The_24th_of_November_counts_since_2026()
    {
        Assert.Equal(new(2026, 11, 25), Calendar.AddWorkingDays(new(2026, 11, 23), 1));
        Assert.Equal(new(2025, 11, 24), Calendar.AddWorkingDays(new(2025, 11, 21), 1));
    }

    [Fact]
    public void Half_days_are_walked_over_weekends()
    {
        var mondayMorning = new WorkingHalf(new(2026, 11, 16), HalfDay.Morning);
        var fridayAfternoon = new WorkingHalf(new(2026, 11, 13), HalfDay.Afternoon);
        Assert.Equal(fridayAfternoon, Calendar.AddHalfDays(mondayMorning, -1));
        Assert.Equal(mondayMorning, Calendar.AddHalfDays(fridayAfternoon, 1));
        Assert.Equal(1, Calendar.HalfDaysBetween(fridayAfternoon, mondayMorning));
        Assert.Equal(-1, Calendar.HalfDaysBetween(mondayMorning, fridayAfternoon));
    }

    [Fact]
    public void A_day_set_by_an_administrator_counts_before_what_is_computed()
    {
        var saturday = new DateOnly(2026, 11, 21);
        var calendar = new WorkingCalendar([.. ComputedDay.Of(2026).Select(day => day.Exception), new(saturday, true, false), new(new(2026, 11, 24), true, true)]);
        Assert.True(calendar.IsWorked(new(saturday, HalfDay.Morning)));
        Assert.False(calendar.IsWorked(new(saturday, HalfDay.Afternoon)));
        Assert.True(calendar.IsWorkingDay(new(2026, 11, 24)));
        Assert.Equal(new(saturday, HalfDay.Morning), calendar.AddHalfDays(new(new(2026, 11, 23), HalfDay.Morning), -1));
    }

    [Fact]
    public void A_calendar_without_working_days_is_a_mistake_that_is_found()
    {
        var calendar = new WorkingCalendar(Enumerable.Range(0, 2000).Select(day => new CalendarException(new DateOnly(2026, 1, 1).AddDays(day), false, false)));
        Assert.Throws<InvalidOperationException>(() => calendar.AddWorkingDays(new(2026, 1, 1), 1));
    }
}
