using System.Net;

namespace DiemCau.Media.Udp;

/// <summary>A non-blocking UDP socket that takes datagrams in batches into pooled buffers. Used by one thread.</summary>
internal sealed unsafe class UdpSocket : IDisposable
{
    public static UdpSocket Bind(IPAddress? address, int port, bool reusePort) => throw new NotImplementedException();

    /// <summary>The file descriptor, for epoll.</summary>
    public int Handle => throw new NotImplementedException();

    public UdpEndpoint LocalEndpoint => throw new NotImplementedException();

    /// <summary>Takes what has arrived, without waiting. The caller owns one reference of each buffer put into <paramref name="into"/>.</summary>
    /// <param name="now">Microseconds of the monotonic clock, stamped on each buffer.</param>
    /// <returns>How many buffers were filled; 0 when nothing was waiting.</returns>
    public int Receive(PacketPool pool, Span<PacketBuffer?> into, long now) => throw new NotImplementedException();

    /// <summary>Sends and empties the batch.</summary>
    public void Send(SendBatch batch) => batch.Flush(this);

    public void Dispose() => throw new NotImplementedException();
}
