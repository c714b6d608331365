using System.Text.Json.Serialization;
using DiemCau.Meetings.Shared;

namespace DiemCau.Meetings.Live.Conferences;

/// <summary>A line of the append-only journal of a conference.</summary>
/// <param name="Id">Of the event: a line that is written twice is one line.</param>
/// <param name="Who">Whom it happened to; null: the conference.</param>
/// <param name="By">The participant who did it; null: time, or somebody outside.</param>
/// <param name="Reason">In words, of a decision that needs one.</param>
internal sealed record JournalLine(
    Guid Id, DateTimeOffset At, JournalEvent Event, JournalSubject? Who, JournalSubject? By, string? Reason = null);

/// <summary>A participant as the journal names it, so that reports can be computed from it.</summary>
/// <param name="Way">How its media gets to the server; null: not settled yet.</param>
internal sealed record JournalSubject(
    Guid ParticipantId, string DisplayName, Capacity Capacity, Guid? SiteId, Guid? UnitId, Guid? AccountId, LineClass Line,
    ConnectionWay? Way = null)
{
    /// <summary>Somebody who acts from outside the conference, by an account.</summary>
    public static JournalSubject Outside(Guid? accountId, string name, Guid? unitId) =>
        new(accountId ?? Guid.Empty, name, Capacity.Operator, null, unitId, accountId, LineClass.Unknown);
}

[JsonConverter(typeof(CamelCaseEnum<JournalEvent>))]
internal enum JournalEvent
{
    Opened,
    Joined,

    /// <summary>Picture and sound have reached the server for the first time.</summary>
    Connected,

    /// <summary>Its voice was heard by all for the first time.</summary>
    Heard,

    /// <summary>Picture and sound have settled on a way to the server, or on another one.</summary>
    WaySettled,

    Left,
    Lost,
    Removed,
    Admitted,
    ChairTaken,
    ChairAway,
    FloorGiven,
    FloorTaken,
    Muted,
    MutedAll,
    PodiumSet,
    LayoutSet,
    ScreenShared,
    Locked,
    Unlocked,
    WaitingRoomOpened,
    WaitingRoomClosed,

    /// <summary>Khai mạc</summary>
    SessionOpened,

    Ended,
}
