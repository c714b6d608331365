using DiemCau.Media.Routing.Publishing;

namespace DiemCau.Media.Tests.Routing.Publishing;

public sealed class KeyFrameRequesterTests
{
    [Fact]
    public void Many_receivers_make_one_request_that_is_repeated_until_the_key_frame_comes()
    {
        var requester = new KeyFrameRequester();
        Assert.False(requester.Poll(0, 0));
        requester.Want();
        requester.Want();
        Assert.True(requester.Poll(0, 20_000));
        Assert.False(requester.Poll(199_999, 20_000));
        Assert.True(requester.Poll(200_000, 20_000));
        requester.OnKeyFrame(300_000);
        Assert.False(requester.Poll(9_000_000, 20_000));
    }

    [Fact]
    public void A_long_way_waits_two_round_trips() // a satellite line's answer needs 600 ms
    {
        var requester = new KeyFrameRequester();
        requester.Want();
        Assert.True(requester.Poll(0, 600_000));
        Assert.False(requester.Poll(1_199_999, 600_000));
        Assert.True(requester.Poll(1_200_000, 600_000));
    }

    [Fact]
    public void Key_frames_are_not_asked_for_more_often_than_the_interval_but_for_one_at_once()
    {
        var requester = new KeyFrameRequester(interval: 500_000);
        Assert.Equal([0, 50_000, 550_000, 1_050_000], Given(requester, until: 1_500_000));
        Assert.Equal([5_000_000, 5_050_000, 5_550_000], Given(requester, from: 5_000_000, until: 6_000_000));
    }

    [Fact]
    public void Key_frames_that_come_by_themselves_are_not_counted()
    {
        var requester = new KeyFrameRequester(interval: 500_000);
        for (var now = 0L; now < 400_000; now += 100_000)
        {
            requester.OnKeyFrame(now);
        }

        Assert.Equal([400_000, 450_000], Given(requester, from: 400_000, until: 800_000));
    }

    /// <summary>When a source is asked that answers 50 ms later, while somebody always wants a key frame.</summary>
    private static List<long> Given(KeyFrameRequester requester, long until, long from = 0)
    {
        const long Answer = 50_000;
        List<long> asked = [];
        for (var now = from; now < until; now += 10_000)
        {
            if (asked.Count > 0 && now == asked[^1] + Answer)
            {
                requester.OnKeyFrame(now);
            }

            requester.Want();
            if (requester.Poll(now, 0))
            {
                asked.Add(now);
            }
        }

        return asked;
    }
}
