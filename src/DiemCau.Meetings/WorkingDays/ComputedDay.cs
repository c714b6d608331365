namespace DiemCau.Meetings.WorkingDays;

/// <summary>A day of a year that the law or the government makes different from its weekday.</summary>
/// <param name="Code">Of its name: <c>holiday.*</c> in this slice's texts.</param>
internal sealed record ComputedDay(DateOnly Day, bool IsWorked, string Code)
{
    public CalendarException Exception => new(Day, IsWorked, IsWorked);

    public static IEnumerable<ComputedDay> Of(int year)
    {
        foreach (var (day, code) in PublicHolidays.Of(year))
        {
            yield return new(day, false, code);
        }

        foreach (var (off, worked) in AnnouncedSwaps.All)
        {
            if (off.Year == year)
            {
                yield return new(off, false, "swapped_off");
            }

            if (worked.Year == year)
            {
                yield return new(worked, true, "swapped_worked");
            }
        }
    }
}
