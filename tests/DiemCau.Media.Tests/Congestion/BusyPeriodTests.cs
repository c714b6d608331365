using DiemCau.Media.Congestion;

namespace DiemCau.Media.Tests.Congestion;

public sealed class BusyPeriodTests
{
    private const int Packet = 1_200;
    private const long Waiting = 60_000;

    private readonly BusyPeriod _busy = new();
    private long _now = 1_000_000;

    [Fact]
    public void What_arrives_while_packets_wait_is_the_lines_rate_however_little_came_before()
    {
        Arrive(packets: 100, every: 20_000, bytes: 120, waited: 1_000);
        Arrive(packets: 12, every: 19_200, Packet, Waiting);
        Assert.InRange(_busy.BitsPerSecond!.Value, 495_000, 505_000);
    }

    [Fact]
    public void A_short_train_says_nothing()
    {
        Arrive(packets: 5, every: 19_200, Packet, Waiting);
        Assert.Null(_busy.BitsPerSecond);
    }

    [Fact]
    public void A_packet_that_did_not_wait_ends_it()
    {
        Arrive(packets: 12, every: 19_200, Packet, Waiting);
        Arrive(packets: 1, every: 19_200, Packet, waited: 2_000);
        Assert.Null(_busy.BitsPerSecond);
    }

    [Fact]
    public void A_line_that_becomes_another_under_a_standing_queue_is_followed_within_half_a_second()
    {
        Arrive(packets: 200, every: 4_800, Packet, Waiting);
        Arrive(packets: 25, every: 19_200, Packet, Waiting);
        Assert.InRange(_busy.BitsPerSecond!.Value, 490_000, 510_000);
    }

    private void Arrive(int packets, long every, int bytes, long waited)
    {
        for (var i = 0; i < packets; i++)
        {
            _busy.Add(waited, _now += every, bytes);
        }
    }
}
