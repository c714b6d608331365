using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Resources;

/// <summary>
/// Everything that is held in a span of time, read once: what fits where can then be asked many times. Without locks; whoever acts upon
/// an answer holds <see cref="Allocating.LockAsync"/>.
/// </summary>
internal sealed class Schedule
{
    private readonly CapacityRule _rule;
    private readonly IReadOnlyList<MediaNode> _nodes;
    private readonly IReadOnlyList<Allocation> _allocations;
    private readonly ILookup<Guid, SiteBooking> _bookings;

    private Schedule(CapacityRule rule, IReadOnlyList<MediaNode> nodes, IReadOnlyList<Allocation> allocations, IEnumerable<SiteBooking> bookings)
    {
        _rule = rule;
        _nodes = nodes;
        _allocations = allocations;
        _bookings = bookings.ToLookup(booking => booking.SiteId);
    }

    public CapacityRule Rule => _rule;

    /// <param name="siteIds">Whose bookings matter.</param>
    public static Task<Schedule> ReadAsync(
        DiemCauDb db, DateTimeOffset from, DateTimeOffset to, IReadOnlyCollection<Guid> siteIds, CancellationToken cancellation) =>
        ReadAsync(db, from, to, siteIds.Count == 0 ? null : db.SiteBookings
            .Where(booking => booking.StartsAt < to && booking.EndsAt > from && siteIds.Contains(booking.SiteId)), cancellation);

    /// <summary>For many meetings of a long time: of the bookings only those that are in the way of one of them.</summary>
    /// <param name="meetingIds">Meetings that begin and end between the two times.</param>
    public static Task<Schedule> ReadForAsync(
        DiemCauDb db, DateTimeOffset from, DateTimeOffset to, IReadOnlyCollection<Guid> meetingIds, CancellationToken cancellation)
    {
        var (meetings, sites, bookings) = (db.Meetings, db.MeetingSites, db.SiteBookings);
        var inTheWay =
            from meeting in meetings
            where meetingIds.Contains(meeting.Id)
            join site in sites on meeting.Id equals site.MeetingId
            join booking in bookings on site.SiteId equals booking.SiteId
            where booking.MeetingId != meeting.Id && booking.StartsAt < meeting.EndsAt && booking.EndsAt > meeting.StartsAt
            select booking;
        return ReadAsync(db, from, to, inTheWay.Distinct(), cancellation);
    }

    private static async Task<Schedule> ReadAsync(
        DiemCauDb db, DateTimeOffset from, DateTimeOffset to, IQueryable<SiteBooking>? wanted, CancellationToken cancellation)
    {
        var rule = await CapacityRule.CurrentAsync(db, cancellation);
        var (heldFrom, heldTo) = rule.Hold(from, to);
        var nodes = await db.MediaNodes.AsNoTracking().Where(node => node.InService).OrderBy(node => node.Name).ToListAsync(cancellation);
        var allocations = await db.Allocations.AsNoTracking()
            .Where(allocation => allocation.StartsAt < heldTo && allocation.EndsAt > heldFrom).ToListAsync(cancellation);
        var bookings = wanted is null ? [] : await wanted.AsNoTracking().ToListAsync(cancellation);
        return new(rule, nodes, allocations, bookings);
    }

    /// <param name="without">Meetings that would make room; the wish's own is never counted.</param>
    public Finding Find(TimeWish wish, IReadOnlySet<Guid>? without = null)
    {
        var need = MediaNeed.Of(wish.SiteIds.Count, _rule);
        var (from, to) = _rule.Hold(wish.StartsAt, wish.EndsAt);
        Allocation[] held = [.. _allocations.Where(allocation =>
            allocation.StartsAt < to && allocation.EndsAt > from && IsOther(allocation.MeetingId))];
        NodeRoom[] nodes = [.. _nodes.Select(node => RoomOf(node, held, from, to)).OrderByDescending(node => node.Free.SitesThatFit(_rule))];
        return new(
            need,
            nodes,
            nodes.LastOrDefault(node => need.FitsInto(node.Free)),
            [.. held.OrderByDescending(allocation => allocation.Ports).Select(allocation => allocation.MeetingId)],
            [.. wish.SiteIds.SelectMany(site => _bookings[site])
                .Where(booking => booking.StartsAt < wish.EndsAt && booking.EndsAt > wish.StartsAt && IsOther(booking.MeetingId))
                .Select(booking => new SiteClash(booking.SiteId, booking.MeetingId))],
            wish.TakesCapacity);

        bool IsOther(Guid meeting) => meeting != wish.MeetingId && without?.Contains(meeting) != true;
    }

    private static NodeRoom RoomOf(MediaNode node, Allocation[] held, DateTimeOffset from, DateTimeOffset to) => new(
        node.Id,
        node.Name,
        node.Capacity,
        new Usage(held.Where(allocation => allocation.NodeId == node.Id).Select(allocation => (allocation.StartsAt, allocation.EndsAt, allocation.Need)))
            .Busiest(from, to));
}
