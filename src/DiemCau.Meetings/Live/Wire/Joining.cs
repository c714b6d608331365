using DiemCau.Meetings.Shared.Intake;

namespace DiemCau.Meetings.Live.Wire;

/// <param name="DisplayName">Who sits there, as everybody will read it.</param>
/// <param name="Password">The room's password; not needed with a ticket, nor by the room's own account.</param>
/// <param name="Ticket">From an earlier 202.</param>
/// <param name="Media">Null: take part without sound and picture.</param>
internal sealed record JoinRequest(
    [property: Name] string? DisplayName, [property: Secret] string? Password = null, [property: Verbatim] string? Ticket = null, MediaOffer? Media = null);

/// <param name="IceServers">For the next ICE restart or connection; the first offer was made with those of the lobby.</param>
internal sealed record JoinAnswer(
    Guid ConferenceId, Guid ParticipantId, string Token, SdpAnswer? Answer, Snapshot Snapshot, IReadOnlyList<IceServer> IceServers);

/// <param name="Ticket">Connect to the hub with it and post again with it when Admitted arrives.</param>
internal sealed record WaitAnswer(string Ticket, WaitingFor WaitingFor);

internal sealed record SdpAnswer(string Sdp);

internal sealed record MediaAnswered(SdpAnswer Answer);

internal sealed record RejoinRequest(MediaOffer? Media = null);
