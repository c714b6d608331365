using DiemCau.Media.Rtp.Codecs;

namespace DiemCau.Media.Tests.Rtp.Codecs;

public sealed class Vp8RewriterTests
{
    private readonly Vp8Rewriter _rewriter = new();

    [Fact]
    public void Numbers_go_on_over_a_switch_of_sources_and_their_wrap_arounds()
    {
        _rewriter.BeginSource(Frame(0x7FFE, 254, 30));
        Assert.Equal(new PictureNumbers(0, 254, 30), Rewritten(Frame(0x7FFE, 254, 30)));
        Assert.Equal(new PictureNumbers(2, 0, 30), Rewritten(Frame(0, 0, 30)));
        _rewriter.BeginSource(Frame(77, 9, 4));
        Assert.Equal(new PictureNumbers(3, 1, 31), Rewritten(Frame(77, 9, 4)));
        Assert.Equal(new PictureNumbers(4, 2, 0), Rewritten(Frame(78, 10, 5)));
        Assert.False(_rewriter.TryRewrite(Frame(76, 9, 4), out _));
    }

    [Fact]
    public void A_left_out_temporal_layer_leaves_no_gap_in_the_picture_ids()
    {
        _rewriter.BeginSource(Frame(100, 1, 0));
        Assert.Equal(0, Rewritten(Frame(100, 1, 0)).PictureId);
        _rewriter.Drop(Frame(101, 1, 0));
        _rewriter.Drop(Frame(101, 1, 0));
        Assert.Equal(1, Rewritten(Frame(102, 2, 0)).PictureId);
        Assert.Equal(1, Rewritten(Frame(102, 2, 0)).PictureId);
        Assert.False(_rewriter.TryRewrite(Frame(101, 1, 0), out _));
    }

    [Fact]
    public void A_packet_of_an_earlier_picture_that_comes_late_does_not_move_the_numbers_back()
    {
        _rewriter.BeginSource(Frame(100, 1, 0));
        Rewritten(Frame(100, 1, 0));
        Rewritten(Frame(102, 2, 0));
        Assert.Equal(new PictureNumbers(1, 1, 0), Rewritten(Frame(101, 1, 0)));
        _rewriter.BeginSource(Frame(0, 0, 0));
        Assert.Equal(new PictureNumbers(3, 3, 1), Rewritten(Frame(0, 0, 0)));
    }

    [Fact]
    public void The_descriptor_is_rewritten_in_place_when_its_length_stays()
    {
        var payload = CodecTests.Vp8Key.ToArray();
        Assert.True(Vp8Descriptor.TryParse(payload, out var before));
        Assert.Equal(0, Vp8Rewriter.Growth(before));
        Assert.Equal(payload.Length, Vp8Rewriter.Write(payload, before, new PictureNumbers(0x7001, 9, 30), payload));
        Assert.True(Vp8Descriptor.TryParse(payload, out var after));
        Assert.Equal((0x7001, 9, 30, true, true), (after.PictureId, after.Tl0PicIdx, after.KeyIdx, after.IsKeyFrame, after.IsLayerSync));
        Assert.Equal(CodecTests.Vp8Key[6..], payload[6..]);
    }

    [Fact]
    public void A_short_picture_id_becomes_a_long_one()
    {
        byte[] payload = [0x90, 0xE0, 0x11, 0x22, 0x80, 0x01, 0xAA, 0xBB];
        Assert.True(Vp8Descriptor.TryParse(payload, out var before));
        var written = new byte[16];
        var length = Vp8Rewriter.Write(payload, before, new PictureNumbers(5, 6, 0), written);
        Assert.Equal(payload.Length + Vp8Rewriter.Growth(before), length);
        Assert.True(Vp8Descriptor.TryParse(written.AsSpan(0, length), out var after));
        Assert.Equal((15, 5, 6, 2), (after.PictureIdBits, after.PictureId, after.Tl0PicIdx, after.TemporalLayer));
        Assert.Equal([0x01, 0xAA, 0xBB], written[after.Length..length]);
    }

    [Fact]
    public void A_plain_descriptor_passes_unchanged()
    {
        byte[] payload = [0x10, 0x00, 0xAA];
        Assert.True(Vp8Descriptor.TryParse(payload, out var descriptor));
        _rewriter.BeginSource(descriptor);
        Assert.True(_rewriter.TryRewrite(descriptor, out var numbers));
        var written = new byte[8];
        Assert.Equal(payload, written[..Vp8Rewriter.Write(payload, descriptor, numbers, written)]);
    }

    private static Vp8Descriptor Frame(int pictureId, byte tl0, byte keyIdx)
    {
        byte[] payload = [0x90, 0xF0, (byte)(0x80 | (pictureId >> 8)), (byte)pictureId, tl0, keyIdx, 0x01, 0x00];
        Assert.True(Vp8Descriptor.TryParse(payload, out var descriptor));
        return descriptor;
    }

    private PictureNumbers Rewritten(Vp8Descriptor descriptor)
    {
        Assert.True(_rewriter.TryRewrite(descriptor, out var numbers));
        return numbers;
    }
}
