using System.Buffers;
using DiemCau.Media.Udp;

namespace DiemCau.Media.Tcp;

/// <summary>
/// A TCP connection, plain or inside TLS, that carries datagrams to and from the engine. Whoever holds the connection pumps its bytes:
/// one reading and one writing side, each used by one thread at a time. Dispose it when both have ended.
/// </summary>
public sealed class TcpConnection : IDisposable
{
    /// <summary>Bytes that <see cref="Send"/> needs room for at least: the longest datagram with a Data indication around it.</summary>
    public const int LargestFrame = 2048;

    /// <summary>
    /// Until a stranger must have shown to be entitled: three checks that are lost on the way, or two round trips to sign in.
    /// </summary>
    private const long ProveWithin = 10_000_000;

    /// <summary>A transport that is replaced, or whose client restarts ICE, may be back on the same connection.</summary>
    private const long KeepUnproven = 15_000_000;

    /// <summary>Chromium checks even the paths that it does not use every 25 s.</summary>
    private const long SilentFor = 60_000_000;

    private readonly TcpConnections _connections;
    private readonly ITcpFraming _framing;
    private readonly long _openedAt;
    private long _heardAt;
    private long _provenAt;
    private int _disposed;

    internal TcpConnection(TcpSendQueue queue, TcpConnections connections, ITcpFraming framing, UInt128 network, long now)
    {
        Queue = queue;
        Network = network;
        _connections = connections;
        _framing = framing;
        _openedAt = _heardAt = now;
    }

    /// <summary>Completes when it is over, because nobody is entitled to it or uses it: close the connection.</summary>
    public Task Ended => Queue.Ended;

    internal TcpSendQueue Queue { get; }

    /// <summary>Whom the bounds count it for.</summary>
    internal UInt128 Network { get; }

    /// <summary>Whether it no longer counts as half open. The sweep's.</summary>
    internal bool HasProven => _provenAt != 0;

    /// <summary>Takes whole messages off the beginning of what has come.</summary>
    /// <param name="consumed">Bytes that were taken; the rest is to be shown again with more behind it.</param>
    /// <returns>False when the other end talks nonsense: close the connection.</returns>
    public bool TryReceive(ReadOnlySpan<byte> bytes, out int consumed)
    {
        var now = MonotonicClock.Now;
        Volatile.Write(ref _heardAt, now);
        consumed = 0;
        while (_framing.TryReceive(bytes[consumed..], now, out var length))
        {
            consumed += length;
            if (length == 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Waits until there is something to send.</summary>
    /// <returns>False when it is over.</returns>
    public ValueTask<bool> WaitToSendAsync(CancellationToken cancellation) => Queue.WaitAsync(cancellation);

    /// <summary>Writes what waits, up to a number of bytes; what has waited too long is left out.</summary>
    /// <returns>Bytes written.</returns>
    public int Send(IBufferWriter<byte> destination, int limit)
    {
        ArgumentNullException.ThrowIfNull(destination);
        var now = MonotonicClock.Now;
        var written = 0;
        while (written < limit && Queue.TryTake(out var datagram))
        {
            if (TcpSendQueue.IsLate(datagram, now))
            {
                _connections.Counters.CountLate();
            }
            else
            {
                var length = _framing.Frame(datagram, now, destination.GetSpan(LargestFrame));
                destination.Advance(length);
                written += length;
            }

            datagram.Release();
        }

        return written;
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            _connections.Remove(this);
            Queue.Close();
            (_framing as IDisposable)?.Dispose();
        }
    }

    /// <summary>Ends a connection that nobody is entitled to, or that nobody uses.</summary>
    /// <returns>Whether it has been proven by this look.</returns>
    internal bool Look(long now)
    {
        var was = HasProven;
        if (_framing.IsProven(now))
        {
            _provenAt = now;
        }

        var isUnproven = HasProven ? now - _provenAt > KeepUnproven : now - _openedAt > ProveWithin;
        if (isUnproven || now - Volatile.Read(ref _heardAt) > SilentFor)
        {
            Queue.Close();
        }

        return !was && HasProven;
    }
}
