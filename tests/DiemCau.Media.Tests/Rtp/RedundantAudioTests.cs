using DiemCau.Media.Rtp;

namespace DiemCau.Media.Tests.Rtp;

public sealed class RedundantAudioTests
{
    [Fact]
    public void A_voice_with_the_one_before_it_is_read_as_written()
    {
        var payload = new byte[64];
        byte[] earlier = [1, 2, 3];
        byte[] primary = [4, 5, 6, 7];
        var length = RedundantAudio.WriteHeaders(payload, 111, 960, earlier.Length);
        earlier.CopyTo(payload, length);
        primary.CopyTo(payload, length + earlier.Length);
        payload = payload[..(length + earlier.Length + primary.Length)];

        Assert.True(RedundantAudio.TryParse(payload, out var audio));
        Assert.Equal((111, 1), (audio.PrimaryPayloadType, (int)audio.Count));
        Assert.Equal(primary, payload[audio.PrimaryOffset..]);
        Assert.True(audio.TryGetBlock(payload, 1, out var block));
        Assert.Equal((111, 960), (block.PayloadType, (int)block.TimestampOffset));
        Assert.Equal(earlier, payload.AsSpan(block.Offset, block.Length).ToArray());
        Assert.False(audio.TryGetBlock(payload, 2, out _));
        Assert.False(audio.TryGetBlock(payload, 0, out _));
    }

    [Fact]
    public void Of_several_the_last_is_the_one_just_before()
    {
        // Two blocks of two bytes, 1,920 and 960 ticks before; header fields are 1+7+14+10 bits.
        byte[] payload = [0x80 | 111, 0x1E, 0x00, 2, 0x80 | 111, 0x0F, 0x00, 2, 111, 0xA1, 0xA2, 0xB1, 0xB2, 0xC1];
        Assert.True(RedundantAudio.TryParse(payload, out var audio));
        Assert.Equal((2, 13), ((int)audio.Count, (int)audio.PrimaryOffset));
        Assert.True(audio.TryGetBlock(payload, 1, out var nearest));
        Assert.Equal((960, 0xB1), ((int)nearest.TimestampOffset, (int)payload[nearest.Offset]));
        Assert.True(audio.TryGetBlock(payload, 2, out var farther));
        Assert.Equal((1_920, 0xA1), ((int)farther.TimestampOffset, (int)payload[farther.Offset]));
    }

    [Fact]
    public void Alone_it_has_one_byte_of_header()
    {
        Assert.True(RedundantAudio.TryParse([111, 9], out var audio));
        Assert.Equal((0, 1), ((int)audio.Count, (int)audio.PrimaryOffset));
    }

    [Theory]
    [InlineData("")]
    [InlineData("6F")]
    [InlineData("EF0F00")]
    [InlineData("EF0F0002")]
    [InlineData("EF0F00026F")]
    [InlineData("EF0F00026FA1A2")]
    [InlineData("EF0F03FF6FA1A2A3")]
    [InlineData("EF0F0000EF0F0000EF0F0000EF0F0000EF0F0000EF0F0000EF0F0000EF0F0000EF0F00006FA1")]
    public void What_is_cut_off_or_without_end_is_refused(string hex) =>
        Assert.False(RedundantAudio.TryParse(Convert.FromHexString(hex), out _));
}
