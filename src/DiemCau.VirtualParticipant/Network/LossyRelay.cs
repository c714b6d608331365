using System.Net;
using DiemCau.Media.Interop.Libc;
using DiemCau.Media.Udp;
using DiemCau.VirtualParticipant.Receiving;

namespace DiemCau.VirtualParticipant.Network;

/// <summary>Datagrams that a relay passed on and lost (by chance or because the line was full).</summary>
/// <param name="UpPassed">From clients to the server.</param>
/// <param name="DownPassed">From the server to clients.</param>
public readonly record struct RelayTotals(long UpPassed, long UpLost, long DownPassed, long DownLost);

/// <summary>
/// A bad line in user space: a UDP port that passes datagrams to a server and its answers back, with seeded loss, delay, jitter,
/// limited rate and reordering. Each client address gets its own socket towards the server, so the server sees distinct peers.
/// One thread of its own: a test's busy thread pool must not look like a bad line.
/// </summary>
public sealed class LossyRelay : IDisposable
{
    private const int WakeUp = 0;
    private const int LongestWait = 50;
    private const long RepeatAfter = 50_000;

    private readonly PeerAddress _server;
    private readonly IPAddress _towardsServer;
    private readonly int _seed;
    private readonly Epoll _epoll = new();
    private readonly EventFd _wakeUp = new();
    private readonly PacketPool _pool = new(4096);
    private readonly SendBatch _batch = new();
    private readonly UdpSocket _listener;
    private readonly Dictionary<PeerAddress, Line> _byClient = [];
    private readonly List<Line> _lines = [];
    private readonly PriorityQueue<Delivery, (long At, long Order)> _underWay = new();
    private readonly PacketBuffer?[] _received = new PacketBuffer?[64];
    private readonly Thread _thread;
    private volatile Conditions _conditions;
    private Conditions _inForce;
    private volatile bool _stopping;
    private long _order;
    private long _upPassed, _upLost, _downPassed, _downLost;

