using DiemCau.Media.Rtp;

namespace DiemCau.Fuzz.Targets;

/// <summary>RTP with its header extensions, and a retransmission taken apart and wrapped again.</summary>
internal sealed class RtpTarget : IFuzzTarget
{
    public string Name => "rtp";

    public IReadOnlyList<Type> Parsers { get; } =
    [
        typeof(RtpPacket), typeof(RtpHeader), typeof(RtxPacket),
        typeof(RedundantAudio), typeof(AudioLevel), typeof(AbsSendTime),
    ];

    public IReadOnlyList<byte[]> Samples { get; } =
        [Packet(twoByte: false), Packet(twoByte: true), [0x80, 63, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0xEF, 0x0F, 0, 3, 111, 1, 2, 3, 4, 5]];

    public void Run(ReadOnlySpan<byte> input)
    {
        _ = RtpHeader.LooksLikeRtcp(input);
        if (!RtpPacket.TryParse(input, out var packet))
        {
            return;
        }

        for (var id = 0; id < 256; id++)
        {
            if (packet.TryGetExtension(id, out var value))
            {
                _ = AudioLevel.TryParse(value, out _);
                _ = AbsSendTime.TryRead(value, out _);
            }
        }

        for (var i = 0; i < packet.CsrcCount; i++)
        {
            _ = packet.Csrc(i);
        }

        if (!RtpHeader.TryGetLength(input, out var length) || length != packet.HeaderLength)
        {
            throw new InvalidOperationException("Two readings of one header's length.");
        }

        CheckRetransmission(input, packet);
        CheckRedundancy(packet.Payload);
    }

    private static void CheckRedundancy(ReadOnlySpan<byte> payload)
    {
        if (!RedundantAudio.TryParse(payload, out var audio))
        {
            return;
        }

        var end = (int)audio.PrimaryOffset;
        for (var back = 1; back <= audio.Count; back++)
        {
            if (audio.TryGetBlock(payload, back, out var block))
            {
                if (block.Offset + block.Length > end)
                {
                    throw new InvalidOperationException("Blocks that overlap.");
                }

                end = block.Offset;
            }
        }
    }

    private static void CheckRetransmission(ReadOnlySpan<byte> input, RtpPacket packet)
    {
        var wrapped = new byte[input.Length + RtxPacket.OriginalSequenceLength];
        var length = RtxPacket.Wrap(input, wrapped, 97, 7, 1);
        if (packet.Payload.IsEmpty || !RtxPacket.TryUnwrap(wrapped.AsSpan(0, length), packet.Ssrc, packet.PayloadType, out var restored))
        {
            return;
        }

        if (!RtpPacket.TryParse(wrapped.AsSpan(0, restored), out var again)
            || again.SequenceNumber != packet.SequenceNumber || !again.Payload.SequenceEqual(packet.Payload))
        {
            throw new InvalidOperationException("A retransmission is not the packet that was lost.");
        }
    }

    private static byte[] Packet(bool twoByte)
    {
        var bytes = new byte[60];
        var header = RtpHeader.Write(bytes, 96, true, 1, 2, 3, [4, 5]);
        var extensions = new RtpExtensionWriter(bytes, header, twoByte);
        extensions.Add(4, "1"u8);
        extensions.AddAudioLevel(1, true, 30);
        extensions.AddAbsSendTime(2, 1_000_000);
        extensions.Finish();
        bytes[0] |= 0x20;
        bytes[^1] = 3;
        return bytes;
    }
}
