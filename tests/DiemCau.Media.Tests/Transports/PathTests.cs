using System.Net;
using System.Net.Sockets;
using DiemCau.Media.Routing;
using DiemCau.Media.Tests.Routing.Direct;
using DiemCau.Media.Udp;

namespace DiemCau.Media.Tests.Transports;

/// <summary>By which way and from where a client is reached, which is whose line it uses.</summary>
public sealed class PathTests : IDisposable
{
    private readonly WebRtcWorker _server = new();
    private readonly Socket _wired = WebRtcWorker.Address();
    private readonly Socket _wireless = WebRtcWorker.Address("127.0.0.2");

    public void Dispose()
    {
        _server.Dispose();
        _wired.Dispose();
        _wireless.Dispose();
    }

    [Fact]
    public void It_is_told_once_the_client_is_known_to_receive_there()
    {
        var client = _server.Join(new DirectPlan(Podium: true));
        _server.Check(client, _wired);
        Assert.Empty(_server.Conference.Told.Paths); // a check may say that it is from anywhere
        _server.Answer(client, _wired);
        _server.Secure(client);
        _server.Check(client, _wired);
        _server.Pass(3_000);

        Assert.Equal([(client.Participant.Id, MediaWay.Udp, IPAddress.Loopback)], _server.Conference.Told.Paths);
    }

    [Fact]
    public void It_is_told_again_when_the_client_moves_to_another_network_and_back()
    {
        var client = _server.Join(new DirectPlan(Podium: true));
        foreach (var network in new[] { _wired, _wireless })
        {
            _server.Check(client, network);
            _server.Answer(client, network);
        }

        _server.Check(client, _wired);
        Assert.Equal(["127.0.0.1", "127.0.0.2", "127.0.0.1"], _server.Conference.Told.Paths.Select(told => told.Address!.ToString()));
    }

    [Fact]
    public void Another_port_of_the_same_address_is_nothing_new()
    {
        using var rebound = WebRtcWorker.Address();
        var client = _server.Join(new DirectPlan(Podium: true));
        foreach (var binding in new[] { _wired, rebound })
        {
            _server.Check(client, binding);
            _server.Answer(client, binding);
        }

        Assert.Single(_server.Conference.Told.Paths);
    }

    [Fact]
    public void Behind_the_relay_there_is_no_address()
    {
        var tcp = new PeerAddress(IPEndPoint.Parse("203.0.113.7:50000")).OnTcp(3);
        var relayed = new PeerAddress(IPEndPoint.Parse("198.18.0.3:49152")).OnTcp(3);
        Assert.Equal(new MediaPath(MediaWay.Tcp, IPAddress.Parse("203.0.113.7")), MediaPath.Of(tcp));
        Assert.Equal(new MediaPath(MediaWay.Turn, null), MediaPath.Of(relayed));
    }
}
