using System.Collections.Concurrent;
using DiemCau.Media.Interop.Libc;
using DiemCau.Media.Observability;
using DiemCau.Media.Routing;
using DiemCau.Media.Transports.WebRtc;
using DiemCau.Media.Tcp;
using DiemCau.Media.Udp;
using Microsoft.Extensions.Logging;

namespace DiemCau.Media.Workers;

/// <summary>
/// One thread with its own socket on the media port. A transport belongs to the worker its first valid check reached, and all of its
/// state is touched by that thread alone; other threads hand over packets and commands.
/// </summary>
internal sealed class MediaWorker : IDisposable
{
    private const int BatchSize = 64;
    private const int InboxCapacity = 16_384;
    private const int TickMicroseconds = 10_000;
    private const int IdleWaitMilliseconds = 500;

    /// <summary>Packets wait for nobody who writes minutes or draws pages on the same machine.</summary>
    private const int Niceness = -10;

    private const int SocketToken = 0;
    private const int WakeUpToken = 1;

    private readonly UdpSocket _socket;
    private readonly SendBatch _batch = new();
    private readonly Epoll _epoll = new();
    private readonly EventFd _wakeUp = new();
    private readonly BoundedQueue<WorkerMessage> _inbox = new(InboxCapacity);
    private readonly ConcurrentQueue<Action<long>> _commands = new();
    private readonly PacketBuffer?[] _received = new PacketBuffer?[BatchSize];
    private readonly List<ConferenceShard> _pendingShards = [];
    private readonly List<ITicking> _ticking = [];
    private readonly int[] _ready = new int[2];
    private readonly BatchDelays _delays;
    private readonly TcpConnections _tcp;
    private readonly ILogger _log;
    private readonly Thread _thread;
    private long _nextTick;
    private int _isAsleep;
    private volatile bool _stopping;

    public MediaWorker(int index, int port, PacketPool pool, TransportDirectory directory, TcpConnections tcp, LocalAddresses? addresses, ILogger log)
    {
        Index = index;
        Pool = pool;
        Directory = directory;
        _tcp = tcp;
        _log = log;
        _delays = new BatchDelays(Counters.ForwardingDelay);
        _socket = UdpSocket.Bind(null, port, reusePort: true, addresses);
        _epoll.Add(_socket.Handle, SocketToken);
        _epoll.Add(_wakeUp.Handle, WakeUpToken);
        _thread = new Thread(Run) { Name = $"media-{index}", IsBackground = true };
    }

    public int Index { get; }

    public int Port => _socket.LocalEndpoint.Port;

    public PacketPool Pool { get; }

    public TransportDirectory Directory { get; }

    /// <summary>The transports that live here, by every address they have proven.</summary>
    public TransportTable Transports { get; } = new();

    public WorkerCounters Counters { get; } = new();

    /// <summary>Messages of other workers that wait here. Any thread.</summary>
    public int InboxDepth => _inbox.Count;

    public void Start() => _thread.Start();

    /// <summary>Runs an action on this worker's thread, in order, with the current time. Any thread.</summary>
    public void Post(Action<long> command)
    {
        _commands.Enqueue(command);
        Wake();
    }

    /// <summary>Hands over a message with its reference. Any thread.</summary>
    /// <returns>False when the worker is too far behind; the caller keeps the reference.</returns>
    public bool TryPost(in WorkerMessage message)
    {
        if (!_inbox.TryEnqueue(message))
        {
            return false;
        }

        Wake();
        return true;
    }

    /// <summary>Notes that a conference has packets to fan out at the end of this batch.</summary>
    public void FanOutLater(ConferenceShard shard) => _pendingShards.Add(shard);

    /// <summary>Has something looked after on this worker's thread, which is also the only one that calls this.</summary>
    public void AddTicking(ITicking item) => _ticking.Add(item);

    public void RemoveTicking(ITicking item) => _ticking.Remove(item);

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

    /// <summary>Notes that the packet committed last is on its way through, for the time that it took.</summary>
    public void Forwarded(long arrivedAt) => _delays.Add(arrivedAt);

