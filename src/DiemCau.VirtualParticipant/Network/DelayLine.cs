using System.Buffers;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace DiemCau.VirtualParticipant.Network;

internal readonly record struct DelayedDatagram(byte[] Rented, int Length, Socket Via, SocketAddress To);

/// <summary>Datagrams on their way, sent when their time has come.</summary>
internal sealed class DelayLine
{
    private readonly PriorityQueue<DelayedDatagram, (TimeSpan Arrival, long Order)> _underWay = new();
    private readonly Lock _lock = new();
    private long _order;

    public void Add(TimeSpan arrival, DelayedDatagram datagram)
    {
        lock (_lock)
        {
            _underWay.Enqueue(datagram, (arrival, _order++));
        }
    }

    public async Task RunAsync(CancellationToken stop)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        try
        {
            while (await tick.WaitForNextTickAsync(stop))
            {
                while (TakeDue(Stopwatch.GetElapsedTime(0)) is { } due)
                {
                    Send(due.Via, due.Rented.AsSpan(0, due.Length), due.To);
                    ArrayPool<byte>.Shared.Return(due.Rented);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The relay ends; what was under way is lost like on a cut line.
        }
    }

    public static void Send(Socket via, ReadOnlySpan<byte> datagram, SocketAddress to)
    {
        try
        {
            via.SendTo(datagram, SocketFlags.None, to);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // A line drops what it cannot carry.
        }
    }

    private DelayedDatagram? TakeDue(TimeSpan now)
    {
        lock (_lock)
        {
            return _underWay.TryPeek(out _, out var due) && due.Arrival <= now ? _underWay.Dequeue() : null;
        }
    }
}
