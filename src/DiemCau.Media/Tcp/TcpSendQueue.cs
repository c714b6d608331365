using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using DiemCau.Media.Udp;

namespace DiemCau.Media.Tcp;

/// <summary>
/// The way of one connection's datagrams between workers and the connection: a number that peer addresses carry, and a bounded queue of
/// what goes out. A queue that is full or late costs packets, because late media is worth nothing; small ones (voice, reports, checks) get
/// the last places and may wait longer, so that speech survives when pictures do not.
/// </summary>
internal sealed class TcpSendQueue(uint number, PacketPool pool)
{
    /// <summary>Three quarters are for all, the rest for small packets. At 1,200 bytes 300 kB.</summary>
    private const int Capacity = 256;

    private const int CapacityForLarge = Capacity * 3 / 4;

    /// <summary>A voice packet has 60 to 200 bytes, a report or a check hardly more; a picture's are filled up to the MTU.</summary>
    private const int LargestSmall = 400;

    private const long LargePatience = 300_000;
    private const long SmallPatience = 1_000_000;

    private readonly Channel<PacketBuffer> _outgoing = Channel.CreateBounded<PacketBuffer>(Capacity);

    public uint Number => number;

    /// <summary>Completes when the queue is closed.</summary>
    public Task Ended => _outgoing.Reader.Completion;

    /// <summary>Takes a copy for sending. Any thread.</summary>
    /// <returns>False when the queue is full or closed; the datagram is lost.</returns>
    public bool TrySend(in PeerAddress to, ReadOnlySpan<byte> datagram, long now)
    {
        if (datagram.Length > LargestSmall && _outgoing.Reader.Count >= CapacityForLarge)
        {
            return false;
        }

        var buffer = pool.Rent();
        datagram.CopyTo(buffer.Writable);
        buffer.Length = datagram.Length;
        buffer.From = to;
        buffer.ReceivedAt = now;
        if (_outgoing.Writer.TryWrite(buffer))
        {
            return true;
        }

        buffer.Release();
        return false;
    }

    /// <summary>Waits until there is something to send; false when the queue is closed. The connection's writing side.</summary>
    public ValueTask<bool> WaitAsync(CancellationToken cancellation) => _outgoing.Reader.WaitToReadAsync(cancellation);

    /// <summary>The next datagram, with the reference. The connection's writing side.</summary>
    public bool TryTake([NotNullWhen(true)] out PacketBuffer? datagram) => _outgoing.Reader.TryRead(out datagram);

    /// <summary>Whether a datagram has waited so long that it is not worth its bytes any more.</summary>
    public static bool IsLate(PacketBuffer datagram, long now) =>
        now - datagram.ReceivedAt > (datagram.Length > LargestSmall ? LargePatience : SmallPatience);

    /// <summary>Nothing can be sent any more; what waits is lost. Any thread.</summary>
    public void Close()
    {
        _outgoing.Writer.TryComplete();
        while (_outgoing.Reader.TryRead(out var lost))
        {
            lost.Release();
        }
    }
}
