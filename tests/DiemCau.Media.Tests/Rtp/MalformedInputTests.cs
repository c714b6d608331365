using DiemCau.Media.Rtp;
using DiemCau.Media.Rtp.Codecs;
using DiemCau.Media.Rtp.Rtcp;

namespace DiemCau.Media.Tests.Rtp;

/// <summary>Whatever comes from the network, parsers say no or read within bounds; they never throw.</summary>
public sealed class MalformedInputTests
{
    [Fact]
    public void Cut_at_every_byte_or_with_random_bits_flipped_nothing_throws()
    {
        var random = new Random(11);
        foreach (var packet in Packets())
        {
            for (var length = 0; length <= packet.Length; length++)
            {
                ReadEverything(packet[..length]);
            }

            for (var round = 0; round < 3_000; round++)
            {
                var changed = packet.ToArray();
                for (var flips = random.Next(1, 12); flips > 0; flips--)
                {
                    changed[random.Next(changed.Length)] ^= (byte)(1 << random.Next(8));
                }

                ReadEverything(changed);
            }
        }
    }

    [Fact]
    public void Random_bytes_do_not_throw()
    {
        var random = new Random(12);
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = new byte[random.Next(80)];
            random.NextBytes(bytes);
            if (bytes.Length > 2)
            {
                bytes[0] = (byte)(0x80 | (bytes[0] & 0x3F));
                bytes[1] = round % 2 == 0 ? (byte)random.Next(200, 208) : bytes[1];
            }

            ReadEverything(bytes);
        }
    }

    internal static void ReadEverything(byte[] bytes)
    {
        if (RtpPacket.TryParse(bytes, out var packet))
        {
            for (var id = 0; id < 16; id++)
            {
                packet.TryGetExtension(id, out _);
            }

            foreach (var codec in Enum.GetValues<VideoCodec>())
            {
                FrameInfo.Inspect(codec, packet.Payload);
            }

            RtxPacket.TryUnwrap(bytes.ToArray(), 1, 96, out _);
        }

        foreach (var codec in Enum.GetValues<VideoCodec>())
        {
            FrameInfo.Inspect(codec, bytes);
        }

        if (Vp8Descriptor.TryParse(bytes, out var vp8))
        {
            Vp8Rewriter.Write(bytes, vp8, new PictureNumbers(1, 2, 3), new byte[bytes.Length + 1]);
        }

        var reader = new RtcpReader(bytes);
        while (reader.TryRead(out var block))
        {
            ReadBlock(block);
        }
    }

    private static void ReadBlock(RtcpBlock block)
    {
        if (SenderReport.TryParse(block, out var sender))
        {
            foreach (var report in sender.Reports)
            {
                report.RoundTrip(1);
            }
        }

        if (ReceiverReport.TryParse(block, out var receiver))
        {
            foreach (var report in receiver.Reports)
            {
                report.RoundTrip(long.MaxValue / 2);
            }
        }

        _ = SourceDescription.TryParse(block, out _);
        _ = PictureLossIndication.TryParse(block, out _);
        for (var i = 0; Bye.TryParse(block, out var bye) && i < bye.Count; i++)
        {
            _ = bye[i];
        }

        for (var i = 0; FullIntraRequest.TryParse(block, out var intra) && i < intra.Count; i++)
        {
            _ = intra[i];
        }

        for (var i = 0; RembFeedback.TryParse(block, out var remb) && i < remb.Count; i++)
        {
            _ = remb[i];
        }

        if (NackFeedback.TryParse(block, out var nack))
        {
            foreach (var lost in nack)
            {
                _ = lost;
            }
        }

        if (TransportWideFeedback.TryParse(block, out var feedback))
        {
            foreach (var arrival in feedback)
            {
                _ = arrival;
            }
        }
    }

    private static IEnumerable<byte[]> Packets()
    {
        var rtp = new byte[80];
        var header = RtpHeader.Write(rtp, 96, true, 1, 2, 3, [4]);
        var extensions = new RtpExtensionWriter(rtp, header);
        extensions.Add(4, "1"u8);
        extensions.AddAudioLevel(1, true, 3);
        header = extensions.Finish();
        Codecs.CodecTests.Vp8Key.CopyTo(rtp, header);
        yield return rtp;
        yield return Codecs.CodecTests.Vp8Key;
        yield return
        [
            0b1010_1010, 0x81, 0x02, 0b0010_0000, 0x07, 0b0011_1000, 0x01, 0x40, 0x00, 0xB4, 0x02, 0x80, 0x01, 0x68, 1, 0b0000_0100, 0x01, 0xAA,
        ];
        yield return [0x78, 0, 12, 0x67, 0x64, 0xC0, 0x1E, 0xD9, 0x00, 0xA0, 0x2F, 0xF9, 0x70, 0x11, 0x00, 0, 2, 0x68, 0xCE];
        yield return Compound();
        var recorder = new TransportFeedbackRecorder();
        for (var i = 0; i < 60; i++)
        {
            recorder.Record((ushort)(i * i), i * 7_000);
        }

        var feedback = new byte[600];
        recorder.TryBuild(feedback, 1, 2, out var length);
        yield return feedback[..length];
    }

    private static byte[] Compound()
    {
        var buffer = new byte[400];
        var writer = new RtcpWriter(buffer);
        ReportBlock report = new(7, 128, -5, 0x1_0002, 99, 1, 2);
        writer.SenderReport(1, 2, 3, 4, 5, [report]);
        writer.Cname(1, "cname"u8);
        writer.Nack(1, 2, [1, 2, 40]);
        writer.FullIntra(1, 2, 3);
        writer.Remb(1, 9_999_999, [1, 2]);
        writer.ReceiverReport(1, [report, report]);
        writer.Bye([1]);
        return buffer[..writer.Length];
    }
}
