using DiemCau.Media.Interop.Libc;
using DiemCau.Media.Observability;
using DiemCau.Media.Udp;

namespace DiemCau.Media.Workers;

/// <summary>
/// One thread with its own socket on the media port, which turns a <see cref="Worker"/>: receive a batch, take messages, send what came of
/// it, run commands, and look after everything every ten milliseconds.
/// </summary>
internal sealed class WorkerThread : IDisposable
{
    private const int BatchSize = 64;
    private const int TickMicroseconds = 10_000;
    private const int IdleWaitMilliseconds = 500;

    /// <summary>Packets wait for nobody who writes minutes or draws pages on the same machine.</summary>
    private const int Niceness = -10;

    private const int SocketToken = 0;
    private const int WakeUpToken = 1;

    private readonly Epoll _epoll = new();
    private readonly EventFd _wakeUp = new();
    private readonly PacketBuffer?[] _received = new PacketBuffer?[BatchSize];
    private readonly int[] _ready = new int[2];
    private readonly UdpSocket _socket;
    private readonly PacketPool _pool;
    private readonly Thread _thread;
    private IDatagramPath? _path;
    private long _nextTick;
    private int _isAsleep;
    private volatile bool _stopping;

    public WorkerThread(Worker worker, int port, PacketPool pool, ITcpOutlet tcp, LocalAddresses? localAddresses)
    {
        Worker = worker;
        _pool = pool;
        _socket = UdpSocket.Bind(null, port, reusePort: true, localAddresses);
        Outlet = new DatagramOutlet(_socket, worker.Counters, tcp);
        _epoll.Add(_socket.Handle, SocketToken);
        _epoll.Add(_wakeUp.Handle, WakeUpToken, onceForEachSignal: true);
        _thread = new Thread(Run) { Name = $"media-{worker.Index}", IsBackground = true };
        worker.WakeBy(Wake);
    }

    public Worker Worker { get; }

    public DatagramOutlet Outlet { get; }

    public int Port => _socket.LocalEndpoint.Port;

    private IDatagramPath Path => _path ?? throw new InvalidOperationException("The worker's thread has not been started.");

    public void Start(IDatagramPath path)
    {
        _path = path;
        _thread.Start();
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
        Outlet.Dispose();
        _wakeUp.Dispose();
        _epoll.Dispose();
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
            catch (Exception fault) when (FaultLog.IsContained(fault))
            {
                Worker.Report(FaultyPart.Turn, fault);
            }
        }

        Path.Close(MonotonicClock.Now);
        Outlet.Flush();
    }

    private void Turn()
    {
        var hasDatagrams = Wait();
        int count;
        do
        {
            count = hasDatagrams ? _socket.Receive(_pool, _received, MonotonicClock.Now) : 0;
            var now = MonotonicClock.Now;
            ReceiveAll(count, now);
            Worker.TakeMail(now);
            Path.Send(now);
            Outlet.Flush();
            if (now >= _nextTick)
            {
                break;
            }
        }
        while (count == BatchSize);

        var time = MonotonicClock.Now;
        Worker.RunCommands(time);
        if (time >= _nextTick)
        {
            _nextTick = time + TickMicroseconds;
            Worker.Counters.AllocatedBytes = GC.GetAllocatedBytesForCurrentThread();
            Outlet.Count();
            Worker.Tick(time);
        }

        Path.Send(time);
        Outlet.Flush();
    }

    /// <returns>Whether the socket has something.</returns>
    private bool Wait()
    {
        var untilTick = (Math.Min(_nextTick, Path.SendsAgainAt) - MonotonicClock.Now + 999) / 1000;
        var timeout = Worker.Residents == 0 ? IdleWaitMilliseconds : (int)Math.Max(0, untilTick);
        Volatile.Write(ref _isAsleep, 1);
        Interlocked.MemoryBarrier();
        if (Worker.HasMail || _stopping)
        {
            timeout = 0;
        }

        var ready = _epoll.Wait(_ready, timeout);
        Volatile.Write(ref _isAsleep, 0);
        return _ready.AsSpan(0, ready).Contains(SocketToken);
    }

    private void ReceiveAll(int count, long now)
    {
        for (var i = 0; i < count; i++)
        {
            var datagram = _received[i]!;
            _received[i] = null;
            try
            {
                Path.Receive(datagram, now);
            }
            catch (Exception fault) when (FaultLog.IsContained(fault))
            {
                Worker.Report(FaultyPart.Packet, fault);
            }
            finally
            {
                datagram.Release();
            }
        }
    }
}
