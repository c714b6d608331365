using System.Text.Json.Serialization;
using DiemCau.Meetings.Live.Wire;

namespace DiemCau.Meetings.Live.Conferences;

/// <summary>A line of the append-only journal of a conference.</summary>
/// <param name="Id">The event's own, so that a line whose write is repeated stands there once.</param>
internal sealed record JournalLine(Guid Id, DateTimeOffset At, JournalEvent Event, Guid? ParticipantId, string? DisplayName, Guid? By);

[JsonConverter(typeof(CamelCaseEnum<JournalEvent>))]
internal enum JournalEvent
{
    Opened,
    Joined,
    Left,
    Lost,
    Removed,
    ChairTaken,
    ChairAway,
    FloorGiven,
    FloorTaken,
    Muted,
    MutedAll,
    PodiumSet,
    ScreenShared,
    Locked,
    Unlocked,
    Ended,
}
