namespace DiemCau.Meetings.WorkingDays;

/// <summary>"Buổi": sáng or chiều.</summary>
internal enum HalfDay { Morning, Afternoon }

/// <summary>A half of a day, in order of time.</summary>
internal readonly record struct WorkingHalf(DateOnly Day, HalfDay Half)
{
    public WorkingHalf Next => Half == HalfDay.Morning ? new(Day, HalfDay.Afternoon) : new(Day.AddDays(1), HalfDay.Morning);

    public WorkingHalf Previous => Half == HalfDay.Afternoon ? new(Day, HalfDay.Morning) : new(Day.AddDays(-1), HalfDay.Afternoon);
}

/// <summary>A day that is not as its weekday says.</summary>
/// <param name="Morning">Whether it is worked.</param>
internal sealed record CalendarException(DateOnly Day, bool Morning, bool Afternoon);

/// <summary>
/// Which half-days are worked, and what is so many of them before or after a day. Monday to Friday are worked; holidays, exchanged days
/// and single half-days are exceptions. Days are those of the installation's time zone.
/// </summary>
internal sealed class WorkingCalendar
{
    /// <summary>No run of days off comes near it: a longer walk means that the calendar has been filled with days off by mistake.</summary>
    private const int LongestRun = 366;

    private readonly Dictionary<DateOnly, CalendarException> _exceptions;

    /// <param name="exceptions">In the order of their weight: a later one replaces an earlier one of the same day.</param>
    public WorkingCalendar(IEnumerable<CalendarException> exceptions)
    {
        _exceptions = [];
        foreach (var exception in exceptions)
        {
            _exceptions[exception.Day] = exception;
        }
    }

    public bool IsWorked(WorkingHalf half) => _exceptions.TryGetValue(half.Day, out var exception)
        ? half.Half == HalfDay.Morning ? exception.Morning : exception.Afternoon
        : !PublicHolidays.IsWeekend(half.Day);

    /// <summary>A day of which at least a half is worked.</summary>
    public bool IsWorkingDay(DateOnly day) => IsWorked(new(day, HalfDay.Morning)) || IsWorked(new(day, HalfDay.Afternoon));

    /// <summary>The working day so many working days after (before, when negative) a day, which itself does not count.</summary>
    public DateOnly AddWorkingDays(DateOnly day, int days)
    {
        var (step, wanted) = (Math.Sign(days), Math.Abs(days));
        for (var (walked, idle) = (0, 0); walked < wanted;)
        {
            day = day.AddDays(step);
            (walked, idle) = IsWorkingDay(day) ? (walked + 1, 0) : (walked, Idle(idle));
        }

        return day;
    }

    /// <summary>The worked half-day so many worked half-days after (before, when negative) a half, which itself does not count.</summary>
    public WorkingHalf AddHalfDays(WorkingHalf half, int halves)
    {
        for (var (walked, idle) = (0, 0); walked < Math.Abs(halves);)
        {
            half = halves > 0 ? half.Next : half.Previous;
            (walked, idle) = IsWorked(half) ? (walked + 1, 0) : (walked, Idle(idle));
        }

        return half;
    }

    /// <summary>Working days after <paramref name="from"/> up to and with <paramref name="to"/>; negative when that is earlier.</summary>
    public int WorkingDaysBetween(DateOnly from, DateOnly to)
    {
        if (to < from)
        {
            return -WorkingDaysBetween(to, from);
        }

        var count = 0;
        for (var day = from; day < to;)
        {
            day = day.AddDays(1);
            count += IsWorkingDay(day) ? 1 : 0;
        }

        return count;
    }

    /// <summary>Worked half-days after <paramref name="from"/> up to and with <paramref name="to"/>; negative when that is earlier.</summary>
    public int HalfDaysBetween(WorkingHalf from, WorkingHalf to)
    {
        if ((to.Day, to.Half).CompareTo((from.Day, from.Half)) < 0)
        {
            return -HalfDaysBetween(to, from);
        }

        var count = 0;
        for (var half = from; half != to;)
        {
            half = half.Next;
            count += IsWorked(half) ? 1 : 0;
        }

        return count;
    }

    private static int Idle(int so) =>
        so < LongestRun * 2 ? so + 1 : throw new InvalidOperationException($"No working day within {LongestRun} days.");
}
