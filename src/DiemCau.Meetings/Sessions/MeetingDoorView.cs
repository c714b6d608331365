using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Live;

namespace DiemCau.Meetings.Sessions;

/// <summary>What somebody sees at a meeting's door, before coming in.</summary>
/// <param name="OpensAt">From when sites may connect.</param>
/// <param name="OpenSince">Since when its conference is open; null: it is not.</param>
/// <param name="IsOver">It has ended, was put off or cancelled.</param>
/// <param name="MayOpen">The reader may open it before the hour.</param>
/// <param name="Choices">As what the reader may come in.</param>
internal sealed record MeetingDoorView(
    Guid MeetingId, long Number, string Title, string UnitName, string? ChairName, DateTimeOffset? StartsAt, DateTimeOffset? EndsAt,
    DateTimeOffset? OpensAt, DateTimeOffset? OpenSince, MeetingStage Stage, bool IsOver, bool MayOpen, IReadOnlyList<DoorChoiceView> Choices);

/// <param name="SiteId">Of a site, and of its delegates.</param>
/// <param name="Name">The site's, or an appointed person's; null: the person says it.</param>
/// <param name="Way">That worked for the site's machines by this line; null: none is known, or it is no site's machine.</param>
internal sealed record DoorChoiceView(
    Capacity Capacity, Guid? SiteId, string? SiteName, bool IsMainSite, string? Name, ConnectionWay? Way);

/// <param name="Capacity">One of the choices; null: the first one.</param>
/// <param name="DisplayName">Who sits there; a site's machine may leave it to the site's name.</param>
/// <param name="Ticket">From an earlier 202.</param>
/// <param name="Media">Null: without sound and picture.</param>
internal sealed record MeetingJoin(
    Capacity? Capacity = null, Guid? SiteId = null, string? DisplayName = null, string? Ticket = null, MediaOffer? Media = null);
