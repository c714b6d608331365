using DiemCau.Media.Routing.Layers;
using DiemCau.Media.Rtp.Codecs;

namespace DiemCau.Media.Tests.Routing.Layers;

public sealed class TemporalFilterTests
{
    private readonly TemporalFilter _filter = new();
    private uint _timestamp = 90_000;

    [Fact]
    public void Upper_layers_are_left_out_and_come_back_at_their_sync_points_one_by_one()
    {
        _filter.Begin();
        Assert.True(Frame(0) && Frame(2) && Frame(1));
        _filter.Limit = 0;
        Assert.True(Frame(0));
        Assert.False(Frame(1) || Frame(2));
        _filter.Limit = 2;
        Assert.False(Frame(1) || Frame(2));
        Assert.False(Frame(2, sync: true)); // the layer below is not there yet
        Assert.True(Frame(1, sync: true) && Frame(1));
        Assert.False(Frame(2));
        Assert.True(Frame(2, sync: true) && Frame(2));
    }

    [Fact]
    public void A_frame_is_sent_or_left_out_whole()
    {
        _filter.Begin();
        Assert.True(Frame(2));
        _filter.Limit = 1;
        Assert.True(_filter.Passes(Descriptor(2), _timestamp)); // the rest of a frame that began
        Assert.False(Frame(2));
        _filter.Limit = 2;
        Assert.False(_filter.Passes(Descriptor(2), _timestamp));
    }

    [Fact]
    public void A_stream_without_temporal_layers_passes()
    {
        _filter.Limit = 0;
        Assert.True(Vp8Descriptor.TryParse([0x10, 0, 0, 0], out var plain));
        Assert.True(_filter.Passes(plain, 1));
    }

    private bool Frame(int layer, bool sync = false) => _filter.Passes(Descriptor(layer, sync), _timestamp += 3_000);

    /// <summary>X, then I, L and T: a 7-bit picture id, TL0PICIDX, and the layer with its sync bit; not a key frame.</summary>
    private static Vp8Descriptor Descriptor(int layer, bool sync = false)
    {
        Assert.True(Vp8Descriptor.TryParse([0x90, 0xE0, 5, 7, (byte)((layer << 6) | (sync ? 0x20 : 0)), 1, 0, 0], out var descriptor));
        return descriptor;
    }
}
