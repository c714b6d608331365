using DiemCau.Media.Udp;

namespace DiemCau.Media.Tcp;

/// <summary>How a TCP connection is framed: how bytes become datagrams of the engine, and back.</summary>
internal interface ITcpFraming
{
    /// <summary>Takes the first message of what has come. The connection's reading side.</summary>
    /// <param name="consumed">Its bytes; 0 when it is not all there.</param>
    /// <returns>False when the other end does not speak this, and the connection is to be closed.</returns>
    bool TryReceive(ReadOnlySpan<byte> bytes, long now, out int consumed);

    /// <summary>Frames a datagram that the engine or the framing itself has sent. The connection's writing side.</summary>
    /// <param name="destination">At least <see cref="TcpConnection.LargestFrame"/> bytes.</param>
    /// <returns>Bytes written; 0 when the other end may not have it.</returns>
    int Frame(PacketBuffer datagram, long now, Span<byte> destination);

    /// <summary>Whether the other end has shown to be entitled to this connection, and still is.</summary>
    bool IsProven(long now);
}
