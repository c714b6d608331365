using System.Collections.Concurrent;
using DiemCau.Media.Dtls;
using DiemCau.Media.Observability;
using DiemCau.Media.Udp;
using DiemCau.Media.Workers;
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
    private readonly List<WebRtcTransport> _handshaking = [];
    private readonly PacketPool _pool;
    private readonly ILogger _log;
    private readonly Thread _thread;

    public HandshakeThread(PacketPool pool, ILogger log)
    {
        _pool = pool;
        _log = log;
        _thread = new Thread(Run) { Name = "media-dtls", IsBackground = true };
    }

    public HandshakeCounters Counters { get; } = new();

    /// <summary>Datagrams that wait to be handled. Any thread.</summary>
    public int Waiting => _queue.Count;

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

    /// <summary>Says goodbye to the peer and frees the session.</summary>
    public void End(WebRtcTransport transport)
    {
        if (!_queue.IsAddingCompleted)
        {
            _queue.TryAdd(new Work(transport, null), LongestWaitMilliseconds);
        }
    }

    public void Dispose()
    {
        _queue.CompleteAdding();
        if (_thread.IsAlive)
        {
            _thread.Join();
        }

        _queue.Dispose();
    }

    private void Run()
    {
        while (!_queue.IsCompleted)
        {
            if (_queue.TryTake(out var work, MillisecondsUntilTimeout()))
            {
                try
                {
                    Handle(work);
                }
                catch (Exception fault) when (fault is not OutOfMemoryException)
                {
                    MediaLog.WorkerFault(_log, -1, fault);
                    _handshaking.Remove(work.Transport);
                    work.Transport.FailHandshake();
                }
            }

            RepeatLostFlights();
            Counters.HalfOpen = _handshaking.Count;
        }
    }

    private void Handle(Work work)
    {
        var (transport, datagram) = work;
        var session = transport.Dtls;
        if (datagram is null)
        {
            _handshaking.Remove(transport);
            session.Close();
            SendAll(transport);
            session.Dispose();
            transport.IsDtlsDisposed = true;
            return;
        }

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

            transport.Dtls.HandleTimeout();
            SendAll(transport);
            if (transport.Dtls.State != DtlsState.Handshaking)
            {
                // A dozen repeats and no answer: nobody is there any more.
                _handshaking.RemoveAt(i);
                Fail(transport, "no answer");
            }
        }
    }

    private void SendAll(WebRtcTransport transport)
    {
        while (transport.Owner is { } owner)
        {
            var buffer = _pool.Rent();
            if (!transport.Dtls.TryTakeDatagram(buffer.Writable, out var length))
            {
                buffer.Release();
                return;
            }

            buffer.Length = length;
            if (!owner.TryPost(new WorkerMessage(WorkerMessageKind.Outgoing, buffer, transport)))
            {
                buffer.Release();
            }
        }
    }

    private readonly record struct Work(WebRtcTransport Transport, PacketBuffer? Datagram);

    private readonly ref struct OwnedBuffer(PacketBuffer buffer)
    {
        public void Dispose() => buffer.Release();
    }
}
