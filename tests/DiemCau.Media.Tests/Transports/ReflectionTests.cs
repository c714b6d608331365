using System.Diagnostics;
using System.Net.Sockets;
using DiemCau.Media.Dtls;
using DiemCau.Media.Rtp;
using DiemCau.Media.Srtp;
using DiemCau.Media.Tests.Routing.Direct;
using DiemCau.Media.Transports.WebRtc;

namespace DiemCau.Media.Tests.Transports;

/// <summary>
/// Somebody who is let in sends requests with another's address as their source. Whoever receives there must not be sent more than it takes
/// to ask whether it wants to.
/// </summary>
public sealed class ReflectionTests : IDisposable
{
    /// <summary>Of the requests and checks to one address: an answer, and five checks of our own.</summary>
    private const int MostStun = 1_200;

    private readonly WebRtcWorker _server = new();
    private readonly Socket _victim = WebRtcWorker.Address();
    private readonly Socket _own = WebRtcWorker.Address();

    public void Dispose()
    {
        _server.Dispose();
        _victim.Dispose();
        _own.Dispose();
    }

    [Fact]
    public void A_meeting_does_not_move_to_an_address_that_answers_nothing()
    {
        var (speaker, watcher) = Watching();
        _server.Check(watcher, _own);
        _server.Answer(watcher, _own);
        _server.Secure(watcher);
        Film(speaker, 40);
        Assert.NotEmpty(Media(_own));

        _server.Check(watcher, _victim);
        Film(speaker, 200);

        var received = WebRtcWorker.Take(_victim);
        Assert.All(received, datagram => Assert.Equal(DatagramKind.Stun, Demultiplexer.Classify(datagram)));
        Assert.InRange(received.Sum(datagram => datagram.Length), 1, MostStun);
        Assert.NotEmpty(Media(_own)); // where it went before it still goes
    }

    [Fact]
    public void It_moves_once_a_check_of_ours_is_answered_from_there()
    {
        var (speaker, watcher) = Watching();
        _server.Check(watcher, _own);
        _server.Answer(watcher, _own);
        _server.Secure(watcher);
        _server.Check(watcher, _victim);
        _server.Answer(watcher, _victim);
        Media(_own);
        Film(speaker, 40);

        Assert.NotEmpty(Media(_victim));
        Assert.Empty(Media(_own));
    }

    [Fact]
    public void Of_a_handshake_an_address_that_answers_nothing_gets_one_flight()
    {
        var watcher = _server.Join(new DirectPlan(Podium: true));
        using var context = new DtlsContext(DtlsCertificate.Generate(TimeProvider.System));
        using var client = new DtlsSession(context, DtlsRole.Client);
        client.Start();
        var hello = new byte[DtlsSession.Mtu];
        Assert.True(client.TryTakeDatagram(hello, out var length));
        _server.Check(watcher, _victim);
        _server.Receive(hello.AsSpan(0, length), _victim);

        // OpenSSL repeats a flight after one, three and seven seconds.
        var datagrams = new List<byte[]>();
        Until(TimeSpan.FromSeconds(4), () =>
        {
            datagrams.AddRange(WebRtcWorker.Take(_victim));
            return false;
        });

        var records = datagrams.Where(datagram => Demultiplexer.Classify(datagram) == DatagramKind.Dtls).Sum(datagram => datagram.Length);
        Assert.InRange(records, 1, 2 * DtlsSession.Mtu);
        Assert.InRange(datagrams.Sum(datagram => datagram.Length) - records, 1, MostStun);
    }

    /// <summary>Encoders that answer no checks get their reports all the same, and their handshake ends.</summary>
    [Fact]
    public void Who_completes_the_handshake_has_read_what_was_sent_there()
    {
        var watcher = _server.Join(new DirectPlan(Podium: true));
        using var context = new DtlsContext(DtlsCertificate.Generate(TimeProvider.System));
        using var client = new DtlsSession(context, DtlsRole.Client);
        _server.Check(watcher, _own);
        client.Start();
        Handshake(client);

        Assert.Equal(DtlsState.Connected, client.State);
        Assert.NotEqual(DtlsState.Handshaking, watcher.Dtls.State);
    }

    /// <summary>It reads the flight where it is, names another's address, and only then completes: nobody has read anything there.</summary>
    [Fact]
    public void Completing_the_handshake_proves_no_address_but_that_of_the_flight()
    {
        var (speaker, watcher) = Watching();
        using var context = new DtlsContext(DtlsCertificate.Generate(TimeProvider.System));
        using var client = new DtlsSession(context, DtlsRole.Client);
        _server.Check(watcher, _own);
        client.Start();
        Complete(client, watcher, afterFlight: () => _server.Check(watcher, _victim));

        Film(speaker, 40);
        AssertAsked(_victim);
    }

    /// <summary>The flight went to the other's address first and then, when that was known to answer, to its own, where it read it.</summary>
    [Fact]
    public void Nor_that_of_a_flight_that_was_sent_elsewhere_too()
    {
        var (speaker, watcher) = Watching();
        using var context = new DtlsContext(DtlsCertificate.Generate(TimeProvider.System));
        using var client = new DtlsSession(context, DtlsRole.Client);
        _server.Check(watcher, _own);
        _server.Check(watcher, _victim);
        client.Start();
        Say(client);
        Until(TimeSpan.FromSeconds(10), () => _victim.Available > 0 && WebRtcWorker.Take(_victim).Exists(datagram => Demultiplexer.Classify(datagram) == DatagramKind.Dtls));
        _server.Check(watcher, _own);
        _server.Answer(watcher, _own);
        Complete(client, watcher, afterFlight: () => _server.Check(watcher, _victim));

        Film(speaker, 40);
        AssertAsked(_victim);
    }

