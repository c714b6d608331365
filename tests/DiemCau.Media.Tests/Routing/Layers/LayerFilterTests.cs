using DiemCau.Media.Routing.Layers;
using DiemCau.Media.Rtp.Codecs;

namespace DiemCau.Media.Tests.Routing.Layers;

public sealed class LayerFilterTests
{
    private readonly LayerFilter _filter = new();
    private uint _timestamp;

    [Fact]
    public void Without_a_limit_everything_passes()
    {
        _filter.Begin();
        Assert.Equal("00 10 20", Picture(isKey: true, temporal: 0));
        Assert.Equal("02 12 22", Picture(isKey: false, temporal: 2));
    }

    [Fact]
    public void A_smaller_picture_comes_at_once_and_a_larger_one_with_a_key_frame()
    {
        _filter.Begin();
        Picture(isKey: true, temporal: 0);
        _filter.Limit = LayerLimit.Of(1, LayerLimit.AnyTemporal);
        Assert.Equal("01 11", Picture(isKey: false, temporal: 1));
        _filter.Limit = LayerLimit.All;
        Assert.True(_filter.AwaitsKeyFrame);
        Assert.Equal("00 10", Picture(isKey: false, temporal: 0));
        Assert.Equal("00 10 20", Picture(isKey: true, temporal: 0));
        Assert.False(_filter.AwaitsKeyFrame);
    }

    [Fact]
    public void Fewer_frames_come_at_once_and_more_with_a_frame_that_lets_them_begin()
    {
        _filter.Begin();
        Picture(isKey: true, temporal: 0);
        _filter.Limit = LayerLimit.Of(2, 0);
        Assert.Equal("", Picture(isKey: false, temporal: 1));
        Assert.Equal("00 10 20", Picture(isKey: false, temporal: 0));
        _filter.Limit = LayerLimit.All;
        Assert.Equal("", Picture(isKey: false, temporal: 2));
        Assert.Equal("00 10 20", Picture(isKey: false, temporal: 0));
        Assert.Equal("", Picture(isKey: false, temporal: 2));
        Assert.Equal("01 11 21", Picture(isKey: false, temporal: 1, isSwitchingPoint: true));
        Assert.Equal("02 12 22", Picture(isKey: false, temporal: 2));
    }

    [Fact]
    public void The_last_packet_that_is_sent_of_a_picture_ends_it()
    {
        _filter.Limit = LayerLimit.Of(1, LayerLimit.AnyTemporal);
        _filter.Begin();
        Assert.True(_filter.Passes(Frame(true, 0, 0, false), 1));
        Assert.False(_filter.Ends(Frame(true, 0, 0, false)));
        Assert.True(_filter.Ends(Frame(false, 1, 0, false)));
        Assert.False(_filter.Ends(Frame(false, 1, 0, false) with { IsFrameEnd = false }));
    }

    /// <summary>One picture in three spatial layers, a packet each.</summary>
    /// <returns>Spatial and temporal layer of what passed.</returns>
    private string Picture(bool isKey, byte temporal, bool isSwitchingPoint = false)
    {
        _timestamp += 3_000;
        return string.Join(' ', Enumerable.Range(0, 3)
            .Where(spatial => _filter.Passes(Frame(isKey && spatial == 0, (byte)spatial, temporal, isSwitchingPoint), _timestamp))
            .Select(spatial => $"{spatial}{temporal}"));
    }

    private static FrameInfo Frame(bool isKey, byte spatial, byte temporal, bool isSwitchingPoint) =>
        new(isKey, true, temporal, spatial, 0, 0, IsFrameEnd: true, isSwitchingPoint);
}
