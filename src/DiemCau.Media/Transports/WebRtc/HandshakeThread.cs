using System.Collections.Concurrent;
using DiemCau.Media.Dtls;
using DiemCau.Media.Observability;
using DiemCau.Media.Udp;
using Microsoft.Extensions.Logging;

namespace DiemCau.Media.Transports.WebRtc;

/// <summary>
/// Runs every DTLS session, so that a handshake (0.35 ms of arithmetic) never delays a packet. Only transports whose address has been
/// verified get here, and the queue is bounded: a flood waits or is dropped, the conferences go on.
/// </summary>
internal sealed class HandshakeThread : IDisposable
{
    private const int MaxWaiting = 4096;
    private const int LongestWaitMilliseconds = 250;

    private readonly BlockingCollection<Work> _queue = new(MaxWaiting);

    /// <summary>Not bounded, because there are no more of them than transports, and each must be freed.</summary>
    private readonly ConcurrentQueue<WebRtcTransport> _ending = new();
    private readonly List<WebRtcTransport> _handshaking = [];
    private readonly PacketPool _pool;
    private readonly FaultLog _faults;
    private readonly ILogger _log;
    private readonly Thread _thread;

    public HandshakeThread(PacketPool pool, FaultLog faults, ILogger log)
    {
        _pool = pool;
        _faults = faults;
        _log = log;
        _thread = new Thread(Run) { Name = "media-dtls", IsBackground = true };
    }

    public HandshakeCounters Counters { get; } = new();

    /// <summary>Datagrams and sessions that wait to be handled. Any thread.</summary>
    public int Waiting => _queue.Count + _ending.Count;

    public void Start() => _thread.Start();

    /// <summary>Called by the transport's worker.</summary>
    public void Receive(WebRtcTransport transport, PacketBuffer datagram)
    {
        datagram.AddReference();
        if (!_queue.TryAdd(new Work(transport, datagram)))
        {
            datagram.Release();
            transport.Owner?.Counters.Drop(DropReason.HandshakeQueueFull);
        }
    }

    /// <summary>The client waits for us to begin. Called by the transport's worker.</summary>
    public void Start(WebRtcTransport transport) => _queue.TryAdd(new Work(transport, null));

    /// <summary>Says goodbye to the peer and frees the session, soon. Any thread; it never waits.</summary>
    public void End(WebRtcTransport transport)
    {
        _ending.Enqueue(transport);
        try
        {
            _queue.TryAdd(default); // wakes the thread up; when there is no room it is awake
        }
        catch (InvalidOperationException)
        {
            // The engine ends: what is in the queue is still looked at.
        }
    }

    public void Dispose()
    {
        _queue.CompleteAdding();
        if (_thread.IsAlive)
        {
            _thread.Join();
        }

        EndAll();
        _queue.Dispose();
    }

    private void Run()
    {
        while (!_queue.IsCompleted)
        {
            if (_queue.TryTake(out var work, MillisecondsUntilTimeout()))
            {
                if (work.Transport is { } transport)
                {
                    Attempt(transport, () => Do(transport, work.Datagram));
                }
            }

            EndAll();
            RepeatLostFlights();
            Counters.HalfOpen = _handshaking.Count;
        }
    }

    /// <summary>A fault costs the one transport its session.</summary>
    private void Attempt(WebRtcTransport transport, Action handle)
    {
        try
        {
            handle();
        }
        catch (Exception fault) when (FaultLog.IsContained(fault))
        {
            _faults.Report(FaultyPart.Handshake, -1, fault);
            _handshaking.Remove(transport);
            transport.FailHandshake();
        }
    }

    private void EndAll()
    {
        while (_ending.TryDequeue(out var transport))
        {
            Attempt(transport, () => Goodbye(transport));
        }
    }

    private void Goodbye(WebRtcTransport transport)
    {
        if (transport.IsDtlsDisposed)
        {
            return;
        }

        transport.IsDtlsDisposed = true;
        _handshaking.Remove(transport);
        try
        {
            transport.Dtls.Close();
            SendAll(transport);
        }
        finally
        {
            transport.Dtls.Dispose();
        }
    }

