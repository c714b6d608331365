using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace DiemCau.VirtualParticipant.Network;

/// <summary>
/// A bad line in user space: a UDP port that passes datagrams to a server and its answers back, with seeded loss, delay, jitter,
/// limited rate and reordering. Each client address gets its own socket towards the server, so the server sees distinct peers.
/// </summary>
public sealed class LossyRelay : IAsyncDisposable
{
    private const int MaxDatagram = 2048;

    private readonly IPEndPoint _server;
    private readonly LinkConditions _up;
    private readonly LinkConditions _down;
    private readonly int _seed;
    private readonly Socket _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<SocketAddress, Line> _lines = new();
    private readonly DelayLine _delayLine = new();
    private readonly ConcurrentBag<Task> _tasks = [];

    private LossyRelay(IPEndPoint listen, IPEndPoint server, LinkConditions up, LinkConditions down, int seed)
    {
        _server = server;
        _up = up;
        _down = down;
        _seed = seed;
        _listener = NewSocket(listen);
        _tasks.Add(Task.Run(ListenAsync));
        _tasks.Add(Task.Run(() => _delayLine.RunAsync(_stop.Token)));
    }

    /// <summary>Where clients send to instead of to the server.</summary>
    public IPEndPoint Address => (IPEndPoint)_listener.LocalEndPoint!;

    /// <summary>Datagrams passed and lost (by chance or overflow) from clients to the server, and back.</summary>
    public (long UpPassed, long UpLost, long DownPassed, long DownLost) Totals
    {
        get
        {
            var lines = _lines.Values;
            return (lines.Sum(l => l.Up.Passed), lines.Sum(l => l.Up.Lost + l.Up.Overflowed),
                lines.Sum(l => l.Down.Passed), lines.Sum(l => l.Down.Lost + l.Down.Overflowed));
        }
    }

    /// <param name="listen">Port 0: any free one, see <see cref="Address"/>.</param>
    /// <param name="up">From clients to the server.</param>
    /// <param name="down">From the server to clients.</param>
    /// <param name="seed">The n-th client's line has the same fate with the same seed.</param>
    public static LossyRelay Start(IPEndPoint listen, IPEndPoint server, LinkConditions up, LinkConditions down, int seed) =>
        new(listen, server, up, down, seed);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        foreach (var line in _lines.Values)
        {
            line.ToServer.Dispose();
        }

        await Task.WhenAll(_tasks);
        _stop.Dispose();
    }

    private async Task ListenAsync()
    {
        var buffer = GC.AllocateArray<byte>(MaxDatagram, pinned: true);
        var from = new SocketAddress(_listener.AddressFamily);
        while (await ReceiveAsync(_listener, buffer, from) is { } length)
        {
            if (!_lines.TryGetValue(from, out var line))
            {
                line = NewLine(from);
            }

            Pass(buffer.AsSpan(0, length), line.Up, line.ToServer, _server.Serialize());
        }
    }

    private Line NewLine(SocketAddress from)
    {
        var client = new SocketAddress(from.Family, from.Size);
        from.Buffer.CopyTo(client.Buffer);
        var toServer = NewSocket(new IPEndPoint(IPAddress.IsLoopback(_server.Address) ? IPAddress.Loopback : IPAddress.Any, 0));
        var seed = _seed + _lines.Count * 2;
        var line = new Line(client, toServer, new LinkModel(_up, seed), new LinkModel(_down, seed + 1));
        _lines[client] = line;
        _tasks.Add(Task.Run(() => AnswersAsync(line)));
        return line;
    }

    private async Task AnswersAsync(Line line)
    {
        var buffer = GC.AllocateArray<byte>(MaxDatagram, pinned: true);
        var from = new SocketAddress(line.ToServer.AddressFamily);
        while (await ReceiveAsync(line.ToServer, buffer, from) is { } length)
        {
            Pass(buffer.AsSpan(0, length), line.Down, _listener, line.Client);
        }
    }

    private void Pass(ReadOnlySpan<byte> datagram, LinkModel model, Socket via, SocketAddress to)
    {
        var now = Stopwatch.GetElapsedTime(0);
        if (model.Arrival(datagram.Length, now) is not { } arrival)
        {
            return;
        }

        if (arrival <= now)
        {
            DelayLine.Send(via, datagram, to);
            return;
        }

        var copy = ArrayPool<byte>.Shared.Rent(datagram.Length);
        datagram.CopyTo(copy);
        _delayLine.Add(arrival, new DelayedDatagram(copy, datagram.Length, via, to));
    }

    private async ValueTask<int?> ReceiveAsync(Socket socket, byte[] buffer, SocketAddress from)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                return await socket.ReceiveFromAsync(buffer.AsMemory(), SocketFlags.None, from, _stop.Token);
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionRefused or SocketError.ConnectionReset)
            {
                // The server is not listening at the moment (a restart); the line stays.
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                return null;
            }
        }

        return null;
    }

    private static Socket NewSocket(IPEndPoint local)
    {
        var socket = new Socket(local.AddressFamily, SocketType.Dgram, ProtocolType.Udp)
        {
            ReceiveBufferSize = 4 << 20,
            SendBufferSize = 4 << 20,
        };
        socket.Bind(local);
        return socket;
    }

    private sealed record Line(SocketAddress Client, Socket ToServer, LinkModel Up, LinkModel Down);
}
