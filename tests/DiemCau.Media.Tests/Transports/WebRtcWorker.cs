using System.Net;
using System.Net.Sockets;
using DiemCau.Media.Dtls;
using DiemCau.Media.Ice;
using DiemCau.Media.Observability;
using DiemCau.Media.Srtp;
using DiemCau.Media.Tests.Routing.Direct;
using DiemCau.Media.Transports.WebRtc;
using DiemCau.Media.Udp;
using DiemCau.Media.Workers;
using Microsoft.Extensions.Logging.Abstractions;

namespace DiemCau.Media.Tests.Transports;

/// <summary>A worker with WebRTC transports, turned by hand under the clock of its conference; only the handshake has a thread and its own time.</summary>
internal sealed class WebRtcWorker : IDisposable
{
    public static readonly IceCredentials Client = new("ufrag", "password-of-22-characters");

    private readonly TransportDirectory _directory = new();
    private readonly DtlsContext _dtls = new(DtlsCertificate.Generate(TimeProvider.System));
    private readonly HandshakeThread _handshake;
    private readonly UdpSocket _socket = UdpSocket.Bind(IPAddress.Loopback, 0, reusePort: false);
    private readonly DatagramOutlet _outlet;
    private readonly TransportTable _table;
    private readonly PacketPath _path;

    public WebRtcWorker()
    {
        _handshake = new HandshakeThread(Conference.Pool, new FaultLog(NullLogger.Instance), NullLogger.Instance);
        _handshake.Start();
        var worker = Conference.Routing[0].Worker;
        _outlet = new DatagramOutlet(_socket, worker.Counters, new NoTcp());
        _table = new TransportTable(worker, _outlet);
        _path = new PacketPath(_table, _directory, Conference.Routing[0]);
    }

    public DirectConference Conference { get; } = new();

    public WebRtcTransport Join(DirectPlan plan, DtlsRole setup = DtlsRole.Server)
    {
        var id = Guid.NewGuid();
        Assert.True(Conference.Conference.TrySeat(id, Conference.Now));
        var participant = Conference.Conference.Find(id)!;
        var agreement = new Agreement("1", IceCredentials.Generate(), 1, plan.Assignments);
        var session = plan.Session with { RemoteUfrag = Client.Ufrag, RemotePwd = Client.Password, LocalSetup = setup };
        var transport = new WebRtcTransport(
            participant, session, agreement, plan.Slots, new DtlsSession(_dtls, setup), _directory, _handshake, Conference.Now);
        Assert.True(Conference.Conference.TryAttach(participant, transport));
        return transport;
    }

    /// <summary>A datagram whose source says that it is from there.</summary>
    public void Receive(ReadOnlySpan<byte> datagram, Socket from)
    {
        var buffer = Conference.Pool.Rent();
        datagram.CopyTo(buffer.Writable);
        buffer.Length = datagram.Length;
        buffer.From = new PeerAddress((IPEndPoint)from.LocalEndPoint!);
        buffer.ReceivedAt = Conference.Now;
        _path.Receive(buffer, Conference.Now);
        buffer.Release();
        Turn();
    }

    /// <summary>A check that nominates; nobody has to be at its source.</summary>
    public void Check(WebRtcTransport transport, Socket from)
    {
        Span<byte> check = stackalloc byte[IceClient.MaximumRequest];
        Assert.True(new IceClient(Client, transport.Agreement.Local).TryTakeRequest(Conference.Now, check, out var length));
        Receive(check[..length], from);
    }

    /// <summary>Answers the check that has come there.</summary>
    public void Answer(WebRtcTransport transport, Socket at)
    {
        var request = Take(at).Last(datagram => StunMessage.TryParse(datagram, out var read) && read.Class == StunClass.Request);
        Assert.True(StunMessage.TryParse(request, out var message));
        Span<byte> answer = stackalloc byte[IceAgent.MaximumResponse];
        Assert.True(new IceClient(Client, transport.Agreement.Local).TryAnswer(message, default, answer, out var length));
        Receive(answer[..length], at);
    }

    /// <summary>The end of a handshake that some test is not about.</summary>
    public SrtpKeys Secure(WebRtcTransport transport)
    {
        var keys = new SrtpKeys(SrtpProfile.AeadAes128Gcm, new byte[16], new byte[12], new byte[16], new byte[12]);
        transport.CompleteHandshake(keys);
        Turn();
        return keys;
    }

    public void Pass(int milliseconds)
    {
        for (var step = 0; step < milliseconds; step += 50)
        {
            Conference.Pass(50);
            _outlet.Flush();
        }
    }

    public void Turn()
    {
        Conference.Turn();
        _outlet.Flush();
    }

    /// <summary>What has come to an address.</summary>
    public static List<byte[]> Take(Socket at)
    {
        var taken = new List<byte[]>();
        var room = new byte[2_048];
        while (at.Available > 0)
        {
            taken.Add(room[..at.Receive(room)]);
        }

        return taken;
    }

    public static Socket Address(string of = "127.0.0.1")
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveBufferSize = 1 << 20 };
        socket.Bind(new IPEndPoint(IPAddress.Parse(of), 0));
        return socket;
    }

    public void Dispose()
    {
        Conference.Close();
        _handshake.Dispose();
        Conference.Turn(); // its last words need the socket
        _outlet.Dispose();
        _socket.Dispose();
        _dtls.Dispose();
        Conference.Dispose();
    }

    private sealed class NoTcp : ITcpOutlet
    {
        public bool TrySend(in PeerAddress to, ReadOnlySpan<byte> datagram, long now) => false;
    }
}
