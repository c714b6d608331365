namespace DiemCau.Meetings.Live.Diagnostics;

/// <param name="Title">The room's name.</param>
/// <param name="Participants">Inside now.</param>
internal sealed record LiveConferenceView(Guid Id, Guid RoomId, string Title, DateTimeOffset OpenedAt, int Participants);

/// <param name="TakenAt">When the server looked.</param>
internal sealed record ConferenceDiagnosis(LiveConferenceView Conference, DateTimeOffset TakenAt, IReadOnlyList<ParticipantDiagnosis> Participants);

/// <summary>One participant with everything that may be wrong with its line.</summary>
/// <param name="Online">It listens on the hub.</param>
/// <param name="Media">Null: it takes part without media.</param>
internal sealed record ParticipantDiagnosis(
    Guid Id, string DisplayName, string? UnitName, DateTimeOffset JoinedAt, bool Online, MediaDiagnosis? Media);
