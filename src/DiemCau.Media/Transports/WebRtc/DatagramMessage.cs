using DiemCau.Media.Udp;

namespace DiemCau.Media.Transports.WebRtc;

internal enum DatagramMessageKind : byte
{
    /// <summary>A datagram of a transport that lives here but arrived at another worker's socket.</summary>
    HandedOver,

    /// <summary>A datagram that came by a TCP connection.</summary>
    Arrived,

    /// <summary>A datagram to send as it is: handshake records of a transport that lives here.</summary>
    Outgoing,

    /// <summary>As Outgoing, of the first flight: it may go where nobody has answered yet.</summary>
    FirstFlight,

    /// <summary>
    /// As Outgoing, of a session whose handshake is complete: the peer has answered what it can have read in earlier flights only.
    /// </summary>
    Completed,
}

/// <summary>A datagram that another thread hands to a worker. The reference on the buffer goes with it.</summary>
internal readonly record struct DatagramMessage(DatagramMessageKind Kind, PacketBuffer Buffer, WebRtcTransport? Transport = null);