    /// <summary>FFmpeg's WHIP offers to be passive: the server begins.</summary>
    [Fact]
    public void An_encoder_that_waits_for_the_server_to_begin_is_sent_its_hello()
    {
        var watcher = _server.Join(new DirectPlan(Podium: true), DtlsRole.Client);
        using var context = new DtlsContext(DtlsCertificate.Generate(TimeProvider.System));
        using var encoder = new DtlsSession(context, DtlsRole.Server);
        _server.Check(watcher, _own);
        _server.Answer(watcher, _own);
        Handshake(encoder);

        Assert.Equal(DtlsState.Connected, encoder.State);
    }

    /// <summary>Consent is about what the server sends (RFC 7675): media that only the peer can have sent shows as much as a check.</summary>
    [Fact]
    public void An_encoder_that_sends_media_and_no_checks_stays()
    {
        var encoder = _server.Join(new DirectPlan(Sends: true));
        _server.Check(encoder, _own);
        _server.Answer(encoder, _own);
        var keys = _server.Secure(encoder);
        using var protect = new SrtpSender(keys.Profile, keys.RemoteKey, keys.RemoteSalt);
        var camera = new CameraStream(null!, 10, 7);
        for (var second = 0; second < 30; second++)
        {
            Send(camera, protect, _own);
            _server.Pass(1_000);
            Assert.Equal(TransportState.Connected, encoder.State);
        }

        _server.Pass(11_000);
        Assert.Equal(TransportState.Disconnected, encoder.State);
        Send(camera, protect, _own);
        Assert.Equal(TransportState.Connected, encoder.State);
    }

    /// <param name="afterFlight">Done when the client has read the server's flight and not yet answered it.</param>
    private void Complete(DtlsSession client, WebRtcTransport watcher, Action afterFlight)
    {
        var hasRead = false;
        Until(TimeSpan.FromSeconds(20), () =>
        {
            foreach (var datagram in WebRtcWorker.Take(_own).Where(datagram => Demultiplexer.Classify(datagram) == DatagramKind.Dtls))
            {
                client.Handle(datagram);
                if (!hasRead)
                {
                    afterFlight();
                }

                hasRead = true;
            }

            Say(client);
            return watcher.Dtls.State != DtlsState.Handshaking;
        });
        Assert.Equal(DtlsState.Connected, watcher.Dtls.State);
    }

    private void Say(DtlsSession client)
    {
        var room = new byte[DtlsSession.Mtu];
        while (client.TryTakeDatagram(room, out var length))
        {
            _server.Receive(room.AsSpan(0, length), _own);
        }
    }

    /// <summary>It was asked whether it receives there, and sent nothing else.</summary>
    private static void AssertAsked(Socket address)
    {
        var received = WebRtcWorker.Take(address);
        Assert.All(received, datagram => Assert.Equal(DatagramKind.Stun, Demultiplexer.Classify(datagram)));
        Assert.InRange(received.Sum(datagram => datagram.Length), 1, MostStun);
    }

    private void Handshake(DtlsSession client)
    {
        var room = new byte[DtlsSession.Mtu];
        Until(TimeSpan.FromSeconds(10), () =>
        {
            foreach (var datagram in WebRtcWorker.Take(_own).Where(datagram => Demultiplexer.Classify(datagram) == DatagramKind.Dtls))
            {
                client.Handle(datagram);
            }

            while (client.TryTakeDatagram(room, out var length))
            {
                _server.Receive(room.AsSpan(0, length), _own);
            }

            return client.State != DtlsState.Handshaking;
        });
    }

    private void Until(TimeSpan patience, Func<bool> isDone)
    {
        for (var began = Stopwatch.GetTimestamp(); !isDone() && Stopwatch.GetElapsedTime(began) < patience; Thread.Sleep(5))
        {
            _server.Turn();
        }
    }

    private void Send(CameraStream camera, SrtpSender protect, Socket from)
    {
        var packet = camera.Packet(isKey: true, isFirst: true, isLast: true, 200);
        var datagram = new byte[packet.Length + SrtpSender.MaximumOverhead];
        packet.CopyTo(datagram, 0);
        Assert.True(RtpHeader.TryGetLength(packet, out var header));
        _server.Receive(datagram.AsSpan(0, protect.ProtectRtp(datagram, header, packet.Length)), from);
    }

    private (DirectParticipant Speaker, WebRtcTransport Watcher) Watching()
    {
        var speaker = _server.Conference.Join(new DirectPlan(Sends: true));
        var watcher = _server.Join(new DirectPlan(Podium: true));
        _server.Conference.Show(podium: speaker);
        return (speaker, watcher);
    }

    private void Film(DirectParticipant speaker, int pictures)
    {
        var camera = new CameraStream(speaker, (uint)(pictures + 1_000), 7);
        for (var i = 0; i < pictures; i++)
        {
            camera.Picture(isKey: i % 10 == 0);
            _server.Pass(50);
        }
    }

    private static List<byte[]> Media(Socket at) =>
        [.. WebRtcWorker.Take(at).Where(datagram => Demultiplexer.Classify(datagram) == DatagramKind.Rtp)];
}
