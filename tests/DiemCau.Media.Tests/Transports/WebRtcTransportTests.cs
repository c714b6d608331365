using System.Diagnostics;
using System.Net;
using DiemCau.Media.Dtls;
using DiemCau.Media.Ice;
using DiemCau.Media.Observability;
using DiemCau.Media.Tests.Routing.Direct;
using DiemCau.Media.Transports.WebRtc;
using DiemCau.Media.Udp;
using DiemCau.Media.Workers;
using Microsoft.Extensions.Logging.Abstractions;

namespace DiemCau.Media.Tests.Transports;

public sealed class WebRtcTransportTests : IDisposable
{
    private static readonly PeerAddress Client = new(new IPEndPoint(IPAddress.Loopback, 40_000));

    private readonly DirectConference _conference = new();
    private readonly TransportDirectory _directory = new();
    private readonly FaultLog _faults = new(NullLogger.Instance);
    private readonly DtlsContext _dtls = new(DtlsCertificate.Generate(TimeProvider.System));
    private readonly HandshakeThread _handshake;
    private readonly UdpSocket _socket = UdpSocket.Bind(IPAddress.Loopback, 0, reusePort: false);
    private readonly DatagramOutlet _outlet;
    private readonly TransportTable _table;

    public WebRtcTransportTests()
    {
        _handshake = new HandshakeThread(_conference.Pool, _faults, NullLogger.Instance);
        var worker = _conference.Routing[0].Worker;
        _outlet = new DatagramOutlet(_socket, worker.Counters, new NoTcp());
        _table = new TransportTable(worker, _outlet);
    }

    public void Dispose()
    {
        _conference.Close();
        _handshake.Dispose();
        _outlet.Dispose();
        _socket.Dispose();
        _dtls.Dispose();
        _conference.Dispose();
    }

    /// <summary>A worker that waited for the thread would hold up every packet of everybody on it.</summary>
    [Fact]
    public void Ending_never_waits_however_much_the_handshake_thread_has_to_do()
    {
        var busy = new HandshakeThread(_conference.Pool, _faults, NullLogger.Instance);
        var transport = New(busy);
        for (var i = 0; i < 5_000; i++)
        {
            var datagram = _conference.Pool.Rent();
            datagram.Length = 20;
            busy.Receive(transport, datagram);
            datagram.Release();
        }

        var others = Enumerable.Range(0, 20).Select(_ => New(busy)).ToList();
        var started = Stopwatch.GetTimestamp();
        others.ForEach(other => other.CloseSoon());
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromMilliseconds(200), $"{Stopwatch.GetElapsedTime(started)}");

        busy.Start();
        busy.Dispose();
        Assert.All(others, other => Assert.True(other.IsDtlsDisposed));
        Assert.Equal(0, _conference.Pool.Outstanding);
    }

    /// <summary>Either a check adopts it or it has ended; never both.</summary>
    [Fact]
    public async Task Whoever_closes_it_while_its_first_check_comes_leaves_no_zombie()
    {
        for (var i = 0; i < 200; i++)
        {
            var transport = New();
            using var start = new Barrier(2);
            var closing = Task.Run(() =>
            {
                start.SignalAndWait();
                transport.CloseSoon();
            });
            start.SignalAndWait();
            Check(transport);
            await closing;
            _conference.Turn();

            Assert.Equal(TransportState.Closed, transport.State);
            Assert.Equal((0, 0), (_conference.Routing[0].Worker.Residents, _directory.Count));
            Assert.Null(_table.Find(Client));
        }
    }

    [Fact]
    public void A_check_after_the_end_adopts_nothing()
    {
        var transport = New();
        transport.CloseSoon();
        Check(transport);
        Assert.Equal(0, _conference.Routing[0].Worker.Residents);
        Assert.Null(transport.Owner);
    }

    [Fact]
    public void What_no_check_reaches_ends_in_time_and_what_one_reached_lives_on()
    {
        var (unreached, reached) = (New(), New());
        Check(reached);
        _directory.Tick(_conference.Now + 31_000_000);
        Assert.Equal((TransportState.Closed, TransportState.Connecting), (unreached.State, reached.State));
    }

    private WebRtcTransport New(HandshakeThread? handshake = null)
    {
        var id = Guid.NewGuid();
        Assert.True(_conference.Conference.TrySeat(id, _conference.Now));
        var participant = _conference.Conference.Find(id)!;
        var plan = new DirectPlan(Podium: true);
        var agreement = new Agreement("1", IceCredentials.Generate(), 1, plan.Assignments);
        var transport = new WebRtcTransport(
            participant, plan.Session, agreement, plan.Slots, new DtlsSession(_dtls, DtlsRole.Server), _directory, handshake ?? _handshake,
            _conference.Now);
        Assert.True(_conference.Conference.TryAttach(participant, transport));
        return transport;
    }

    private void Check(WebRtcTransport transport)
    {
        var client = new IceClient(new IceCredentials("ufrag", "password-of-22-characters"), transport.Agreement.Local);
        Span<byte> check = stackalloc byte[IceClient.MaximumRequest];
        Assert.True(client.TryTakeRequest(_conference.Now, check, out var length));
        Assert.True(StunMessage.TryParse(check[..length], out var message));
        transport.HandleCheck(_table, message, Client, _conference.Now);
    }

    private sealed class NoTcp : ITcpOutlet
    {
        public bool TrySend(in PeerAddress to, ReadOnlySpan<byte> datagram, long now) => false;
    }
}
