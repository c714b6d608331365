using DiemCau.Media.Observability;
using DiemCau.Media.Udp;

namespace DiemCau.Media.Workers;

/// <summary>
/// Where one worker's datagrams leave: the batch for its socket, or the TCP connection that leads to a peer. Used by the worker's thread.
/// </summary>
internal sealed class DatagramOutlet(UdpSocket socket, WorkerCounters counters, ITcpOutlet tcp) : IDisposable
{
    private readonly SendBatch _batch = new();
    private readonly BatchDelays _delays = new(counters.ForwardingDelay);

    /// <summary>Room for one datagram; empties the batch into the socket when it is full.</summary>
    public Span<byte> Reserve(int maxLength)
    {
        var room = _batch.Reserve(maxLength);
        if (room.IsEmpty)
        {
            Flush();
            room = _batch.Reserve(maxLength);
        }

        return room;
    }

    /// <summary>Sends what was written at the beginning of the room reserved last: with the batch, or by TCP.</summary>
    /// <param name="last">Where the peer's datagram before this one is, and then where this one is.</param>
    public void Commit(in PeerAddress to, ReadOnlySpan<byte> datagram, ref SendBatch.Place last)
    {
        if (!to.IsOnTcp)
        {
            last = _batch.Commit(to, datagram.Length, last);
        }
        else if (!tcp.TrySend(to, datagram, MonotonicClock.Now))
        {
            counters.Drop(DropReason.TcpFull);
        }
    }

    /// <summary>Notes that the packet committed last is on its way through, for the time that it took.</summary>
    public void Forwarded(long arrivedAt) => _delays.Add(arrivedAt);

    public void Flush()
    {
        _batch.Flush(socket);
        if (!_delays.IsEmpty)
        {
            _delays.Left(MonotonicClock.Now);
        }
    }

    public void Count()
    {
        counters.DatagramsOut = _batch.Segments;
        counters.MessagesOut = _batch.Messages;
        counters.SendsRefused = _batch.Dropped;
    }

    public void Dispose() => _batch.Dispose();
}
