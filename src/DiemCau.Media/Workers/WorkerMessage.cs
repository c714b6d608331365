using DiemCau.Media.Routing;
using DiemCau.Media.Transports.WebRtc;
using DiemCau.Media.Udp;

namespace DiemCau.Media.Workers;

internal enum WorkerMessageKind : byte
{
    /// <summary>A publisher's packet for the receivers of its conference on this worker.</summary>
    Packet,

    /// <summary>A datagram of a transport that lives here but arrived at another worker's socket.</summary>
    Datagram,

    /// <summary>A datagram that came by a TCP connection.</summary>
    Arrived,

    /// <summary>A datagram to send as it is: handshake records of a transport that lives here.</summary>
    Outgoing,
}

/// <summary>What other threads hand to a worker. The reference on the buffer goes with it.</summary>
internal readonly record struct WorkerMessage(
    WorkerMessageKind Kind,
    PacketBuffer Buffer,
    WebRtcTransport? Transport = null,
    ConferenceShard? Shard = null,
    RoutedPacket Packet = default);
