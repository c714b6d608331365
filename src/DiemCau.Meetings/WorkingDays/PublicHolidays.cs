namespace DiemCau.Meetings.WorkingDays;

/// <summary>The holidays that the law gives; where the authority chooses between days, as it has chosen since 2020.</summary>
internal static class PublicHolidays
{
    /// <summary>The Labour Code of 2019 (article 112) gave National Day a second day.</summary>
    private const int FirstYearOfTwoNationalDays = 2021;

    /// <summary>24 November, Vietnam's Culture Day, is a day off since this year.</summary>
    private const int FirstYearOfCultureDay = 2026;

    /// <summary>Days off of a Gregorian year, in order, with those given in place of holidays on a weekend (Labour Code, article 111.3).</summary>
    /// <returns>Each with the code of its name, see <c>holiday.*</c> in this slice's texts.</returns>
    public static IReadOnlyList<(DateOnly Day, string Code)> Of(int year)
    {
        var days = Given(year).OrderBy(given => given.Day).ToList();
        var taken = days.Select(given => given.Day).ToHashSet();
        foreach (var (day, code) in days.ToList())
        {
            if (!IsWeekend(day))
            {
                continue;
            }

            var instead = day;
            while (IsWeekend(instead) || taken.Contains(instead))
            {
                instead = instead.AddDays(1);
            }

            taken.Add(instead);
            days.Add((instead, code + "_instead"));
        }

        return [.. days.OrderBy(given => given.Day)];
    }

    public static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    private static IEnumerable<(DateOnly Day, string Code)> Given(int year)
    {
        yield return (new(year, 1, 1), "new_year");
        var tet = LunarDate.ToGregorian(year, 1, 1);
        // Five days: of the choices the law leaves, the last two days of the old year and three of the new one.
        for (var offset = -2; offset <= 2; offset++)
        {
            yield return (tet.AddDays(offset), "tet");
        }

        yield return (LunarDate.ToGregorian(year, 3, 10), "hung_kings");
        yield return (new(year, 4, 30), "reunification");
        yield return (new(year, 5, 1), "labour");
        var national = new DateOnly(year, 9, 2);
        yield return (national, "national");
        if (year >= FirstYearOfTwoNationalDays)
        {
            yield return (national.AddDays(SecondNationalDay(national.DayOfWeek)), "national");
        }

        if (year >= FirstYearOfCultureDay)
        {
            yield return (new(year, 11, 24), "culture");
        }
    }

    /// <summary>The day before or after, whichever joins the holiday to a weekend.</summary>
    private static int SecondNationalDay(DayOfWeek national) =>
        national is DayOfWeek.Monday or DayOfWeek.Thursday or DayOfWeek.Sunday ? 1 : -1;
}
