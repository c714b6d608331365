using DiemCau.Media.Routing;
using DiemCau.Media.Rtp;

namespace DiemCau.Media.Tests.Routing;

public sealed class EqualLengthsTests
{
    [Theory]
    [InlineData(new[] { 903, 904 }, new[] { 1, 0 })]
    [InlineData(new[] { 900, 900, 901, 901 }, new[] { 1, 1, 0, 0 })]
    [InlineData(new[] { 1100, 1100, 300 }, new[] { 0, 0, 0 })]
    [InlineData(new[] { 1100, 700, 1100 }, new[] { 0, 0, 0 })]
    [InlineData(new[] { 904, 903 }, new[] { 0, 0 })]
    [InlineData(new[] { 500 }, new[] { 0 })]
    [InlineData(new[] { 0, 5 }, new[] { 0, 0 })]
    public void Packets_of_a_frame_become_as_long_as_its_longest_where_a_few_bytes_are_missing(int[] lengths, int[] padding)
    {
        var burst = Array.ConvertAll(lengths, length => Packet(3000, length));
        EqualLengths.Pad(burst);
        Assert.Equal(padding, burst.Select(packet => (int)packet.Padding));
    }

    [Fact]
    public void Frames_that_came_together_are_each_for_themselves()
    {
        RoutedPacket[] burst = [Packet(3000, 900), Packet(3000, 901), Packet(6000, 905), Packet(6000, 907)];
        EqualLengths.Pad(burst);
        Assert.Equal([1, 0, 2, 0], burst.Select(packet => (int)packet.Padding));
    }

    [Fact]
    public void Receivers_take_padding_off()
    {
        var bytes = new byte[64];
        var length = RtpHeader.Write(bytes, 96, true, 1, 2, 3);
        bytes.AsSpan(length, 10).Fill(7);
        length += 10;
        length += RtpHeader.Pad(bytes, length, 0);
        Assert.Equal(0, bytes[0] & 0x20);
        length += RtpHeader.Pad(bytes, length, 3);

        Assert.True(RtpPacket.TryParse(bytes.AsSpan(0, length), out var packet));
        Assert.Equal(Enumerable.Repeat((byte)7, 10), packet.Payload.ToArray());
    }

    private static RoutedPacket Packet(uint timestamp, int length) =>
        new(null!, null!, 1, timestamp, 12, (ushort)length, 96, false, default);
}
