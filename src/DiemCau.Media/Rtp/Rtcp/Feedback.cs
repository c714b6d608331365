using System.Buffers.Binary;

namespace DiemCau.Media.Rtp.Rtcp;

/// <summary>FMT values of RTPFB and PSFB packets (RFC 4585, RFC 5104, REMB and transport-wide drafts).</summary>
internal static class FeedbackFormat
{
    public const byte Nack = 1;
    public const byte TransportWide = 15;
    public const byte PictureLoss = 1;
    public const byte FullIntra = 4;
    public const byte ApplicationLayer = 15;
}

/// <summary>Generic NACK (RFC 4585 section 6.2.1): `foreach (ushort lost in nack)`.</summary>
internal readonly ref struct NackFeedback
{
    private readonly ReadOnlySpan<byte> _items;

    private NackFeedback(ReadOnlySpan<byte> body)
    {
        SenderSsrc = BinaryPrimitives.ReadUInt32BigEndian(body);
        MediaSsrc = BinaryPrimitives.ReadUInt32BigEndian(body[4..]);
        _items = body[8..];
    }

    public uint SenderSsrc { get; }

    public uint MediaSsrc { get; }

    public static bool TryParse(RtcpBlock block, out NackFeedback nack)
    {
        nack = default;
        if (!block.Is(RtcpType.TransportFeedback, FeedbackFormat.Nack) || block.Body.Length < 12 || block.Body.Length % 4 != 0)
        {
            return false;
        }

        nack = new NackFeedback(block.Body);
        return true;
    }

    public Enumerator GetEnumerator() => new(_items);

    internal ref struct Enumerator(ReadOnlySpan<byte> items)
    {
        private readonly ReadOnlySpan<byte> _items = items;
        private int _position;
        private ushort _packetId;
        private int _followers;
        private int _bit = 16;

        public ushort Current { get; private set; }

        public bool MoveNext()
        {
            while (_bit < 16)
            {
                _bit++;
                if ((_followers & (1 << (_bit - 1))) != 0)
                {
                    Current = (ushort)(_packetId + _bit);
                    return true;
                }
            }

            if (_position + 4 > _items.Length)
            {
                return false;
            }

            Current = _packetId = BinaryPrimitives.ReadUInt16BigEndian(_items[_position..]);
            _followers = BinaryPrimitives.ReadUInt16BigEndian(_items[(_position + 2)..]);
            _bit = 0;
            _position += 4;
            return true;
        }
    }
}

/// <summary>PLI (RFC 4585 section 6.3.1).</summary>
internal readonly record struct PictureLossIndication(uint SenderSsrc, uint MediaSsrc)
{
    public static bool TryParse(RtcpBlock block, out PictureLossIndication indication)
    {
        indication = default;
        if (!block.Is(RtcpType.PayloadFeedback, FeedbackFormat.PictureLoss) || block.Body.Length < 8)
        {
            return false;
        }

        indication = new(BinaryPrimitives.ReadUInt32BigEndian(block.Body), BinaryPrimitives.ReadUInt32BigEndian(block.Body[4..]));
        return true;
    }
}

/// <summary>FIR (RFC 5104 section 4.3.1); the media SSRC of the header is unused, each entry names its own.</summary>
internal readonly ref struct FullIntraRequest
{
    private readonly ReadOnlySpan<byte> _entries;

    private FullIntraRequest(ReadOnlySpan<byte> body)
    {
        SenderSsrc = BinaryPrimitives.ReadUInt32BigEndian(body);
        _entries = body[8..];
    }

    public uint SenderSsrc { get; }

    public int Count => _entries.Length / 8;

    /// <summary>The source asked for a key frame and the command's number, which tells a repetition from a new request.</summary>
    public (uint Ssrc, byte Sequence) this[int index] =>
        (BinaryPrimitives.ReadUInt32BigEndian(_entries[(8 * index)..]), _entries[(8 * index) + 4]);

    public static bool TryParse(RtcpBlock block, out FullIntraRequest request)
    {
        request = default;
        if (!block.Is(RtcpType.PayloadFeedback, FeedbackFormat.FullIntra) || block.Body.Length < 16)
        {
            return false;
        }

        request = new FullIntraRequest(block.Body);
        return true;
    }
}

/// <summary>Receiver estimated maximum bitrate (draft-alvestrand-rmcat-remb-03).</summary>
internal readonly ref struct RembFeedback
{
    private readonly ReadOnlySpan<byte> _sources;

    private RembFeedback(ReadOnlySpan<byte> body)
    {
        SenderSsrc = BinaryPrimitives.ReadUInt32BigEndian(body);
        var mantissa = (ulong)(((body[13] & 0x03) << 16) | (body[14] << 8) | body[15]);
        var exponent = body[13] >> 2;
        // 18 + 63 bits do not fit; whatever is that large is no limit.
        BitsPerSecond = exponent > 44 ? long.MaxValue : (long)(mantissa << exponent);
        _sources = body.Slice(16, 4 * body[12]);
    }

    public uint SenderSsrc { get; }

    public long BitsPerSecond { get; }

    public int Count => _sources.Length / 4;

    public uint this[int index] => BinaryPrimitives.ReadUInt32BigEndian(_sources[(4 * index)..]);

    public static bool TryParse(RtcpBlock block, out RembFeedback remb)
    {
        remb = default;
        var body = block.Body;
        if (!block.Is(RtcpType.PayloadFeedback, FeedbackFormat.ApplicationLayer) || body.Length < 16
            || !body.Slice(8, 4).SequenceEqual("REMB"u8) || body.Length < 16 + (4 * body[12]))
        {
            return false;
        }

        remb = new RembFeedback(body);
        return true;
    }
}
