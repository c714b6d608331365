using System.Collections.Concurrent;
using DiemCau.Media.Interop.Libc;
using DiemCau.Media.Observability;
using DiemCau.Media.Routing;
using DiemCau.Media.Sessions;
using DiemCau.Media.Streams;
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

    private readonly UdpSocket socket;
    private readonly SendBatch batch = new();
    private readonly Epoll epoll = new();
    private readonly EventFd wakeUp = new();
    private readonly BoundedQueue<WorkerMessage> inbox = new(InboxCapacity);
    private readonly ConcurrentQueue<Action<long>> commands = new();
    private readonly PacketBuffer?[] received = new PacketBuffer?[BatchSize];
    private readonly List<ConferenceShard> pendingShards = [];
    private readonly List<ITicking> ticking = [];
    private readonly int[] ready = new int[2];
    private readonly Departures departures;
    private readonly StreamLines streams;
    private readonly ILogger log;
    private readonly Thread thread;
    private long nextTick;
    private int isAsleep;
    private volatile bool stopping;

    public MediaWorker(int index, int port, PacketPool pool, TransportDirectory directory, StreamLines streams, Origins? origins, ILogger log)
    {
        Index = index;
        Pool = pool;
        Directory = directory;
        this.streams = streams;
        this.log = log;
        departures = new Departures(Counters.ForwardingDelay);
        socket = UdpSocket.Bind(null, port, reusePort: true, origins);
        epoll.Add(socket.Handle, SocketToken);
        epoll.Add(wakeUp.Handle, WakeUpToken);
        thread = new Thread(Run) { Name = $"media-{index}", IsBackground = true };
    }

    public int Index { get; }

    public int Port => socket.LocalEndpoint.Port;

    public PacketPool Pool { get; }

    public TransportDirectory Directory { get; }

    /// <summary>The transports that live here, by every address they have proven.</summary>
    public TransportTable Transports { get; } = new();

    public WorkerCounters Counters { get; } = new();

    /// <summary>Messages of other workers that wait here. Any thread.</summary>
    public int InboxDepth => inbox.Count;

    public void Start() => thread.Start();

    /// <summary>Runs an action on this worker's thread, in order, with the current time. Any thread.</summary>
    public void Post(Action<long> command)
    {
        commands.Enqueue(command);
        Wake();
    }

    /// <summary>Hands over a message with its reference. Any thread.</summary>
    /// <returns>False when the worker is too far behind; the caller keeps the reference.</returns>
    public bool TryPost(in WorkerMessage message)
    {
        if (!inbox.TryEnqueue(message))
        {
            return false;
        }

        Wake();
        return true;
    }

    /// <summary>Notes that a conference has packets to fan out at the end of this batch.</summary>
    public void FanOutLater(ConferenceShard shard) => pendingShards.Add(shard);

    /// <summary>Has something looked after on this worker's thread, which is also the only one that calls this.</summary>
    public void AddTicking(ITicking item) => ticking.Add(item);

    public void RemoveTicking(ITicking item) => ticking.Remove(item);

    /// <summary>Room for one datagram; empties the batch into the socket when it is full.</summary>
    public Span<byte> Reserve(int maxLength)
    {
        var room = batch.Reserve(maxLength);
        if (room.IsEmpty)
        {
            Flush();
            room = batch.Reserve(maxLength);
        }

        return room;
    }

    /// <summary>Notes that the packet committed last is on its way through, for the time that it took.</summary>
    public void Forwarded(long arrivedAt) => departures.Add(arrivedAt);

    /// <summary>Sends what was written at the beginning of the room reserved last: with the batch, or by the stream that leads there.</summary>
    public void Commit(in UdpEndpoint to, ReadOnlySpan<byte> datagram)
    {
        if (!to.IsOnStream)
        {
            batch.Commit(to, datagram.Length);
        }
        else if (!streams.TrySend(to, datagram, MonotonicClock.Now))
        {
            Counters.Drop(DropReason.StreamFull);
        }
    }

    public void Dispose()
    {
        stopping = true;
        Wake();
        if (thread.IsAlive)
        {
            thread.Join();
        }

        socket.Dispose();
        batch.Dispose();
        wakeUp.Dispose();
        epoll.Dispose();
    }

    private void Flush()
    {
        batch.Flush(socket);
        if (!departures.IsEmpty)
        {
            departures.Left(MonotonicClock.Now);
        }
    }

    private void Wake()
    {
        if (Interlocked.Exchange(ref isAsleep, 0) == 1)
        {
            wakeUp.Signal();
        }
    }

    private void Run()
    {
        ThreadNiceness.TrySet(Niceness);
        while (!stopping)
        {
            try
            {
                Turn();
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                // A bug must cost one batch, never the conferences of everybody else.
                Counters.Drop(DropReason.WorkerFault);
                MediaLog.WorkerFault(log, Index, fault);
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
            count = socket.Receive(Pool, received, MonotonicClock.Now);
            var now = MonotonicClock.Now;
            ReceiveAll(count, now);
            TakeMessages(now);
            FanOut(now);
            Flush();
            if (now >= nextTick)
            {
                break;
            }
        }
        while (count == BatchSize);

        var time = MonotonicClock.Now;
        while (commands.TryDequeue(out var command))
        {
            command(time);
        }

        if (time >= nextTick)
        {
            nextTick = time + TickMicroseconds;
            Counters.AllocatedBytes = GC.GetAllocatedBytesForCurrentThread();
            Counters.DatagramsOut = batch.Segments;
            Counters.MessagesOut = batch.Messages;
            Counters.SendsRefused = batch.Dropped;
            Transports.Tick(time);
            for (var i = ticking.Count - 1; i >= 0; i--)
            {
                ticking[i].Tick(time);
            }
        }

        FanOut(time);
        Flush();
    }

    private void Wait()
    {
        var untilTick = (nextTick - MonotonicClock.Now + 999) / 1000;
        var timeout = Transports.Count == 0 ? IdleWaitMilliseconds : (int)Math.Max(0, untilTick);
        Volatile.Write(ref isAsleep, 1);
        Interlocked.MemoryBarrier();
        if (!inbox.IsEmpty || !commands.IsEmpty || stopping)
        {
            timeout = 0;
        }

        epoll.Wait(ready, timeout);
        Volatile.Write(ref isAsleep, 0);
        wakeUp.Drain();
    }

    private void ReceiveAll(int count, long now)
    {
        for (var i = 0; i < count; i++)
        {
            var datagram = received[i]!;
            received[i] = null;
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
        for (var i = 0; i < InboxCapacity && inbox.TryDequeue(out var message); i++)
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
        foreach (var shard in pendingShards)
        {
            shard.FanOut(now);
        }

        pendingShards.Clear();
    }
}
