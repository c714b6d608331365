using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.WorkingDays;

/// <summary>The installation's calendar, from the law and from what administrators have set; and what day it is there.</summary>
internal sealed class WorkingCalendars(InstallationOptions installation)
{
    /// <summary>The afternoon begins at noon; a meeting at 12h00 is one of the afternoon.</summary>
    private static readonly TimeOnly Noon = new(12, 0);

    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(installation.TimeZone);

    /// <summary>The calendar of some years.</summary>
    public static async Task<WorkingCalendar> ForAsync(DiemCauDb db, int firstYear, int lastYear, CancellationToken cancellation)
    {
        var (first, last) = (new DateOnly(firstYear, 1, 1), new DateOnly(lastYear, 12, 31));
        var set = await db.CalendarDays.AsNoTracking().Where(day => day.Day >= first && day.Day <= last).ToListAsync(cancellation);
        return new([.. Enumerable.Range(firstYear, lastYear - firstYear + 1).SelectMany(ComputedDay.Of).Select(day => day.Exception),
            .. set.Select(day => day.Exception)]);
    }

    public DateOnly DayOf(DateTimeOffset time) => DateOnly.FromDateTime(Local(time));

    public WorkingHalf HalfOf(DateTimeOffset time) =>
        new(DayOf(time), TimeOnly.FromDateTime(Local(time)) < Noon ? HalfDay.Morning : HalfDay.Afternoon);

    /// <summary>The moment at which it is that time of a day.</summary>
    public DateTimeOffset At(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        return new DateTimeOffset(local, _zone.GetUtcOffset(local)).ToUniversalTime();
    }

    /// <summary>The last moment of a day.</summary>
    public DateTimeOffset EndOf(DateOnly day) => At(day.AddDays(1), TimeOnly.MinValue);

    /// <summary>The last moment of a half-day: noon, or the end of the day.</summary>
    public DateTimeOffset EndOf(WorkingHalf half) => half.Half == HalfDay.Morning ? At(half.Day, Noon) : EndOf(half.Day);

    public TimeOnly TimeOf(DateTimeOffset time) => TimeOnly.FromDateTime(Local(time));

    private DateTime Local(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, _zone).DateTime;
}
