using DiemCau.Media.Routing.Publishing;
using DiemCau.Media.Routing;

namespace DiemCau.Media.Tests.Routing.Publishing;

public sealed class LayerDemandTests
{
    private const long Second = 1_000_000;

    private readonly Source _camera = Pictures.Camera(Second);
    private readonly LayerDemand _demand;
    private long _now = Second;

    public LayerDemandTests() => _demand = new LayerDemand(_camera);

    [Fact]
    public void What_nobody_receives_is_stopped_after_a_while_but_for_the_smallest()
    {
        Watch(1);
        Assert.Null(Run(4));
        Assert.Equal(["l", "m"], Run(3));
        Assert.True(_camera.Streams[2].IsOnDemand);
        Assert.Null(Run(20));
    }

    [Fact]
    public void A_layer_that_somebody_wants_is_named_again_at_once()
    {
        Run(10);
        Watch(2);
        _now += 200_000;
        Assert.True(_demand.TryTake(_now, out var rids));
        Assert.Equal(["l", "h"], rids);
        Assert.True(_camera.Streams[2].IsOnDemand); // until it flows
        Run(1, 0, 2);
        Assert.False(_camera.Streams[2].IsOnDemand);
    }

    [Fact]
    public void A_layer_that_does_not_come_is_named_again_and_then_no_longer_counted_on()
    {
        Run(10);
        Watch(2);
        Assert.Equal(["l", "h"], Run(1, 0));
        Assert.Equal(["l", "h"], Run(3, 0));
        Run(3, 0);
        Assert.False(_camera.Streams[2].IsOnDemand);
    }

    [Fact]
    public void A_camera_that_sends_only_one_picture_is_left_alone()
    {
        var single = new Source(null!, SourceKind.Camera);
        single.Add(_camera.Streams[0]);
        var left = new LayerDemand(single);
        for (var i = 0; i < 100; i++)
        {
            Assert.False(left.TryTake(_now += 200_000, out _));
        }
    }

    private void Watch(int layer) => _camera.Streams[layer].SetFan(0, new StreamFan(_camera.Streams[layer]));

    /// <returns>What the publisher was told last.</returns>
    private IReadOnlyList<string>? Run(int seconds, params int[] flowing)
    {
        IReadOnlyList<string>? told = null;
        for (var end = _now + (seconds * Second); _now < end;)
        {
            _now += 200_000;
            _camera.Flow(_now, flowing.Length > 0 ? flowing : [0, 1]);
            told = _demand.TryTake(_now, out var rids) ? rids : told;
        }

        return told;
    }
}