    private LossyRelay(IPEndPoint listen, IPEndPoint server, LinkConditions up, LinkConditions down, int seed)
    {
        _server = new PeerAddress(server);
        _towardsServer = IPAddress.IsLoopback(server.Address) ? server.Address
            : server.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any;
        _conditions = _inForce = new Conditions(up, down);
        _seed = seed;
        _listener = UdpSocket.Bind(listen.Address, listen.Port, reusePort: false);
        Address = new IPEndPoint(listen.Address, _listener.LocalEndpoint.Port);
        _epoll.Add(_wakeUp.Handle, WakeUp);
        _epoll.Add(_listener.Handle, WakeUp + 1);
        _thread = new Thread(Run) { Name = "lossy relay", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Where clients send to instead of to the server.</summary>
    public IPEndPoint Address { get; }

    /// <summary>
    /// How long datagrams to clients waited for a line of limited rate. Written by the relay's thread: whole once it is disposed.
    /// </summary>
    internal DelayHistogram DownQueue { get; } = new();

    public RelayTotals Totals => new(
        Volatile.Read(ref _upPassed), Volatile.Read(ref _upLost), Volatile.Read(ref _downPassed), Volatile.Read(ref _downLost));

    /// <param name="listen">Port 0: any free one, see <see cref="Address"/>.</param>
    /// <param name="up">From clients to the server.</param>
    /// <param name="down">From the server to clients.</param>
    /// <param name="seed">The n-th client's line has the same fate with the same seed.</param>
    public static LossyRelay Start(IPEndPoint listen, IPEndPoint server, LinkConditions up, LinkConditions down, int seed) =>
        new(listen, server, up, down, seed);

    /// <summary>The lines of all clients, also of those that come later, are like this from now on. Any thread.</summary>
    public void Change(LinkConditions up, LinkConditions down)
    {
        _conditions = new Conditions(up, down);
        _wakeUp.Signal();
    }

    public void Dispose()
    {
        _stopping = true;
        _wakeUp.Signal();
        _thread.Join();
        while (_underWay.TryDequeue(out var lost, out _))
        {
            lost.Datagram.Release();
        }

        foreach (var line in _lines)
        {
            line.ToServer.Dispose();
        }

        _listener.Dispose();
        _batch.Dispose();
        _epoll.Dispose();
        _wakeUp.Dispose();
        _pool.Dispose();
    }

    private void Run()
    {
        Span<int> ready = stackalloc int[64];
        while (!_stopping)
        {
            var count = _epoll.Wait(ready, MillisecondsToWait());
            TakeOver();
            foreach (var token in ready[..count])
            {
                if (token > WakeUp + 1)
                {
                    FromServer(_lines[token - WakeUp - 2]);
                }
                else if (token != WakeUp)
                {
                    FromClients();
                }
                else
                {
                    _wakeUp.Drain();
                }
            }

            Deliver(PeerClock.Now);
        }
    }

    private void TakeOver()
    {
        if (_conditions is var wanted && wanted != _inForce)
        {
            _inForce = wanted;
            foreach (var line in _lines)
            {
                line.Up.Change(wanted.Up);
                line.Down.Change(wanted.Down);
            }
        }
    }

    private void FromClients()
    {
        var now = PeerClock.Now;
        var count = _listener.Receive(_pool, _received, now);
        foreach (var datagram in _received.AsSpan(0, count))
        {
            if (!_byClient.TryGetValue(datagram!.From, out var line))
            {
                line = NewLine(datagram.From);
            }

            var passed = Pass(datagram, line.Up, _inForce.Up.Repeats, line.ToServer, _server, now);
            (passed ? ref _upPassed : ref _upLost)++;
        }
    }

    private void FromServer(Line line)
    {
        var now = PeerClock.Now;
        var count = line.ToServer.Receive(_pool, _received, now);
        foreach (var datagram in _received.AsSpan(0, count))
        {
            var passed = Pass(datagram!, line.Down, _inForce.Down.Repeats, _listener, line.Client, now);
            (passed ? ref _downPassed : ref _downLost)++;
            if (passed)
            {
                DownQueue.Add((long)line.Down.Wait.TotalMicroseconds);
            }
        }
    }

    private Line NewLine(PeerAddress client)
    {
        var seed = _seed + _lines.Count * 2;
        var line = new Line(client, UdpSocket.Bind(_towardsServer, 0, reusePort: false), new LinkModel(_inForce.Up, seed), new LinkModel(_inForce.Down, seed + 1));
        _byClient[client] = line;
        _lines.Add(line);
        _epoll.Add(line.ToServer.Handle, WakeUp + 1 + _lines.Count);
        return line;
    }

    private bool Pass(PacketBuffer datagram, LinkModel model, int repeats, UdpSocket via, PeerAddress to, long now)
    {
        if (model.Arrival(datagram.Length, TimeSpan.FromMicroseconds(now)) is not { } arrival)
        {
            datagram.Release();
            return false;
        }

        var delivery = new Delivery(datagram, via, to);
        var at = (long)arrival.TotalMicroseconds;
        _underWay.Enqueue(delivery, (at, _order++));
        for (var again = 1; again <= repeats; again++)
        {
            datagram.AddReference();
            _underWay.Enqueue(delivery, (at + (again * RepeatAfter), _order++));
        }

        return true;
    }

    private void Deliver(long now)
    {
        while (_underWay.TryPeek(out var next, out var when) && when.At <= now)
        {
            _underWay.Dequeue();
            next.Datagram.Span.CopyTo(_batch.Reserve(next.Datagram.Length));
            _batch.Commit(next.To, next.Datagram.Length);
            _batch.Flush(next.Via);
            next.Datagram.Release();
        }
    }

    private int MillisecondsToWait() => _underWay.TryPeek(out _, out var next)
        ? (int)Math.Clamp((next.At - PeerClock.Now + 999) / 1000, 0, LongestWait)
        : LongestWait;

    private sealed record Conditions(LinkConditions Up, LinkConditions Down);

    private sealed record Line(PeerAddress Client, UdpSocket ToServer, LinkModel Up, LinkModel Down);

    private readonly record struct Delivery(PacketBuffer Datagram, UdpSocket Via, PeerAddress To);
}
