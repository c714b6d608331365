using DiemCau.Meetings.WorkingDays;

namespace DiemCau.Meetings.Tests.WorkingDays;

public sealed class LunarDateTests
{
    // As printed in the calendars of those years.
    [Theory]
    [InlineData(1968, "1968-01-29")] // a day before China's: the first Tết by Vietnam's own time zone
    [InlineData(1985, "1985-01-21")] // a month before China's
    [InlineData(2007, "2007-02-17")] // a day before China's
    [InlineData(2020, "2020-01-25")]
    [InlineData(2021, "2021-02-12")]
    [InlineData(2022, "2022-02-01")]
    [InlineData(2023, "2023-01-22")]
    [InlineData(2024, "2024-02-10")]
    [InlineData(2025, "2025-01-29")]
    [InlineData(2026, "2026-02-17")]
    [InlineData(2027, "2027-02-06")]
    [InlineData(2028, "2028-01-26")]
    [InlineData(2030, "2030-02-02")] // a day before China's
    public void Tet_is_on_the_day_the_calendars_say(int year, string day) =>
        Assert.Equal(DateOnly.Parse(day), LunarDate.ToGregorian(year, 1, 1));

    [Theory]
    [InlineData(2020, "2020-04-02")]
    [InlineData(2021, "2021-04-21")]
    [InlineData(2022, "2022-04-10")]
    [InlineData(2023, "2023-04-29")] // after a leap second month
    [InlineData(2024, "2024-04-18")]
    [InlineData(2025, "2025-04-07")]
    [InlineData(2026, "2026-04-26")]
    [InlineData(2027, "2027-04-16")]
    public void The_Hung_Kings_day_is_the_tenth_of_the_third_month(int year, string day) =>
        Assert.Equal(DateOnly.Parse(day), LunarDate.ToGregorian(year, 3, 10));

    [Fact]
    public void Mid_autumn_comes_after_the_leap_sixth_month_of_2025() =>
        Assert.Equal(new(2025, 10, 6), LunarDate.ToGregorian(2025, 8, 15));
}
