namespace DiemCau.Media.Udp;

/// <summary>Outgoing datagrams in one native area, sent with as few system calls and GSO messages as possible. Used by one thread.</summary>
internal sealed unsafe class SendBatch : IDisposable
{
    /// <summary>Datagrams handed to the kernel.</summary>
    public long Segments => throw new NotImplementedException();

    /// <summary>Messages handed to the kernel: datagrams after GSO has put runs of them together.</summary>
    public long Messages => throw new NotImplementedException();

    public long Bytes => throw new NotImplementedException();

    /// <summary>Datagrams that the kernel did not take.</summary>
    public long Dropped => throw new NotImplementedException();

    public bool IsEmpty => throw new NotImplementedException();

    /// <summary>A place for the next datagram; empty when the batch is full and must be flushed first.</summary>
    public Span<byte> Reserve(int maximumLength) => throw new NotImplementedException();

    /// <summary>Adds the first <paramref name="length"/> bytes of the last reserved place to what is sent.</summary>
    public void Commit(in UdpEndpoint to, int length) => throw new NotImplementedException();

    /// <summary>Sends everything committed and empties the batch.</summary>
    /// <returns>Datagrams that the kernel took.</returns>
    public int Flush(UdpSocket socket) => throw new NotImplementedException();

    public void Dispose() => throw new NotImplementedException();
}
