using DiemCau.Media.Rtp.Codecs;

namespace DiemCau.Media.Tests.Rtp.Codecs;

public sealed class Vp9RewriterTests
{
    private readonly Vp9Rewriter _rewriter = new();

    [Fact]
    public void Numbers_go_on_when_another_source_takes_the_slot()
    {
        _rewriter.BeginSource(Parse(Packet(picture: 100, tl0: 5)));
        Assert.Equal((100, 5), Rewritten(Packet(100, 5)));
        Assert.Equal((102, 6), Rewritten(Packet(102, 6)));
        Assert.Equal((101, 5), Rewritten(Packet(101, 5))); // late
        _rewriter.BeginSource(Parse(Packet(picture: 0x7FFF, tl0: 255)));
        Assert.Equal((103, 7), Rewritten(Packet(0x7FFF, 255)));
        Assert.Equal((104, 8), Rewritten(Packet(0, 0)));
    }

    [Fact]
    public void Nothing_but_the_numbers_changes()
    {
        var packet = Packet(300, 9);
        var written = new byte[packet.Length];
        Vp9Rewriter.Write(packet, Parse(packet), new PictureNumbers(0x1234, 77, 0), written);
        var again = Parse(written);
        Assert.Equal((0x1234, 77), ((int)again.PictureId, (int)again.Tl0PicIdx));
        Assert.Equal((1, 2), ((int)again.SpatialLayer, (int)again.TemporalLayer));
        Assert.Equal(packet[5..], written[5..]);
    }

    private (int Picture, int Tl0) Rewritten(byte[] packet)
    {
        var numbers = _rewriter.Rewrite(Parse(packet));
        var written = new byte[packet.Length];
        Vp9Rewriter.Write(packet, Parse(packet), numbers, written);
        var again = Parse(written);
        return (again.PictureId, again.Tl0PicIdx);
    }

    private static Vp9Descriptor Parse(byte[] packet)
    {
        Assert.True(Vp9Descriptor.TryParse(packet, out var descriptor));
        return descriptor;
    }

    /// <summary>Non-flexible: I and L bits, a picture id of 15 bits, temporal layer 2 and spatial layer 1.</summary>
    private static byte[] Packet(ushort picture, byte tl0) =>
        [0b1010_1000, (byte)(0x80 | (picture >> 8)), (byte)picture, 0b0100_0010, tl0, 1, 2, 3];
}
