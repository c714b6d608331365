namespace DiemCau.Meetings.Live.Wire;

/// <summary>Everything a participant needs to draw the room. Deltas of the following versions change it.</summary>
internal sealed record Snapshot
{
    public required long Version { get; init; }

    public required Guid ConferenceId { get; init; }

    public required Guid RoomId { get; init; }

    public required string RoomName { get; init; }

    public required string UnitName { get; init; }

    /// <summary>The receiver's own participant id.</summary>
    public required Guid You { get; init; }

    public required ConferenceMode Mode { get; init; }

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

    public required IReadOnlyList<HandView> Hands { get; init; }

    public required IReadOnlyList<ParticipantView> Participants { get; init; }

    /// <summary>Who asks to be let in; only the chair is told, others get an empty list.</summary>
    public required IReadOnlyList<WaitingView> Waiting { get; init; }

    public required IReadOnlyList<ChatMessage> Chat { get; init; }

    public required Slots Slots { get; init; }
}

internal sealed record PodiumView(Guid? ParticipantId, bool Pinned);

internal sealed record HandView(Guid ParticipantId, DateTimeOffset At);

internal sealed record WaitingView(Guid TicketId, string DisplayName, DateTimeOffset At);

internal sealed record ChatMessage(Guid Id, Guid ParticipantId, string DisplayName, string Text, DateTimeOffset At);

/// <param name="Microphone">What the client says it is sending; whether it is heard is the server's decision.</param>
internal sealed record ParticipantView(
    Guid Id,
    string DisplayName,
    string? UnitName,
    ParticipantRole Role,
    DateTimeOffset JoinedAt,
    bool Microphone,
    bool Camera,
    bool Screen,
    bool MutedByChair,
    bool MayUnmute,
    ConnectionView Connection);

/// <param name="Reason">Why the quality is not good, as a code: uplink, loss, delay, bandwidth, frozen.</param>
internal sealed record ConnectionView(ConnectionState State, ConnectionQuality Quality, string? Reason);
