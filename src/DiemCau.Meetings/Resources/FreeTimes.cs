using DiemCau.Meetings.Storage;
using DiemCau.Meetings.WorkingDays;

namespace DiemCau.Meetings.Resources;

/// <summary>Other times at which a meeting would fit, the nearest to the wished one first.</summary>
internal sealed class FreeTimes(WorkingCalendars calendars, TimeProvider time)
{
    /// <summary>Two working weeks and what lies between: later than that a meeting is planned anew.</summary>
    private const int DaysAhead = 14;

    /// <summary>Meetings begin at full and half hours.</summary>
    private static readonly TimeSpan Grid = TimeSpan.FromMinutes(30);

    /// <summary>Nobody gets ready for less.</summary>
    private static readonly TimeSpan Notice = TimeSpan.FromHours(2);

    /// <param name="without">Meetings that would make room.</param>
    /// <returns>At most <paramref name="count"/>, no two in one half-day; empty: none in the next two weeks.</returns>
    public async Task<IReadOnlyList<DateTimeOffset>> NearAsync(
        DiemCauDb db, TimeWish wish, int count, CancellationToken cancellation, IReadOnlySet<Guid>? without = null)
    {
        var now = time.GetUtcNow();
        var day = calendars.DayOf(wish.StartsAt);
        var calendar = await WorkingCalendars.ForAsync(db, day.Year, day.AddDays(DaysAhead + 4).Year, cancellation);
        var schedule = await Schedule.ReadAsync(
            db, calendars.At(day, TimeOnly.MinValue), calendars.At(day.AddDays(DaysAhead + 4), TimeOnly.MinValue), wish.SiteIds, cancellation);
        return
        [
            .. Starts(day, schedule.Rule)
                .Where(start => start != wish.StartsAt && start > now + Notice && IsWorked(calendar, schedule.Rule, wish.At(start)))
                .OrderBy(start => (start - wish.StartsAt).Duration())
                .Where(start => schedule.Find(wish.At(start), without).Fits)
                .DistinctBy(calendars.HalfOf)
                .Take(count),
        ];
    }

    private IEnumerable<DateTimeOffset> Starts(DateOnly first, CapacityRule rule)
    {
        for (var day = first; day <= first.AddDays(DaysAhead); day = day.AddDays(1))
        {
            var (at, end) = (calendars.At(day, rule.DayBegins), calendars.At(day, rule.DayEnds));
            for (; at < end; at += Grid)
            {
                yield return at;
            }
        }
    }

    /// <summary>The whole meeting lies in worked half-days, its end in the hours of a day, and lunch in it only when it is longer than a half-day.</summary>
    private bool IsWorked(WorkingCalendar calendar, CapacityRule rule, TimeWish wish)
    {
        var (begins, ends) = (calendars.TimeOf(wish.StartsAt), calendars.TimeOf(wish.EndsAt));
        if (ends > rule.DayEnds || ends <= rule.DayBegins)
        {
            return false;
        }

        if (begins < rule.AfternoonBegins && ends > rule.MorningEnds && wish.EndsAt - wish.StartsAt <= rule.MorningEnds - rule.DayBegins)
        {
            return false;
        }

        var last = calendars.HalfOf(wish.EndsAt.AddTicks(-1));
        for (var half = calendars.HalfOf(wish.StartsAt); ; half = half.Next)
        {
            if (!calendar.IsWorked(half))
            {
                return false;
            }

            if (half == last)
            {
                return true;
            }
        }
    }
}
