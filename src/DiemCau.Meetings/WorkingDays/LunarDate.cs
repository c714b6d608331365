namespace DiemCau.Meetings.WorkingDays;

/// <summary>
/// Days of the Vietnamese lunar calendar. A lunar month begins on the day of a new moon in Vietnam (UTC+7); the month with the winter
/// solstice is the eleventh; where thirteen months begin between two eleventh ones, the first without a major solar term is a leap month.
/// The astronomy is that of Hồ Ngọc Đức, "Thuật toán tính âm lịch" (Jean Meeus' series, shortened; exact to minutes for 1900–2199).
/// </summary>
internal static class LunarDate
{
    /// <summary>Mean length of a lunar month, in days.</summary>
    private const double Month = 29.530588853;

    /// <summary>Julian date of the new moon that is counted as number 0, of 1 January 1900.</summary>
    private const double FirstNewMoon = 2415021.076998695;

    /// <summary>Vietnam's time zone, in days.</summary>
    private const double Zone = 7 / 24.0;

    /// <summary>The winter solstice is at 270° of the sun's longitude: the tenth twelfth of the circle, counted from 0.</summary>
    private const int WinterSolstice = 9;

    /// <summary>The Gregorian day of a day in an ordinary (not a leap) month of a lunar year.</summary>
    /// <param name="year">The lunar year, named by the Gregorian year in which it begins.</param>
    public static DateOnly ToGregorian(int year, int month, int day)
    {
        // The months are counted from the eleventh month before: the tenth is eleven months after it.
        var eleventh = EleventhMonth(month < 11 ? year - 1 : year);
        var first = NumberOf(eleventh);
        var ahead = (month + 1) % 12;
        if (LeapMonth(first, EleventhMonth(month < 11 ? year : year + 1)) is { } leap && ahead >= leap)
        {
            ahead++;
        }

        return FromJulian(NewMoonDay(first + ahead) + day - 1);
    }

    /// <summary>How many months after the eleventh one a leap month begins; null in a year of twelve months.</summary>
    private static int? LeapMonth(int first, int nextEleventh)
    {
        if (NumberOf(nextEleventh) - first == 12)
        {
            return null;
        }

        for (var after = 1; after < 13; after++)
        {
            if (SolarTerm(NewMoonDay(first + after)) == SolarTerm(NewMoonDay(first + after + 1)))
            {
                return after;
            }
        }

        throw new InvalidOperationException("Thirteen months, and each has a major solar term.");
    }

    /// <summary>Julian day number on which the eleventh month of a lunar year begins.</summary>
    private static int EleventhMonth(int year)
    {
        var number = (int)Math.Floor((Julian(new(year, 12, 31)) - 2415021) / Month);
        var begins = NewMoonDay(number);
        return SolarTerm(begins) >= WinterSolstice ? NewMoonDay(number - 1) : begins;
    }

    private static int NumberOf(int newMoonDay) => (int)Math.Floor(((newMoonDay - FirstNewMoon) / Month) + 0.5);

    /// <summary>Julian day number of the day in Vietnam on which new moon number <paramref name="number"/> falls.</summary>
    private static int NewMoonDay(int number) => (int)Math.Floor(NewMoon(number) + 0.5 + Zone);

    /// <summary>The twelfth of the ecliptic (0–11) in which the sun stands when a day begins in Vietnam.</summary>
    private static int SolarTerm(int julianDay) => (int)Math.Floor(SunLongitude(julianDay - 0.5 - Zone) / 30);

    /// <summary>Julian date (universal time) of a new moon. Meeus, Astronomical Algorithms, "Phases of the Moon", its largest terms.</summary>
    private static double NewMoon(int number)
    {
        var t = number / 1236.85;
        var mean = 2415020.75933 + (29.53058868 * number) + (0.0001178 * t * t) - (0.000000155 * t * t * t)
            + (0.00033 * Sine(166.56 + (132.87 * t) - (0.009173 * t * t)));
        var sun = 359.2242 + (29.10535608 * number) - (0.0000333 * t * t) - (0.00000347 * t * t * t);
        var moon = 306.0253 + (385.81691806 * number) + (0.0107306 * t * t) + (0.00001236 * t * t * t);
        var node = 21.2964 + (390.67050646 * number) - (0.0016528 * t * t) - (0.00000239 * t * t * t);
        var correction = ((0.1734 - (0.000393 * t)) * Sine(sun)) + (0.0021 * Sine(2 * sun))
            - (0.4068 * Sine(moon)) + (0.0161 * Sine(2 * moon)) - (0.0004 * Sine(3 * moon))
            + (0.0104 * Sine(2 * node)) - (0.0051 * Sine(sun + moon)) - (0.0074 * Sine(sun - moon))
            + (0.0004 * Sine((2 * node) + sun)) - (0.0004 * Sine((2 * node) - sun)) - (0.0006 * Sine((2 * node) + moon))
            + (0.0010 * Sine((2 * node) - moon)) + (0.0005 * Sine((2 * moon) + sun));
        // The earth's rotation slows down; this much has gathered since 1900.
        var slowed = -0.000278 + (0.000265 * t) + (0.000262 * t * t);
        return mean + correction - slowed;
    }

    /// <summary>The sun's longitude on the ecliptic in degrees, 0–360.</summary>
    private static double SunLongitude(double julianDate)
    {
        var t = (julianDate - 2451545.0) / 36525;
        var anomaly = 357.52910 + (35999.05030 * t) - (0.0001559 * t * t) - (0.00000048 * t * t * t);
        var longitude = 280.46645 + (36000.76983 * t) + (0.0003032 * t * t)
            + ((1.914600 - (0.004817 * t) - (0.000014 * t * t)) * Sine(anomaly))
            + ((0.019993 - (0.000101 * t)) * Sine(2 * anomaly)) + (0.000290 * Sine(3 * anomaly));
        return longitude - (360 * Math.Floor(longitude / 360));
    }

    private static double Sine(double degrees) => Math.Sin(degrees * Math.PI / 180);

    // 1 January of the year 1 (day number 0 of .NET) is Julian day 1,721,426.
    private static int Julian(DateOnly day) => day.DayNumber + 1_721_426;

    private static DateOnly FromJulian(int julianDay) => DateOnly.FromDayNumber(julianDay - 1_721_426);
}
