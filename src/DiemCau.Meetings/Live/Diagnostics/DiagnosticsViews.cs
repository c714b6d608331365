namespace DiemCau.Meetings.Live.Diagnostics;

/// <param name="Name">The room's or the meeting's.</param>
/// <param name="UnitName">Whose it is.</param>
/// <param name="SessionOpenedAt">"Khai mạc"; null: not yet, or there is no formal session.</param>
/// <param name="Participants">Inside now.</param>
/// <param name="Sites">Different sites among them.</param>
internal sealed record LiveConferenceView(
    Guid Id, Occasion Occasion, string Name, string UnitName, ConferenceMode Mode, DateTimeOffset OpenedAt, DateTimeOffset? SessionOpenedAt,
    int Participants, int Sites);

/// <param name="TakenAt">When the server looked.</param>
internal sealed record ConferenceDiagnosis(LiveConferenceView Conference, DateTimeOffset TakenAt, IReadOnlyList<ParticipantDiagnosis> Participants);

/// <summary>One participant with everything that may be wrong with its line.</summary>
/// <param name="Line">By which line it comes, measured when it came in.</param>
/// <param name="Online">It listens on the hub.</param>
/// <param name="Way">That its media has settled on, as its client measures it; null: not yet, or it does not say.</param>
/// <param name="Media">Null: it takes part without media.</param>
internal sealed record ParticipantDiagnosis(
    Guid Id, string DisplayName, string? UnitName, Capacity Capacity, LineClass Line, DateTimeOffset JoinedAt, bool Online, ConnectionWay? Way,
    MediaDiagnosis? Media);
