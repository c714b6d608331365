using DiemCau.Media.Routing.Layers;
using DiemCau.Media.Routing.Slots;
using DiemCau.Media.Routing;

namespace DiemCau.Media.Tests.Routing.Layers;

public sealed class LayerLadderTests
{
    private const long Now = 1_000_000;

    private readonly Source _camera = Pictures.Camera(Now);
    private readonly Rung[] _room = new Rung[LayerLadder.MostRungs];

    [Fact]
    public void It_ends_at_the_layer_that_the_size_asks_for()
    {
        Assert.Equal([150_000, 500_000], Costs(400));
        Assert.Equal([150_000], Costs(180));
        Assert.Equal([150_000, 500_000, 1_500_000], Costs(int.MaxValue));
    }

    [Fact]
    public void Frames_are_left_out_before_the_picture_becomes_smaller()
    {
        foreach (var stream in _camera.Streams)
        {
            stream.Measured([40, 20, 40]); // 7.5, 15 and 30 frames a second
        }

        Assert.Equal([60_000, 90_000, 150_000, 300_000, 500_000, 900_000, 1_500_000], Costs(720));
    }

    [Fact]
    public void Spatial_layers_within_one_stream_are_steps_like_streams()
    {
        var stream = _camera.Streams[2];
        _camera.Streams[0].End();
        _camera.Streams[1].End();
        _camera.Reorder();
        var bytes = new long[16];
        (bytes[LayerLimit.Of(0, 0)], bytes[LayerLimit.Of(1, 0)], bytes[LayerLimit.Of(2, 0)]) = (10, 30, 60);
        (bytes[LayerLimit.Of(0, 1)], bytes[LayerLimit.Of(1, 1)], bytes[LayerLimit.Of(2, 1)]) = (10, 30, 60);
        stream.Measured(bytes);

        Assert.Equal([75_000, 150_000, 600_000, 1_500_000], Costs(720));
        Assert.Equal([75_000, 150_000, 600_000], Costs(400));
        Assert.Equal([75_000, 150_000], Costs(180));
        var ladder = LayerLadder.Of(_camera, 720, mayWait: false, null, Now, _room);
        Assert.Equal([LayerLimit.Of(0, 0), LayerLimit.Of(0, 3), LayerLimit.Of(1, 3), LayerLimit.All], Enumerable.Range(0, 4).Select(i => _room[i].Limit));
        Assert.Equal(2, ladder.IndexOf(stream, LayerLimit.Of(1, 3)));
    }

    [Fact]
    public void A_layer_that_comes_only_on_demand_counts_when_something_is_shown_meanwhile()
    {
        var later = Now + 5_000_000;
        _camera.Flow(later, 0, 1);
        _camera.Streams[2].IsOnDemand = true;
        Assert.Equal(2, LayerLadder.Of(_camera, 720, mayWait: false, null, later, _room).Count);
        Assert.Equal(3, LayerLadder.Of(_camera, 720, mayWait: true, null, later, _room).Count);
    }

    [Theory]
    [InlineData(2, 1_370, true, 2)] // what is there is kept while nearly enough is
    [InlineData(1, 1_600, true, 1)] // a tenth is asked for before it rises
    [InlineData(1, 1_660, true, 2)]
    [InlineData(1, 3_000, false, 1)] // it fell a moment ago
    [InlineData(2, 1_350, true, 1)]
    [InlineData(0, 125, true, 0)]
    [InlineData(0, 115, true, -1)] // nothing fits: paused
    [InlineData(-1, 160, true, -1)] // and it comes back with something to spare
    [InlineData(-1, 170, true, 0)]
    [InlineData(-1, 3_000, false, -1)]
    [InlineData(99, 3_000, false, 2)] // a new picture has nothing to be compared with
    public void A_line_gets_the_largest_rung_that_fits_without_swinging(int present, int kbps, bool mayRise, int chosen)
    {
        var ladder = LayerLadder.Of(_camera, 720, mayWait: true, null, Now, _room);
        Assert.Equal(chosen, LayerAllocator.Choose(ladder, present, kbps * 1000.0, mayRise));
    }

    [Fact]
    public void Whoever_falls_right_after_rising_waits_longer_each_time()
    {
        var patience = default(UpgradeBackoff);
        Assert.True(patience.MayRise(0));
        patience.Fell(toNothing: false, 10_000_000);
        Assert.False(patience.MayRise(14_000_000));
        Assert.True(patience.MayRise(15_100_000));
        patience.Rose(16_000_000);
        patience.Fell(toNothing: false, 17_000_000);
        Assert.False(patience.MayRise(26_000_000));
        Assert.True(patience.MayRise(27_100_000));
        patience.Rose(28_000_000);
        patience.Fell(toNothing: false, 60_000_000); // it held half a minute: a new trouble, not the old one
        Assert.True(patience.MayRise(65_100_000));
    }

    [Fact]
    public void A_picture_that_is_gone_is_tried_again_sooner_but_does_not_blink()
    {
        var patience = default(UpgradeBackoff);
        patience.Fell(toNothing: true, 10_000_000);
        Assert.True(patience.MayRise(11_100_000));
        patience.Rose(11_100_000);
        patience.Fell(toNothing: true, 13_000_000);
        Assert.False(patience.MayRise(14_900_000));
        Assert.True(patience.MayRise(15_100_000));
    }

    [Fact]
    public void However_often_sizes_came_and_went_a_picture_that_is_gone_is_tried_again_within_eight_seconds()
    {
        var patience = default(UpgradeBackoff);
        for (var second = 10L; second < 40; second += 10)
        {
            patience.Rose((second - 1) * 1_000_000);
            patience.Fell(toNothing: false, second * 1_000_000);
        }

        patience.Rose(59_000_000);
        patience.Fell(toNothing: true, 60_000_000);
        Assert.False(patience.MayRise(67_900_000));
        Assert.True(patience.MayRise(68_100_000));
    }

    private double[] Costs(int height)
    {
        var ladder = LayerLadder.Of(_camera, height, mayWait: true, null, Now, _room);
        var costs = new double[ladder.Count];
        for (var i = 0; i < costs.Length; i++)
        {
            costs[i] = Math.Round(ladder[i].Cost);
        }

        return costs;
    }
}
