using DiemCau.Media.Rtp;

namespace DiemCau.Media.Tests.Rtp;

public sealed class RtpPacketTests
{
    [Fact]
    public void A_packet_with_everything_is_read_back()
    {
        var bytes = new byte[64];
        var header = RtpHeader.Write(bytes, 96, true, 0xFFFE, 0x01020304, 0xDEADBEEF, [7, 8]);
        Assert.Equal(20, header);
        var writer = new RtpExtensionWriter(bytes, header);
        Assert.True(writer.Add(4, "12"u8));
        Assert.True(writer.AddAudioLevel(1, true, 33));
        Assert.True(writer.AddTransportSequence(3, 0xABCD));
        header = writer.Finish();
        bytes[0] |= 0x20;
        bytes[^1] = 3;

        Assert.True(RtpPacket.TryParse(bytes, out var packet));
        Assert.True(packet.Marker);
        Assert.Equal(96, packet.PayloadType);
        Assert.Equal(0xFFFE, packet.SequenceNumber);
        Assert.Equal(0x01020304u, packet.Timestamp);
        Assert.Equal(0xDEADBEEFu, packet.Ssrc);
        Assert.Equal(8u, packet.Csrc(1));
        Assert.Equal(header, packet.HeaderLength);
        Assert.Equal(0, header % 4);
        Assert.Equal(64 - header - 3, packet.Payload.Length);
        Assert.True(packet.TryGetExtension(4, out var mid));
        Assert.Equal("12"u8, mid);
        Assert.True(packet.TryGetExtension(1, out var level) && AudioLevel.TryParse(level, out var audio) && audio == new AudioLevel(true, 33));
        Assert.True(packet.TryGetExtension(3, out var sequence));
        Assert.Equal([0xAB, 0xCD], sequence.ToArray());
        Assert.False(packet.TryGetExtension(5, out _));
        Assert.False(packet.TryGetExtension(0, out _));
    }

    [Fact]
    public void The_two_byte_form_carries_large_ids_and_empty_values()
    {
        var bytes = new byte[400];
        var header = RtpHeader.Write(bytes, 96, false, 1, 2, 3);
        var writer = new RtpExtensionWriter(bytes, header, twoByte: true);
        Assert.True(writer.Add(200, new byte[255]));
        Assert.True(writer.Add(15, []));
        Assert.False(writer.Add(16, new byte[200]));
        var length = writer.Finish();
        Assert.True(RtpPacket.TryParse(bytes.AsSpan(0, length), out var packet));
        Assert.True(packet.TryGetExtension(200, out var large));
        Assert.Equal(255, large.Length);
        Assert.True(packet.TryGetExtension(15, out var empty) && empty.IsEmpty);
        Assert.True(packet.Payload.IsEmpty);
    }

    [Fact]
    public void Without_elements_no_extension_is_written()
    {
        var bytes = new byte[40];
        var writer = new RtpExtensionWriter(bytes, RtpHeader.Write(bytes, 0, false, 0, 0, 0));
        Assert.False(writer.Add(0, [1]));
        Assert.False(writer.Add(15, [1]));
        Assert.False(writer.Add(1, []));
        Assert.False(writer.Add(1, new byte[17]));
        Assert.Equal(12, writer.Finish());
        Assert.Equal(0x80, bytes[0]);
    }

    [Fact]
    public void The_one_byte_form_ends_at_id_15_and_skips_padding() // RFC 8285 section 4.2
    {
        byte[] bytes = [0x90, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xBE, 0xDE, 0, 2, 0x00, 0x20, 0xAA, 0x00, 0xF0, 0x01, 0x30, 0xBB];
        Assert.True(RtpPacket.TryParse(bytes, out var packet));
        Assert.True(packet.TryGetExtension(2, out var value) && value[0] == 0xAA);
        Assert.False(packet.TryGetExtension(3, out _));
    }

    [Theory]
    [InlineData(new byte[] { 0x80, 0, 0 })]
    [InlineData(new byte[] { 0x40, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 })] // version 1
    [InlineData(new byte[] { 0x81, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 })] // CSRC missing
    [InlineData(new byte[] { 0x90, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xBE, 0xDE })] // extension header cut
    [InlineData(new byte[] { 0x90, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xBE, 0xDE, 0, 1 })] // extension cut
    [InlineData(new byte[] { 0xA0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 })] // padding of zero
    [InlineData(new byte[] { 0xA0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9 })] // padding into the header
    public void Broken_packets_are_refused(byte[] bytes) => Assert.False(RtpPacket.TryParse(bytes, out _));

    [Fact]
    public void Payload_types_64_to_95_are_rtcp() // RFC 5761 section 4
    {
        Assert.True(RtpHeader.LooksLikeRtcp([0x81, 200, 0, 1]));
        Assert.True(RtpHeader.LooksLikeRtcp([0x81, 206, 0, 1]));
        Assert.False(RtpHeader.LooksLikeRtcp([0x80, 96 | 0x80, 0, 1]));
        Assert.False(RtpHeader.LooksLikeRtcp([0x80, 111, 0, 1]));
        Assert.False(RtpHeader.LooksLikeRtcp([]));
    }

    [Fact]
    public void A_lost_packet_comes_back_through_rtx_as_it_was()
    {
        var original = new byte[50];
        var header = RtpHeader.Write(original, 96, true, 500, 9_000, 1);
        var extensions = new RtpExtensionWriter(original, header);
        extensions.Add(4, "1"u8);
        header = extensions.Finish();
        Random.Shared.NextBytes(original.AsSpan(header));
        var rtx = new byte[60];
        var length = RtxPacket.Wrap(original, rtx, 97, 2, 60_000);
        Assert.Equal(52, length);
        Assert.True(RtpPacket.TryParse(rtx.AsSpan(0, length), out var wrapped));
        Assert.Equal((97, 60_000, 2u), (wrapped.PayloadType, wrapped.SequenceNumber, wrapped.Ssrc));
        Assert.True(RtxPacket.TryUnwrap(rtx.AsSpan(0, length), 1, 96, out var restored));
        Assert.Equal(original, rtx[..restored]);
        Assert.Equal(0, RtxPacket.Wrap(original, new byte[51], 97, 2, 0));
    }

    [Fact]
    public void A_probe_of_padding_only_is_no_lost_packet()
    {
        var probe = new byte[60];
        RtpHeader.Write(probe, 97, false, 1, 2, 3);
        probe[0] |= 0x20;
        probe[^1] = 48;
        Assert.False(RtxPacket.TryUnwrap(probe, 1, 96, out _));
    }
}
