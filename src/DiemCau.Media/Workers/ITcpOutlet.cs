using DiemCau.Media.Udp;

namespace DiemCau.Media.Workers;

/// <summary>Takes datagrams for peers behind TCP connections.</summary>
internal interface ITcpOutlet
{
    /// <summary>Takes a copy for sending. Any thread.</summary>
    /// <returns>False when the connection is gone or its queue is full.</returns>
    bool TrySend(in PeerAddress to, ReadOnlySpan<byte> datagram, long now);
}