    /// <summary>
    /// Sends what was written at the beginning of the room reserved last: with the batch, or by the TCP connection that leads there.
    /// </summary>
    public void Commit(in PeerAddress to, ReadOnlySpan<byte> datagram)
    {
        if (!to.IsOnTcp)
        {
            _batch.Commit(to, datagram.Length);
        }
        else if (!_tcp.TrySend(to, datagram, MonotonicClock.Now))
        {
            Counters.Drop(DropReason.TcpFull);
        }
    }

    public void Dispose()
    {
        _stopping = true;
        Wake();
        if (_thread.IsAlive)
        {
            _thread.Join();
        }

        _socket.Dispose();
        _batch.Dispose();
        _wakeUp.Dispose();
        _epoll.Dispose();
    }

    private void Flush()
    {
        _batch.Flush(_socket);
        if (!_delays.IsEmpty)
        {
            _delays.Left(MonotonicClock.Now);
        }
    }

    private void Wake()
    {
        if (Interlocked.Exchange(ref _isAsleep, 0) == 1)
        {
            _wakeUp.Signal();
        }
    }

    private void Run()
    {
        ThreadNiceness.TrySet(Niceness);
        while (!_stopping)
        {
            try
            {
                Turn();
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                // A bug must cost one batch, never the conferences of everybody else.
                Counters.Drop(DropReason.WorkerFault);
                MediaLog.WorkerFault(_log, Index, fault);
            }
        }

        Transports.CloseAll(MonotonicClock.Now);
        Flush();
    }

    private void Turn()
    {
        Wait();
        int count;
        do
        {
            count = _socket.Receive(Pool, _received, MonotonicClock.Now);
            var now = MonotonicClock.Now;
            ReceiveAll(count, now);
            TakeMessages(now);
            FanOut(now);
            Flush();
            if (now >= _nextTick)
            {
                break;
            }
        }
        while (count == BatchSize);

        var time = MonotonicClock.Now;
        while (_commands.TryDequeue(out var command))
        {
            command(time);
        }

        if (time >= _nextTick)
        {
            _nextTick = time + TickMicroseconds;
            Counters.AllocatedBytes = GC.GetAllocatedBytesForCurrentThread();
            Counters.DatagramsOut = _batch.Segments;
            Counters.MessagesOut = _batch.Messages;
            Counters.SendsRefused = _batch.Dropped;
            Transports.Tick(time);
            for (var i = _ticking.Count - 1; i >= 0; i--)
            {
                _ticking[i].Tick(time);
            }
        }

        FanOut(time);
        Flush();
    }

    private void Wait()
    {
        var untilTick = (_nextTick - MonotonicClock.Now + 999) / 1000;
        var timeout = Transports.Count == 0 ? IdleWaitMilliseconds : (int)Math.Max(0, untilTick);
        Volatile.Write(ref _isAsleep, 1);
        Interlocked.MemoryBarrier();
        if (!_inbox.IsEmpty || !_commands.IsEmpty || _stopping)
        {
            timeout = 0;
        }

        _epoll.Wait(_ready, timeout);
        Volatile.Write(ref _isAsleep, 0);
        _wakeUp.Drain();
    }

    private void ReceiveAll(int count, long now)
    {
        for (var i = 0; i < count; i++)
        {
            var datagram = _received[i]!;
            _received[i] = null;
            try
            {
                PacketPath.Receive(this, datagram, now);
            }
            finally
            {
                datagram.Release();
            }
        }
    }

    private void TakeMessages(long now)
    {
        for (var i = 0; i < InboxCapacity && _inbox.TryDequeue(out var message); i++)
        {
            try
            {
                switch (message.Kind)
                {
                    case WorkerMessageKind.Packet:
                        message.Shard!.Enqueue(message.Packet);
                        break;
                    case WorkerMessageKind.Arrived:
                        PacketPath.Receive(this, message.Buffer, now);
                        break;
                    case WorkerMessageKind.Datagram:
                        PacketPath.ReceiveHandedOver(this, message.Transport!, message.Buffer, now);
                        break;
                    default:
                        message.Transport!.SendDatagram(message.Buffer.Span[..message.Buffer.Length]);
                        break;
                }
            }
            finally
            {
                message.Buffer.Release();
            }
        }
    }

    private void FanOut(long now)
    {
        foreach (var shard in _pendingShards)
        {
            shard.FanOut(now);
        }

        _pendingShards.Clear();
    }
}
