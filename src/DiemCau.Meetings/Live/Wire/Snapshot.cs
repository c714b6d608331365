namespace DiemCau.Meetings.Live.Wire;

/// <summary>Everything a participant needs to draw the room. Deltas of the following versions change it.</summary>
internal sealed record Snapshot
{
    public required long Version { get; init; }

    public required Guid ConferenceId { get; init; }

    /// <summary>What it is held for.</summary>
    public required Occasion Occasion { get; init; }

    /// <summary>The room's or the meeting's name.</summary>
    public required string Name { get; init; }

    public required string UnitName { get; init; }

    /// <summary>The receiver's own participant id.</summary>
    public required Guid You { get; init; }

    /// <summary>What the receiver may do besides what everybody may. Whoever presides may all of it.</summary>
    public required PowersView Powers { get; init; }

    public required ConferenceMode Mode { get; init; }

    public required MutePolicy Mutes { get; init; }

    /// <summary>How far the formal session is; null where there is none.</summary>
    public required FormalSessionView? Session { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public required DateTimeOffset ServerTime { get; init; }

    public required Guid? ChairId { get; init; }

    public required bool Locked { get; init; }

    public required bool WaitingRoom { get; init; }

    /// <summary>False: a hard mute, the muted cannot open their microphone by themselves.</summary>
    public required bool SelfUnmute { get; init; }

    public required ConferenceLayout Layout { get; init; }

    public required PodiumView Podium { get; init; }

    public required Guid? ScreenId { get; init; }

    public required Guid? ActiveSpeakerId { get; init; }

    public required IReadOnlyList<Guid> Floor { get; init; }

    /// <summary>Since when each of those who have the floor has it.</summary>
    public required IReadOnlyDictionary<Guid, DateTimeOffset> FloorSince { get; init; }

    public required IReadOnlyList<HandView> Hands { get; init; }

    public required IReadOnlyList<ParticipantView> Participants { get; init; }

    /// <summary>Who asks to be let in; only those who direct the conference are told, others get an empty list.</summary>
    public required IReadOnlyList<WaitingView> Waiting { get; init; }

    public required IReadOnlyList<ChatView> Chat { get; init; }

    public required Slots Slots { get; init; }
}

/// <param name="Directs">Floor, podium, layout, door, all microphones, the session.</param>
/// <param name="Presides">May take the chair.</param>
/// <param name="Units">Whose participants it looks after, where it does not direct all; otherwise null.</param>
internal sealed record PowersView(bool Directs, bool Presides, bool KeepsOrder, IReadOnlyList<Guid>? Units);

/// <param name="OpenedAt">Null: not opened yet ("Khai mạc").</param>
internal sealed record FormalSessionView(DateTimeOffset? OpenedAt);

internal sealed record PodiumView(Guid? ParticipantId, bool Pinned);

internal sealed record HandView(Guid ParticipantId, DateTimeOffset At);

/// <param name="Line">Named where the chair decides whether it may come in by this line.</param>
/// <param name="Away">Its page is closed or being reloaded; the place is kept for a minute.</param>
internal sealed record WaitingView(Guid TicketId, string DisplayName, DateTimeOffset At, LineClass? Line, bool Away);

internal sealed record ChatView(Guid Id, Guid ParticipantId, string DisplayName, string Text, DateTimeOffset At);

/// <param name="Microphone">What the client says it is sending; whether it is heard is the server's decision.</param>
internal sealed record ParticipantView(
    Guid Id,
    string DisplayName,
    Guid? UnitId,
    string? UnitName,
    SeatedSiteView? Site,
    ParticipantRole Role,
    DateTimeOffset JoinedAt,
    bool Microphone,
    bool Camera,
    bool Screen,
    bool MutedByChair,
    bool MayUnmute,
    LineClass Line,
    ConnectionView Connection);

/// <summary>The site whose machine or delegate a participant is.</summary>
internal sealed record SeatedSiteView(Guid Id, string Name, bool IsMain);

/// <param name="Reason">Why the quality is not good, as a code: uplink, loss, delay, bandwidth, frozen.</param>
internal sealed record ConnectionView(ConnectionState State, ConnectionQuality Quality, string? Reason);
