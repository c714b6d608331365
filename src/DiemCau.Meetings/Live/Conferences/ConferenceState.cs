namespace DiemCau.Meetings.Live.Conferences;

/// <summary>Which conference it is, and since when. What it is about and how it is set up are its <see cref="ConferenceTerms"/>.</summary>
internal sealed record ConferenceIdentity(Guid ConferenceId, Occasion Occasion, DateTimeOffset OpenedAt);

/// <summary>
/// The part of a live conference that survives the server. Who speaks and how good the lines are is measured again; chat has its own rows.
/// </summary>
internal sealed record ConferenceState
{
    public bool Locked { get; init; }

    public bool WaitingRoom { get; init; }

    public bool SelfUnmute { get; init; } = true;

    public ConferenceLayout Layout { get; init; }

    public PodiumChoice Podium { get; init; } = new(null, false);

    public Guid? ScreenId { get; init; }

    public Guid? ChairId { get; init; }

    public ChairReservation? ChairReserved { get; init; }

    /// <summary>Khai mạc</summary>
    public DateTimeOffset? SessionOpenedAt { get; init; }

    public IReadOnlyList<Guid> Floor { get; init; } = [];

    public IReadOnlyDictionary<Guid, DateTimeOffset> FloorSince { get; init; } = new Dictionary<Guid, DateTimeOffset>();

    public IReadOnlyList<RaisedHand> Hands { get; init; } = [];

    public IReadOnlyList<WaitingPerson> Waiting { get; init; } = [];

    public IReadOnlyList<Guid> AdmittedTickets { get; init; } = [];

    public IReadOnlyList<Guid> RefusedTickets { get; init; } = [];

    public IReadOnlyList<Guid> BarredIds { get; init; } = [];

    public IReadOnlyList<string> BarredBrowsers { get; init; } = [];

    public IReadOnlyList<Gone> Gone { get; init; } = [];

    public IReadOnlyList<ParticipantState> Participants { get; init; } = [];
}

internal sealed record ParticipantState(
    Newcomer Who,
    DateTimeOffset JoinedAt,
    bool Microphone,
    bool Camera,
    bool Screen,
    bool MutedByChair,
    bool Allowed,
    bool HasSent,
    bool HasBeenHeard,
    ConnectionWay? Way = null);
