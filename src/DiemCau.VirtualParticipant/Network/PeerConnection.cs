using System.Net;
using DiemCau.Media.Negotiation;
using DiemCau.Media.Udp;
using DiemCau.VirtualParticipant.Session;

namespace DiemCau.VirtualParticipant.Network;

/// <summary>The connection to the server could not be made, and why.</summary>
public sealed class PeerConnectionException(string message) : Exception(message);

/// <summary>A peer session with a socket of its own, served by a loop.</summary>
internal sealed class PeerConnection : IAsyncDisposable
{
    private readonly PeerLoop _loop;
    private readonly SocketOutbox _outbox;
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _token;
    private bool _disposed;

    public PeerConnection(PeerLoop loop, PeerIdentity identity, PeerPlan plan, int seed)
    {
        _loop = loop;
        _outbox = new SocketOutbox(loop.Batch);
        Session = new PeerSession(plan, identity.Context, identity.Certificate, _outbox, seed);
    }

    /// <summary>To be touched on the loop's thread only, except the offer and its lines.</summary>
    public PeerSession Session { get; }

    public UdpSocket Socket => _outbox.Socket!;

    /// <summary>Completes when media no longer flows: closed by either side, or the server is silent.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Completes when the first media can flow.</summary>
    /// <param name="answerSdp">The server's answer to <see cref="PeerSession.Offer"/>.</param>
    /// <param name="via">A relay in front of the server's media port; null: the address in the answer.</param>
    /// <exception cref="PeerConnectionException">The answer cannot be used, or the server does not authenticate.</exception>
    public async Task ConnectAsync(string answerSdp, IPEndPoint? via, CancellationToken cancel)
    {
        if (!SdpDescription.TryParse(answerSdp, out var answer))
        {
            throw new PeerConnectionException("The answer is not SDP");
        }

        var server = via ?? answer.Media.SelectMany(line => line.Candidates)
            .Where(candidate => candidate.Transport == "udp")
            .OrderByDescending(candidate => candidate.Priority)
            .FirstOrDefault()?.EndPoint ?? throw new PeerConnectionException("The answer has no UDP candidate");
        await _loop.RunAsync(() =>
        {
            if (!Session.SetAnswer(answer))
            {
                throw new PeerConnectionException("The answer has no ICE credentials or fingerprint");
            }

            var any = server.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any;
            _outbox.Open(UdpSocket.Bind(IPAddress.IsLoopback(server.Address) ? server.Address : any, 0, reusePort: false), server);
            _token = _loop.Attach(this);
            return true;
        });
        await _connected.Task.WaitAsync(cancel);
    }

    /// <summary>Asks or tells the session something, on its thread.</summary>
    public Task<T> AskAsync<T>(Func<PeerSession, T> question) => _loop.RunAsync(() => question(Session));

    /// <summary>Goes on from another socket, as a client whose network has changed.</summary>
    public Task MoveAsync() => _loop.RunAsync(() =>
    {
        _loop.Detach(_token);
        var before = Socket;
        _outbox.Reopen(UdpSocket.Bind(before.LocalEndpoint.ToIPEndPoint().Address, 0, reusePort: false));
        before.Dispose();
        _token = _loop.Attach(this);
        Session.AddressChanged();
        return true;
    });

    /// <summary>Sends packets that no honest client sends, under this session's keys.</summary>
    /// <param name="packets">Plain RTP, with the length of the header of each.</param>
    public Task ForgeAsync(IReadOnlyList<(byte[] Packet, int HeaderLength)> packets) => _loop.RunAsync(() =>
    {
        foreach (var (packet, headerLength) in packets)
        {
            Session.SendForged(packet, headerLength);
        }

        _outbox.Flush();
        return true;
    });

    /// <summary>On the loop's thread.</summary>
    public void Drive(long now)
    {
        Session.Drive(now);
        _outbox.Flush();
        Notice();
    }

    /// <summary>On the loop's thread.</summary>
    public void AfterReceive()
    {
        _outbox.Flush();
        Notice();
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        await _loop.RunAsync(() =>
        {
            if (_token != 0)
            {
                Session.Close();
                _outbox.Flush();
                _loop.Detach(_token);
                Socket.Dispose();
            }

            Session.Dispose();
            return true;
        });
        _connected.TrySetException(new PeerConnectionException("The connection was closed"));
        _ = _connected.Task.Exception; // nobody may be waiting for it any more
        _ended.TrySetResult();
    }

    private void Notice()
    {
        switch (Session.State)
        {
            case PeerState.Connected:
                _connected.TrySetResult();
                break;
            case PeerState.Failed:
                _connected.TrySetException(new PeerConnectionException("The server did not authenticate or fell silent"));
                _ended.TrySetResult();
                break;
            case PeerState.Closed:
                _ended.TrySetResult();
                break;
        }
    }

    private sealed class SocketOutbox(SendBatch batch) : Outbox
    {
        private PeerAddress _server;

        public UdpSocket? Socket { get; private set; }

        public void Open(UdpSocket socket, IPEndPoint server)
        {
            Socket = socket;
            _server = new PeerAddress(server);
        }

        public void Reopen(UdpSocket socket) => Socket = socket;

        public override Span<byte> Reserve(int maximumLength)
        {
            var place = batch.Reserve(maximumLength);
            if (place.IsEmpty)
            {
                Flush();
                place = batch.Reserve(maximumLength);
            }

            return place;
        }

        public override void Commit(int length) => batch.Commit(_server, length);

        public void Flush()
        {
            if (!batch.IsEmpty)
            {
                batch.Flush(Socket!);
            }
        }
    }
}
