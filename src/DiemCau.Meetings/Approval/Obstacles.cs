using DiemCau.Meetings.Access;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Resources;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Approval;

/// <summary>A meeting that is in the way of another.</summary>
/// <param name="Ports">What it takes of the capacity at that time; 0 when only rooms or the chair clash.</param>
/// <param name="Sites">Names of the rooms that both want.</param>
/// <param name="SharesChair">Both name the same chair.</param>
/// <param name="MayBeDisplaced">Its priority is lower, and it has not begun to connect.</param>
/// <param name="IsSecret">It may not be named to others.</param>
internal sealed record Rival(
    Guid MeetingId, string Title, MeetingPriority Priority, DateTimeOffset StartsAt, DateTimeOffset EndsAt,
    int Ports, IReadOnlyList<string> Sites, bool SharesChair, bool MayBeDisplaced, bool IsSecret)
{
    /// <summary>What is told of it to those who may not know of it: that something is taken at the time that they wish for, not by whom and how long.</summary>
    public Rival ToOthers(TimeWish wish) => IsSecret
        ? this with
        {
            Title = "", Ports = 0, SharesChair = false, MayBeDisplaced = false,
            StartsAt = StartsAt < wish.StartsAt ? wish.StartsAt : StartsAt, EndsAt = EndsAt > wish.EndsAt ? wish.EndsAt : EndsAt,
        }
        : this;
}

/// <summary>Everything that speaks against a meeting's time, with what would help.</summary>
/// <param name="Wish">The time that was looked at.</param>
/// <param name="SitesThatFit">With so many sites there would be capacity.</param>
/// <param name="Displacing">The fewest meetings that would have to make room; null: even that would not help.</param>
/// <param name="FreeTimes">Other times at which all fits, the nearest first.</param>
internal sealed record Obstacles(
    TimeWish Wish, Finding Finding, IReadOnlyList<Rival> Rivals, int SitesThatFit, IReadOnlyList<Guid>? Displacing, IReadOnlyList<DateTimeOffset> FreeTimes);

internal sealed class ObstacleSearch(FreeTimes freeTimes)
{
    private const int Proposals = 3;

    /// <param name="meeting">With a time and with its sites loaded.</param>
    public async Task<Obstacles> LookAsync(DiemCauDb db, Meeting meeting, CancellationToken cancellation)
    {
        var (found, schedule) = await AgainstAsync(db, meeting, TimeWish.Of(meeting)!, cancellation);
        return found.Finding.Fits ? found : found with
        {
            Displacing = Displacing(schedule, found.Wish, found.Rivals),
            FreeTimes = await freeTimes.NearAsync(db, found.Wish, Proposals, cancellation),
        };
    }

    /// <summary>What would be in the way if it began at another time; without looking for a way around.</summary>
    /// <param name="meeting">With a time and with its sites loaded.</param>
    public static async Task<Obstacles> LookAtAsync(DiemCauDb db, Meeting meeting, DateTimeOffset startsAt, CancellationToken cancellation) =>
        (await AgainstAsync(db, meeting, TimeWish.Of(meeting)!.At(startsAt.ToUniversalTime()), cancellation)).Found;

    private static async Task<(Obstacles Found, Schedule Schedule)> AgainstAsync(
        DiemCauDb db, Meeting meeting, TimeWish wish, CancellationToken cancellation)
    {
        var schedule = await Schedule.ReadAsync(db, wish.StartsAt, wish.EndsAt, wish.SiteIds, cancellation);
        var finding = schedule.Find(wish);
        var rivals = await RivalsAsync(db, meeting, wish, finding, cancellation);
        return (new(wish, finding, rivals, finding.Freest?.Free.SitesThatFit(schedule.Rule) ?? 0, [], []), schedule);
    }

    /// <summary>
    /// Lower priorities make room before higher ones, and small meetings before large ones; whoever turns out not to be needed stays.
    /// </summary>
    private static List<Guid>? Displacing(Schedule schedule, TimeWish wish, IReadOnlyList<Rival> rivals)
    {
        var displaced = new HashSet<Guid>();
        Rival[] candidates = [.. rivals.Where(rival => rival.MayBeDisplaced).OrderByDescending(rival => rival.Priority).ThenBy(rival => rival.Ports)];
        foreach (var rival in candidates)
        {
            if (schedule.Find(wish, displaced).Fits)
            {
                break;
            }

            displaced.Add(rival.MeetingId);
        }

        if (!schedule.Find(wish, displaced).Fits)
        {
            return null;
        }

        foreach (var rival in candidates.Where(rival => displaced.Contains(rival.MeetingId)))
        {
            displaced.Remove(rival.MeetingId);
            if (!schedule.Find(wish, displaced).Fits)
            {
                displaced.Add(rival.MeetingId);
            }
        }

        return [.. candidates.Select(rival => rival.MeetingId).Where(displaced.Contains)];
    }

    private static async Task<IReadOnlyList<Rival>> RivalsAsync(
        DiemCauDb db, Meeting meeting, TimeWish wish, Finding finding, CancellationToken cancellation)
    {
        // In the order in which the meeting names its sites.
        var positions = meeting.Sites.ToDictionary(site => site.SiteId, site => site.Position);
        var sites = finding.SiteClashes.OrderBy(clash => positions[clash.SiteId]).ToLookup(clash => clash.MeetingId, clash => clash.SiteId);
        var holders = finding.HasCapacity ? [] : finding.Holders;
        Guid[] ids = [.. holders.Union(sites.Select(clash => clash.Key))];
        var bookings = db.SiteBookings;
        var (from, to, chair) = (wish.StartsAt, wish.EndsAt, meeting.ChairName ?? "");
        var meetings = await db.Meetings.AsNoTracking()
            .Where(other => other.Id != meeting.Id && (ids.Contains(other.Id)
                || (chair != "" && other.ChairName != null && DiemCauDb.Fold(other.ChairName) == DiemCauDb.Fold(chair)
                    && other.StartsAt < to && other.EndsAt > from
                    && bookings.Any(booking => booking.MeetingId == other.Id))))
            .ToListAsync(cancellation);
        var ports = await db.Allocations.AsNoTracking().Where(allocation => ids.Contains(allocation.MeetingId))
            .ToDictionaryAsync(allocation => allocation.MeetingId, allocation => allocation.Ports, cancellation);
        Guid[] clashing = [.. finding.SiteClashes.Select(clash => clash.SiteId)];
        var names = meeting.Sites.Where(site => clashing.Contains(site.SiteId)).ToDictionary(site => site.SiteId, site => site.Name);
        return
        [
            .. meetings
                .OrderBy(other => other.Priority).ThenBy(other => other.StartsAt)
                .Select(other => new Rival(
                    other.Id, other.Title, other.Priority, other.StartsAt!.Value, other.EndsAt!.Value,
                    holders.Contains(other.Id) ? ports.GetValueOrDefault(other.Id) : 0,
                    [.. sites[other.Id].Select(site => names[site])],
                    chair.Length > 0 && string.Equals(other.ChairName, chair, StringComparison.OrdinalIgnoreCase)
                        && other.StartsAt < to && other.EndsAt > from,
                    other.Priority > meeting.Priority && other.Stage < MeetingStage.Connecting,
                    !SecretMeetings.MayLeave(other))),
        ];
    }
}
