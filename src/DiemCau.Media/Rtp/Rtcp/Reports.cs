using System.Buffers.Binary;

namespace DiemCau.Media.Rtp.Rtcp;

/// <summary>SR (RFC 3550 section 6.4.1).</summary>
internal readonly ref struct SenderReport
{
    private SenderReport(ReadOnlySpan<byte> body, int reports)
    {
        SenderSsrc = BinaryPrimitives.ReadUInt32BigEndian(body);
        NtpTimestamp = BinaryPrimitives.ReadUInt64BigEndian(body[4..]);
        RtpTimestamp = BinaryPrimitives.ReadUInt32BigEndian(body[12..]);
        PacketCount = BinaryPrimitives.ReadUInt32BigEndian(body[16..]);
        OctetCount = BinaryPrimitives.ReadUInt32BigEndian(body[20..]);
        Reports = new ReportBlocks(body.Slice(24, reports * ReportBlock.Length));
    }

    public uint SenderSsrc { get; }

    public ulong NtpTimestamp { get; }

    public uint RtpTimestamp { get; }

    public uint PacketCount { get; }

    public uint OctetCount { get; }

    public ReportBlocks Reports { get; }

    public static bool TryParse(RtcpBlock block, out SenderReport report)
    {
        report = default;
        if (block.Type != RtcpType.SenderReport || block.Body.Length < 24 + (block.Count * ReportBlock.Length))
        {
            return false;
        }

        report = new SenderReport(block.Body, block.Count);
        return true;
    }
}

/// <summary>RR (RFC 3550 section 6.4.2).</summary>
internal readonly ref struct ReceiverReport
{
    private ReceiverReport(ReadOnlySpan<byte> body, int reports)
    {
        SenderSsrc = BinaryPrimitives.ReadUInt32BigEndian(body);
        Reports = new ReportBlocks(body.Slice(4, reports * ReportBlock.Length));
    }

    public uint SenderSsrc { get; }

    public ReportBlocks Reports { get; }

    public static bool TryParse(RtcpBlock block, out ReceiverReport report)
    {
        report = default;
        if (block.Type != RtcpType.ReceiverReport || block.Body.Length < 4 + (block.Count * ReportBlock.Length))
        {
            return false;
        }

        report = new ReceiverReport(block.Body, block.Count);
        return true;
    }
}

/// <summary>The first chunk of an SDES that carries a CNAME (RFC 3550 section 6.5); WebRTC sends one chunk.</summary>
internal readonly ref struct SourceDescription
{
    private const byte CnameItem = 1;

    private SourceDescription(uint ssrc, ReadOnlySpan<byte> cname)
    {
        Ssrc = ssrc;
        Cname = cname;
    }

    public uint Ssrc { get; }

    /// <summary>UTF-8.</summary>
    public ReadOnlySpan<byte> Cname { get; }

    public static bool TryParse(RtcpBlock block, out SourceDescription description)
    {
        description = default;
        if (block.Type != RtcpType.SourceDescription)
        {
            return false;
        }

        var body = block.Body;
        var position = 0;
        for (var chunk = 0; chunk < block.Count && position + 4 <= body.Length; chunk++)
        {
            var ssrc = BinaryPrimitives.ReadUInt32BigEndian(body[position..]);
            position += 4;
            while (position < body.Length && body[position] != 0)
            {
                if (position + 2 > body.Length || position + 2 + body[position + 1] > body.Length)
                {
                    return false;
                }

                if (body[position] == CnameItem)
                {
                    description = new SourceDescription(ssrc, body.Slice(position + 2, body[position + 1]));
                    return true;
                }

                position += 2 + body[position + 1];
            }

            // At least one zero ends the items, then up to the next 32-bit boundary.
            position = (position + 4) & ~3;
        }

        return false;
    }
}

/// <summary>BYE (RFC 3550 section 6.6).</summary>
internal readonly ref struct Bye
{
    private readonly ReadOnlySpan<byte> _sources;

    private Bye(ReadOnlySpan<byte> sources) => _sources = sources;

    public int Count => _sources.Length / 4;

    public uint this[int index] => BinaryPrimitives.ReadUInt32BigEndian(_sources[(4 * index)..]);

    public static bool TryParse(RtcpBlock block, out Bye bye)
    {
        bye = default;
        if (block.Type != RtcpType.Bye || block.Body.Length < 4 * block.Count)
        {
            return false;
        }

        bye = new Bye(block.Body[..(4 * block.Count)]);
        return true;
    }
}
