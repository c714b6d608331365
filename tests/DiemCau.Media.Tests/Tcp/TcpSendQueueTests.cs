using DiemCau.Media.Tcp;
using DiemCau.Media.Udp;

namespace DiemCau.Media.Tests.Tcp;

public sealed class TcpSendQueueTests : IDisposable
{
    private static readonly PeerAddress To = new PeerAddress([192, 0, 2, 1], 5000).OnTcp(7);
    private static readonly byte[] Picture = new byte[1100];
    private static readonly byte[] Voice = new byte[120];

    private readonly PacketPool _pool = new();
    private readonly TcpSendQueue _line;

    public TcpSendQueueTests() => _line = new TcpSendQueue(7, _pool);

    public void Dispose()
    {
        _line.Close();
        Assert.Equal(0, _pool.Outstanding);
        _pool.Dispose();
    }

    [Fact]
    public void A_line_that_does_not_move_still_takes_voices_when_it_takes_no_pictures()
    {
        var pictures = 0;
        while (_line.TrySend(To, Picture, now: 0))
        {
            pictures++;
        }

        var voices = 0;
        while (_line.TrySend(To, Voice, now: 0))
        {
            voices++;
        }

        Assert.Equal((192, 64), (pictures, voices));
    }

    [Theory]
    [InlineData(1100, 300_000, false)]
    [InlineData(1100, 300_001, true)]
    [InlineData(120, 1_000_000, false)]
    [InlineData(120, 1_000_001, true)]
    public void Pictures_are_late_sooner_than_voices(int length, long waited, bool isLate)
    {
        _line.TrySend(To, new byte[length], now: 5);
        Assert.True(_line.TryTake(out var datagram));
        Assert.Equal(isLate, TcpSendQueue.IsLate(datagram, 5 + waited));
        datagram.Release();
    }

    [Fact]
    public async Task Closing_ends_whoever_waits_and_gives_everything_back()
    {
        _line.TrySend(To, Voice, now: 0);
        Assert.True(await _line.WaitAsync(default));
        _line.Close();
        Assert.False(await _line.WaitAsync(default));
        await _line.Ended.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.False(_line.TrySend(To, Voice, now: 0));
    }

    [Fact]
    public void The_same_address_by_UDP_and_on_two_streams_are_three_endpoints()
    {
        var udp = new PeerAddress([192, 0, 2, 1], 5000);
        Assert.Equal(4, new HashSet<PeerAddress> { udp, udp.OnTcp(1), udp.OnTcp(2), udp.SendingTo(1) }.Count);
        Assert.Equal(udp.ToIPEndPoint(), udp.OnTcp(0x7FFF_FFFF).ToIPEndPoint());
        Assert.Equal(udp.ToIPEndPoint(), udp.SendingTo(126).ToIPEndPoint());
        Assert.Equal((0x7FFF_FFFFu, 126, 0), (udp.OnTcp(0x7FFF_FFFF).TcpNumber, udp.SendingTo(126).LocalAddress, udp.OnTcp(0x7FFF_FFFF).LocalAddress));
        Assert.False(udp.SendingTo(126).IsOnTcp);
    }

    [Fact]
    public void A_stream_number_names_its_place_its_turn_and_its_peer()
    {
        var first = TcpNumber.Of(4095, 1);
        Assert.NotEqual(first, TcpNumber.Of(4095, 2));
        var seventh = TcpNumber.WithPeer(first, 7);
        Assert.Equal((4095, first, 7), (TcpNumber.Place(seventh), TcpNumber.Connection(seventh), TcpNumber.Peer(seventh)));
        Assert.True(seventh <= 0x7FFF_FFFF);
    }
}
