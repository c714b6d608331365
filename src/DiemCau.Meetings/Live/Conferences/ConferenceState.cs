using DiemCau.Meetings.Live.Wire;

namespace DiemCau.Meetings.Live.Conferences;

/// <summary>What a conference is about and never changes while it lives.</summary>
internal sealed record ConferenceIdentity(
    Guid ConferenceId,
    Guid RoomId,
    string RoomName,
    Guid UnitId,
    string UnitName,
    ConferenceMode Mode,
    DateTimeOffset OpenedAt);

/// <summary>
/// The part of a live conference that survives the server. Who speaks and how good the lines are is measured again; chat has its own rows.
/// </summary>
internal sealed record ConferenceState
{
    public long Version { get; init; }

    public bool Locked { get; init; }

    public bool WaitingRoom { get; init; }

    public bool SelfUnmute { get; init; } = true;

    public ConferenceLayout Layout { get; init; }

    public PodiumView Podium { get; init; } = new(null, false);

    public Guid? ScreenId { get; init; }

    public Guid? ChairId { get; init; }

    public ChairReservation? ChairReserved { get; init; }

    public IReadOnlyList<Guid> Floor { get; init; } = [];

    public IReadOnlyList<HandView> Hands { get; init; } = [];

    public IReadOnlyList<WaitingView> Waiting { get; init; } = [];

    public IReadOnlyList<Guid> AdmittedTickets { get; init; } = [];

    public IReadOnlyList<Guid> RefusedTickets { get; init; } = [];

    public IReadOnlyList<Guid> RemovedParticipants { get; init; } = [];

    public IReadOnlyList<string> RemovedBrowsers { get; init; } = [];

    public IReadOnlyList<ParticipantState> Participants { get; init; } = [];
}

internal sealed record ParticipantState(
    Newcomer Who,
    DateTimeOffset JoinedAt,
    bool Microphone,
    bool Camera,
    bool Screen,
    bool MutedByChair,
    bool Allowed);
