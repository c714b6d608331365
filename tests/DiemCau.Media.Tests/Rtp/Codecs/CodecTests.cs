using DiemCau.Media.Rtp.Codecs;

namespace DiemCau.Media.Tests.Rtp.Codecs;

public sealed class CodecTests
{
    /// <summary>A key frame's first packet of 640×360 with 15-bit picture id, TL0PICIDX, TID and KEYIDX.</summary>
    internal static readonly byte[] Vp8Key =
        [0x90, 0xF0, 0x92, 0x34, 0x56, 0x25, 0x10, 0x02, 0x00, 0x9D, 0x01, 0x2A, 0x80, 0x02, 0x68, 0x01, 1, 2, 3];

    [Fact]
    public void A_vp8_key_frame_says_its_size_and_numbers()
    {
        Assert.True(Vp8Descriptor.TryParse(Vp8Key, out var vp8));
        Assert.True(vp8.IsKeyFrame && vp8.IsFrameStart && vp8.IsLayerSync);
        Assert.Equal((6, 15, 0x1234, 0x56, 0, 5), (vp8.Length, vp8.PictureIdBits, vp8.PictureId, vp8.Tl0PicIdx, vp8.TemporalLayer, vp8.KeyIdx));
        Assert.Equal(new FrameInfo(true, true, 0, 0, 640, 360), FrameInfo.Inspect(VideoCodec.Vp8, Vp8Key));
    }

    [Theory]
    [InlineData(new byte[] { 0x10, 0x01, 0x00 }, 1, false, true)]       // no extension, inter frame
    [InlineData(new byte[] { 0x11, 0x00, 0x00 }, 1, false, false)]      // second partition: its first bit says nothing
    [InlineData(new byte[] { 0x00, 0x00, 0x00 }, 1, false, false)]      // in the middle
    [InlineData(new byte[] { 0x90, 0x80, 0x11, 0x00 }, 3, true, true)]  // 7-bit picture id
    public void Vp8_key_frames_are_seen_at_their_first_packet_only(byte[] payload, int length, bool key, bool start)
    {
        Assert.True(Vp8Descriptor.TryParse(payload, out var vp8));
        Assert.Equal((length, key, start), (vp8.Length, vp8.IsKeyFrame, vp8.IsFrameStart));
    }

    [Fact]
    public void A_vp9_key_frame_says_its_layers_and_size()
    {
        byte[] payload =
        [
            0b1010_1010, 0x81, 0x02, 0b0010_0000, 0x07,   // I L B V, picture id 258, TID 1 SID 0, TL0PICIDX 7
            0b0011_1000, 0x01, 0x40, 0x00, 0xB4, 0x02, 0x80, 0x01, 0x68, 1, 0b0000_0100, 0x01, // two spatial layers, one picture
            0xAA,
        ];
        Assert.True(Vp9Descriptor.TryParse(payload, out var vp9));
        Assert.True(vp9.IsKeyFrame && vp9.IsFrameStart);
        Assert.Equal((258, 1, 0, 640, 360), (vp9.PictureId, vp9.TemporalLayer, vp9.SpatialLayer, vp9.Width, vp9.Height));
        Assert.Equal(17, vp9.Length);
        payload[0] |= 0x40;
        Assert.False(FrameInfo.Inspect(VideoCodec.Vp9, payload).IsKeyFrame);
    }

    [Fact]
    public void H264_key_frames_are_found_alone_aggregated_and_fragmented()
    {
        // SPS of a 640×360 constrained-baseline stream as x264 writes it.
        byte[] sps = [0x67, 0x42, 0xC0, 0x1E, 0xD9, 0x00, 0xA0, 0x2F, 0xF9, 0x70, 0x11, 0x00, 0x00, 0x03, 0x00, 0x01, 0x00, 0x00, 0x03, 0x00, 0x3C, 0x0F, 0x16, 0x2E, 0x48];
        Assert.Equal(new FrameInfo(true, true, 0, 0, 640, 360), FrameInfo.Inspect(VideoCodec.H264, sps));
        byte[] aggregate = [0x78, 0, (byte)sps.Length, .. sps, 0, 2, 0x68, 0xCE];
        Assert.Equal(new FrameInfo(true, true, 0, 0, 640, 360), FrameInfo.Inspect(VideoCodec.H264, aggregate));
        Assert.True(FrameInfo.Inspect(VideoCodec.H264, [0x65, 0x88]).IsKeyFrame);
        Assert.True(FrameInfo.Inspect(VideoCodec.H264, [0x7C, 0x85, 0x88]).IsKeyFrame);
        Assert.False(FrameInfo.Inspect(VideoCodec.H264, [0x7C, 0x05, 0x88]).IsKeyFrame);
        Assert.False(FrameInfo.Inspect(VideoCodec.H264, [0x41, 0x9A]).IsKeyFrame);
    }

    [Fact]
    public void Av1_key_frames_are_found_by_the_n_bit_or_a_sequence_header()
    {
        Assert.True(FrameInfo.Inspect(VideoCodec.Av1, [0b0001_1000, 0x0A, 0x01]).IsKeyFrame);
        Assert.True(FrameInfo.Inspect(VideoCodec.Av1, [0b0010_0000, 0x02, 0x0A, 0x01]).IsKeyFrame);
        Assert.False(FrameInfo.Inspect(VideoCodec.Av1, [0b0001_0000, 0x32, 0x01]).IsKeyFrame);
        Assert.False(FrameInfo.Inspect(VideoCodec.Av1, [0b1001_0000, 0x0A, 0x01]).IsFrameStart);
    }
}
