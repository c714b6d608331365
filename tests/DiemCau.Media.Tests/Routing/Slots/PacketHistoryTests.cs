using DiemCau.Media.Routing.Slots;

namespace DiemCau.Media.Tests.Routing.Slots;

public sealed class PacketHistoryTests
{
    private const long RoundTrip = 30_000;

    [Fact]
    public void A_packet_is_repeated_six_times_at_most_and_not_within_two_round_trips()
    {
        var history = new PacketHistory();
        history.Add(7, new SentPacket(1, 100, 9, default, true), 0);
        Assert.Equal(Repeat.Granted, history.TryRepeat(7, 40_000, RoundTrip, out var packet));
        Assert.Equal(100, packet.SourceSequence);
        Assert.Equal(Repeat.TooSoon, history.TryRepeat(7, 99_999, RoundTrip, out _));
        Assert.Equal(Repeat.Granted, history.TryRepeat(7, 100_000, RoundTrip, out _));
        for (var repeat = 3; repeat <= 6; repeat++)
        {
            Assert.Equal(Repeat.Granted, history.TryRepeat(7, repeat * 100_000, RoundTrip, out _));
        }

        Assert.Equal(Repeat.TooOften, history.TryRepeat(7, 900_000, RoundTrip, out _));
    }

    [Fact]
    public void The_wait_is_never_longer_than_a_tenth_of_a_second()
    {
        var history = new PacketHistory();
        history.Add(7, default, 0);
        history.TryRepeat(7, 0, 900_000, out _);
        Assert.Equal(Repeat.Granted, history.TryRepeat(7, 100_000, 900_000, out _));
    }

    [Fact]
    public void What_left_the_ring_is_unknown_also_when_its_place_is_taken()
    {
        var history = new PacketHistory();
        Assert.Equal(Repeat.Unknown, history.TryRepeat(0, 0, RoundTrip, out _));
        for (var i = 0; i < PacketHistory.Capacity + 1; i++)
        {
            history.Add((ushort)(65_000 + i), new SentPacket(1, i, 0, default, false), 0);
        }

        Assert.Equal(Repeat.Unknown, history.TryRepeat(65_000, 0, RoundTrip, out _));
        Assert.True(history.TryGet(65_001, out var oldest));
        Assert.Equal(1, oldest.SourceSequence);
    }
}
