using DiemCau.Media.Routing;

namespace DiemCau.Media.Tests.Routing;

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
        Assert.Equal(200_000, requester.NextDue(20_000));
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
    public void Key_frames_are_not_asked_for_more_often_than_the_interval()
    {
        var requester = new KeyFrameRequester(minInterval: 500_000);
        requester.Want();
        Assert.True(requester.Poll(0, 0));
        requester.OnKeyFrame(50_000);
        requester.Want();
        Assert.False(requester.Poll(549_999, 0));
        Assert.Equal(550_000, requester.NextDue(0));
        Assert.True(requester.Poll(550_000, 0));
    }
}
