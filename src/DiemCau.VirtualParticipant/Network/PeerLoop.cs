using System.Collections.Concurrent;
using DiemCau.Media.Interop.Libc;
using DiemCau.Media.Udp;

namespace DiemCau.VirtualParticipant.Network;

/// <summary>One thread that moves the datagrams and timers of many peer connections. Their sessions are touched by it alone.</summary>
internal sealed class PeerLoop : IDisposable
{
    private const int WakeUp = 0;
    private const int LongestWait = 20;

    private readonly Epoll _epoll = new();
    private readonly EventFd _wakeUp = new();
    private readonly CoalescedReader _reader = new(TimeProvider.System);
    private readonly SendBatch _batch = new();
    private readonly ConcurrentQueue<Action> _commands = new();
    private readonly Dictionary<int, PeerConnection> _connections = [];
    private readonly Thread _thread;
    private readonly int _nice;
    private volatile bool _stopping;
    private int _lastToken = WakeUp;

    /// <param name="nice">Of its thread: 0 is like all others, 19 leaves the processor to everybody else.</param>
    public PeerLoop(string name, int nice)
    {
        _nice = nice;
        _epoll.Add(_wakeUp.Handle, WakeUp);
        _thread = new Thread(Run) { Name = name, IsBackground = true };
        _thread.Start();
    }

    public SendBatch Batch => _batch;

    /// <summary>Runs something on the loop's thread.</summary>
    public Task<T> RunAsync<T>(Func<T> action)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _commands.Enqueue(() =>
        {
            try
            {
                done.SetResult(action());
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        });
        _wakeUp.Signal();
        return done.Task;
    }

    /// <summary>On the loop's thread.</summary>
    /// <returns>The token to detach with.</returns>
    public int Attach(PeerConnection connection)
    {
        var token = ++_lastToken;
        _connections[token] = connection;
        connection.Socket.TryCoalesce();
        _epoll.Add(connection.Socket.Handle, token);
        return token;
    }

    /// <summary>On the loop's thread.</summary>
    public void Detach(int token)
    {
        if (_connections.Remove(token, out var connection))
        {
            _epoll.Remove(connection.Socket.Handle);
        }
    }

    public void Dispose()
    {
        _stopping = true;
        _wakeUp.Signal();
        _thread.Join();
        _batch.Dispose();
        _epoll.Dispose();
        _wakeUp.Dispose();
        _reader.Dispose();
    }

    private void Run()
    {
        ThreadNiceness.TrySet(_nice);
        Span<int> ready = stackalloc int[64];
        while (!_stopping)
        {
            var count = _epoll.Wait(ready, MillisecondsToWait(PeerClock.Now));
            foreach (var token in ready[..count])
            {
                if (token == WakeUp)
                {
                    _wakeUp.Drain();
                }
                else if (_connections.TryGetValue(token, out var connection))
                {
                    Receive(connection);
                }
            }

            while (_commands.TryDequeue(out var command))
            {
                command();
            }

            var now = PeerClock.Now;
            foreach (var connection in _connections.Values)
            {
                if (connection.Session.NextAt <= now)
                {
                    // Read anew for each: driving hundreds of peers takes milliseconds, which must not look like the network's delay.
                    connection.Drive(PeerClock.Now);
                }
            }
        }
    }

    /// <summary>What waits here for its turn has arrived: its delay is the network's and the server's, not this thread's.</summary>
    private void Receive(PeerConnection connection)
    {
        bool more;
        do
        {
            more = _reader.Receive(connection.Socket);
            while (_reader.TryRead(out var datagram, out var arrivedAt))
            {
                connection.Session.Handle(datagram, arrivedAt);
            }
        }
        while (more);
        connection.AfterReceive();
    }

    private int MillisecondsToWait(long now)
    {
        var next = long.MaxValue;
        foreach (var connection in _connections.Values)
        {
            next = Math.Min(next, connection.Session.NextAt);
        }

        return next <= now ? 0 : (int)Math.Min(LongestWait, (next - now + 999) / 1000);
    }
}