    private void Do(WebRtcTransport transport, PacketBuffer? datagram)
    {
        if (datagram is not null)
        {
            Handle(transport, datagram);
        }
        else if (!transport.IsDtlsDisposed)
        {
            transport.Dtls.Start();
            SendAll(transport);
            _handshaking.Add(transport);
        }
    }

    private void Handle(WebRtcTransport transport, PacketBuffer datagram)
    {
        var session = transport.Dtls;
        using var owned = new OwnedBuffer(datagram);
        if (transport.IsDtlsDisposed)
        {
            return;
        }

        var before = session.State;
        session.Handle(datagram.Span);
        SendAll(transport);
        if (before != DtlsState.Handshaking)
        {
            if (before == DtlsState.Connected && session.State is DtlsState.Closed or DtlsState.Failed)
            {
                transport.PeerClosed();
            }

            return;
        }

        switch (session.State)
        {
            case DtlsState.Handshaking:
                if (!_handshaking.Contains(transport))
                {
                    _handshaking.Add(transport);
                }

                break;
            case DtlsState.Connected:
                _handshaking.Remove(transport);
                if (session.PeerHasFingerprint(transport.RemoteFingerprint.Algorithm, ColonHex(transport.RemoteFingerprint.Digest.Span)))
                {
                    Counters.CountCompleted();
                    transport.CompleteHandshake(session.ExportKeys());
                }
                else
                {
                    Fail(transport, "fingerprint differs");
                }

                break;
            default:
                _handshaking.Remove(transport);
                Fail(transport, session.State.ToString());
                break;
        }
    }

    private void Fail(WebRtcTransport transport, string reason)
    {
        Counters.CountFailed();
        MediaLog.HandshakeFailed(_log, reason);
        transport.FailHandshake();
    }

    /// <summary>As a=fingerprint writes it.</summary>
    private static string ColonHex(ReadOnlySpan<byte> digest) => BitConverter.ToString(digest.ToArray()).Replace('-', ':');

    private int MillisecondsUntilTimeout()
    {
        if (_handshaking.Count == 0)
        {
            return Timeout.Infinite;
        }

        long wait = LongestWaitMilliseconds * 1000;
        foreach (var transport in _handshaking)
        {
            wait = Math.Min(wait, transport.Dtls.MicrosecondsUntilTimeout ?? wait);
        }

        return (int)Math.Max(0, wait / 1000);
    }

    private void RepeatLostFlights()
    {
        for (var i = _handshaking.Count - 1; i >= 0; i--)
        {
            var transport = _handshaking[i];
            if (transport.Dtls.MicrosecondsUntilTimeout is not <= 0)
            {
                continue;
            }

            Attempt(transport, () => Repeat(transport));
        }
    }

    private void Repeat(WebRtcTransport transport)
    {
        transport.Dtls.HandleTimeout();
        SendAll(transport);
        if (transport.Dtls.State != DtlsState.Handshaking)
        {
            // A dozen repeats and no answer: nobody is there any more.
            _handshaking.Remove(transport);
            Fail(transport, "no answer");
        }
    }

    private void SendAll(WebRtcTransport transport)
    {
        var kind = transport.Dtls.State == DtlsState.Connected ? DatagramMessageKind.Completed
            : transport.HasSentFlight ? DatagramMessageKind.Outgoing
            : DatagramMessageKind.FirstFlight;
        while (transport.Table is { } table)
        {
            var buffer = _pool.Rent();
            if (!transport.Dtls.TryTakeDatagram(buffer.Writable, out var length))
            {
                buffer.Release();
                return;
            }

            transport.HasSentFlight = true;
            buffer.Length = length;
            if (!table.TryPost(new DatagramMessage(kind, buffer, transport)))
            {
                buffer.Release();
            }
        }
    }

    private readonly record struct Work(WebRtcTransport? Transport, PacketBuffer? Datagram);

    private readonly ref struct OwnedBuffer(PacketBuffer buffer)
    {
        public void Dispose() => buffer.Release();
    }
}
