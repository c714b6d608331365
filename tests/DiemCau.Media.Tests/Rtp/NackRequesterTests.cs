using DiemCau.Media.Rtp;

namespace DiemCau.Media.Tests.Rtp;

public sealed class NackRequesterTests
{
    private const long RoundTrip = 50_000;
    private readonly NackRequester _requester = new();
    private readonly ushort[] _asked = new ushort[64];

    [Fact]
    public void A_gap_is_asked_for_after_two_later_packets()
    {
        Receive(0, 65_534, 65_535, 1);
        Assert.Empty(Collect(0));
        Receive(0, 2);
        Assert.Equal([0], Collect(0));
    }

    [Fact]
    public void A_gap_is_asked_for_after_fifteen_milliseconds_too()
    {
        Receive(0, 1, 3);
        Assert.Empty(Collect(14_999));
        Assert.Equal([2], Collect(15_000));
    }

    [Fact]
    public void A_packet_that_was_only_late_is_not_asked_for()
    {
        Receive(0, 1, 3, 2, 4, 5, 6);
        Assert.Empty(Collect(100_000));
    }

    [Fact]
    public void It_is_asked_for_once_per_round_trip_and_ten_times_at_most()
    {
        Receive(0, 1, 3, 4, 5);
        var times = 0;
        for (long now = 0; now < 1_900_000; now += 5_000)
        {
            times += Collect(now).Length;
        }

        Assert.Equal(10, times);
        Assert.True(_requester.NeedsKeyFrame);
        _requester.OnKeyFrameRequested();
        Assert.False(_requester.NeedsKeyFrame);
    }

    [Fact]
    public void What_was_repaired_is_not_asked_for_again()
    {
        Receive(0, 1, 5, 6, 7);
        Assert.Equal([2, 3, 4], Collect(0));
        Assert.True(_requester.OnPacket(3, 10_000, isRepair: true));
        Assert.False(_requester.OnPacket(3, 10_000, isRepair: true));
        Assert.Equal([2, 4], Collect(60_000));
    }

    [Fact]
    public void An_outage_asks_for_a_key_frame_instead()
    {
        Receive(0, 1, 700, 701, 702);
        Assert.Empty(Collect(100_000));
        Assert.True(_requester.NeedsKeyFrame);
    }

    [Fact]
    public void What_lies_before_a_key_frame_is_forgotten()
    {
        Receive(0, 1, 5, 9, 10, 11);
        _requester.OnKeyFrame(9);
        Assert.Empty(Collect(100_000));
        Assert.False(_requester.NeedsKeyFrame);
    }

    [Fact]
    public void More_than_fits_comes_with_the_next_call()
    {
        Receive(0, 1, 12, 13, 14);
        var few = new ushort[4];
        Assert.Equal(4, _requester.Collect(0, RoundTrip, few));
        Assert.Equal(4, _requester.Collect(0, RoundTrip, few));
        Assert.Equal(2, _requester.Collect(0, RoundTrip, few));
    }

    private void Receive(long now, params int[] sequences)
    {
        foreach (var sequence in sequences)
        {
            _requester.OnPacket((ushort)sequence, now);
        }
    }

    private ushort[] Collect(long now) => _asked[.._requester.Collect(now, RoundTrip, _asked)];
}
