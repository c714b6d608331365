using DiemCau.Media.Ice;
using DiemCau.Media.Routing.Slots;

namespace DiemCau.Media.Transports.WebRtc;

/// <summary>What must stay the same in every answer to one association, and what it offered.</summary>
/// <param name="RemoteSessionId">The o= session id of the client's offers: it names the peer connection.</param>
internal sealed record Agreement(
    string RemoteSessionId,
    IceCredentials Local,
    ulong LocalSessionId,
    IReadOnlyList<SlotAssignment> Slots,
    ulong SessionVersion = 1);
