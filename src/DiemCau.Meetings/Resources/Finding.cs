using DiemCau.Meetings.Lifecycle;

namespace DiemCau.Meetings.Resources;

/// <summary>A meeting that wants a time.</summary>
/// <param name="TakesCapacity">False for meetings on other people's systems, which only need rooms.</param>
internal sealed record TimeWish(
    Guid MeetingId, DateTimeOffset StartsAt, DateTimeOffset EndsAt, IReadOnlyCollection<Guid> SiteIds, bool TakesCapacity = true)
{
    /// <summary>Null while the meeting has no time yet. Needs its sites loaded.</summary>
    public static TimeWish? Of(Meeting meeting) => meeting is { StartsAt: { } from, EndsAt: { } to } && to > from
        ? new(meeting.Id, from, to, [.. meeting.Sites.Select(site => site.SiteId)], meeting.Kind != MeetingKind.Outside)
        : null;

    public TimeWish At(DateTimeOffset start) => this with { StartsAt = start, EndsAt = start + (EndsAt - StartsAt) };
}

/// <summary>How a node stands at the time of a wish.</summary>
/// <param name="Taken">At its busiest in that time, without the wish itself.</param>
internal sealed record NodeRoom(Guid NodeId, string Name, MediaNeed Capacity, MediaNeed Taken)
{
    public MediaNeed Free => Capacity - Taken;
}

/// <summary>A room that another meeting has at that time.</summary>
internal sealed record SiteClash(Guid SiteId, Guid MeetingId);

/// <summary>What stands in the way of a wish.</summary>
/// <param name="Nodes">Those in service, the freest first.</param>
/// <param name="Node">Where it goes: the fullest node that still holds it. Null: nowhere.</param>
/// <param name="Holders">The meetings that take capacity at that time.</param>
internal sealed record Finding(
    MediaNeed Need, IReadOnlyList<NodeRoom> Nodes, NodeRoom? Node, IReadOnlyList<Guid> Holders, IReadOnlyList<SiteClash> SiteClashes, bool TakesCapacity = true)
{
    public bool HasCapacity => !TakesCapacity || Node is not null;

    public bool Fits => HasCapacity && SiteClashes.Count == 0;

    /// <summary>The freest node, by which a shortage is explained.</summary>
    public NodeRoom? Freest => Nodes.Count > 0 ? Nodes[0] : null;

    /// <summary>What is missing first on the freest node.</summary>
    public MediaKind Scarcest => Freest?.Free.Scarcest(Need) ?? MediaKind.Ports;
}
