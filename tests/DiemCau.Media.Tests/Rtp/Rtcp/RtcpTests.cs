using DiemCau.Media.Rtp.Rtcp;

namespace DiemCau.Media.Tests.Rtp.Rtcp;

public sealed class RtcpTests
{
    private readonly byte[] _buffer = new byte[1_200];

    [Fact]
    public void A_compound_of_everything_is_read_back()
    {
        var writer = new RtcpWriter(_buffer);
        ReportBlock report = new(7, 128, -5, 0x1_0002, 99, 0xAABBCCDD, 65_536);
        Assert.True(writer.SenderReport(1, 0x0102030405060708, 90_000, 10, 20, [report, report with { Ssrc = 8, CumulativeLost = 0x7F_FFFF }]));
        Assert.True(writer.Cname(1, "điểm cầu"u8));
        Assert.True(writer.Nack(1, 2, [65_535, 0, 3, 15, 16, 17]));
        Assert.True(writer.PictureLoss(1, 2));
        Assert.True(writer.FullIntra(1, 2, 3));
        Assert.True(writer.Remb(1, 2_500_000, [2, 3]));
        Assert.True(writer.ReceiverReport(4, [report]));
        Assert.True(writer.Bye([1, 2]));

        var reader = new RtcpReader(writer.Written);
        Assert.True(reader.TryRead(out var block));
        Assert.True(SenderReport.TryParse(block, out var sender));
        Assert.Equal((1u, 0x0102030405060708ul, 90_000u, 10u, 20u), (sender.SenderSsrc, sender.NtpTimestamp, sender.RtpTimestamp, sender.PacketCount, sender.OctetCount));
        Assert.Equal(2, sender.Reports.Count);
        Assert.Equal(report, sender.Reports[0]);
        Assert.Equal(0x7F_FFFF, sender.Reports[1].CumulativeLost);
        Assert.True(reader.TryRead(out block));
        Assert.True(SourceDescription.TryParse(block, out var description));
        Assert.Equal("điểm cầu"u8, description.Cname);
        Assert.True(reader.TryRead(out block));
        Assert.True(NackFeedback.TryParse(block, out var nack));
        Assert.Equal([65_535, 0, 3, 15, 16, 17], Lost(nack));
        Assert.True(reader.TryRead(out block) && PictureLossIndication.TryParse(block, out var loss) && loss.MediaSsrc == 2);
        Assert.True(reader.TryRead(out block));
        Assert.True(FullIntraRequest.TryParse(block, out var intra));
        Assert.Equal((2u, (byte)3), intra[0]);
        Assert.True(reader.TryRead(out block));
        Assert.True(RembFeedback.TryParse(block, out var remb));
        Assert.Equal((2, 3u), (remb.Count, remb[1]));
        Assert.InRange(remb.BitsPerSecond, 2_499_900, 2_500_000);
        Assert.True(reader.TryRead(out block) && ReceiverReport.TryParse(block, out var receiver) && receiver.Reports[0] == report);
        Assert.True(reader.TryRead(out block) && Bye.TryParse(block, out var bye) && bye.Count == 2 && bye[1] == 2);
        Assert.False(reader.TryRead(out _));
        Assert.False(reader.IsMalformed);
    }

    [Fact]
    public void Nothing_is_written_that_does_not_fit_whole()
    {
        var writer = new RtcpWriter(_buffer.AsSpan(0, 20));
        Assert.True(writer.PictureLoss(1, 2));
        Assert.False(writer.PictureLoss(1, 2));
        Assert.Equal(12, writer.Length);
        Assert.True(writer.Bye([1]));
        Assert.Equal(20, writer.Length);
    }

    [Fact]
    public void A_nack_of_seventeen_in_a_row_is_one_pair() // RFC 4585 section 6.2.1
    {
        var writer = new RtcpWriter(_buffer);
        Assert.True(writer.Nack(1, 2, [.. Enumerable.Range(65_530, 17).Select(number => (ushort)number)]));
        Assert.Equal(16, writer.Length);
        Assert.Equal([0xFF, 0xFA, 0xFF, 0xFF], writer.Written[12..16].ToArray());
    }

    [Fact]
    public void Unknown_packets_are_stepped_over_and_a_broken_length_ends_the_walk()
    {
        byte[] compound = [0x80, 204, 0, 1, 1, 2, 3, 4, 0x81, 206, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 0x80, 201, 0, 9];
        var reader = new RtcpReader(compound);
        Assert.True(reader.TryRead(out var block) && block.Type == RtcpType.Application);
        Assert.True(reader.TryRead(out block) && PictureLossIndication.TryParse(block, out _));
        Assert.False(reader.TryRead(out _));
        Assert.True(reader.IsMalformed);
    }

    [Fact]
    public void A_huge_estimate_is_no_limit()
    {
        byte[] packet = [0x8F, 206, 0, 4, 0, 0, 0, 1, 0, 0, 0, 0, (byte)'R', (byte)'E', (byte)'M', (byte)'B', 0, 0xFF, 0xFF, 0xFF];
        var reader = new RtcpReader(packet);
        Assert.True(reader.TryRead(out var block));
        Assert.True(RembFeedback.TryParse(block, out var remb));
        Assert.Equal(long.MaxValue, remb.BitsPerSecond);
    }

    private static List<int> Lost(NackFeedback nack)
    {
        var lost = new List<int>();
        foreach (var sequence in nack)
        {
            lost.Add(sequence);
        }

        return lost;
    }
}
