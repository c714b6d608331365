using System.Buffers.Binary;

namespace DiemCau.Media.Rtp.Rtcp;

internal enum RtcpType : byte
{
    SenderReport = 200,
    ReceiverReport = 201,
    SourceDescription = 202,
    Bye = 203,
    Application = 204,
    TransportFeedback = 205,
    PayloadFeedback = 206,
    ExtendedReport = 207,
}

/// <summary>One RTCP packet inside a compound.</summary>
internal readonly ref struct RtcpBlock
{
    internal RtcpBlock(ReadOnlySpan<byte> packet, int paddingLength)
    {
        Type = (RtcpType)packet[1];
        Count = (byte)(packet[0] & 0x1F);
        Body = packet[4..^paddingLength];
    }

    public RtcpType Type { get; }

    /// <summary>Report count, source count or feedback message type (FMT), by the type.</summary>
    public byte Count { get; }

    /// <summary>Everything after the four-byte header, without padding.</summary>
    public ReadOnlySpan<byte> Body { get; }

    internal bool Is(RtcpType type, byte format) => Type == type && Count == format;
}

/// <summary>
/// Walks through a compound packet (RFC 3550 section 6.1) or a reduced-size one (RFC 5506). A broken length ends the walk.
/// </summary>
internal ref struct RtcpReader(ReadOnlySpan<byte> compound)
{
    private ReadOnlySpan<byte> _rest = compound;

    /// <summary>The walk ended before the end of the bytes.</summary>
    public bool IsMalformed { get; private set; }

    public bool TryRead(out RtcpBlock block)
    {
        block = default;
        if (_rest.IsEmpty)
        {
            return false;
        }

        if (_rest.Length < 4 || _rest[0] >> 6 != 2)
        {
            return Malformed();
        }

        var length = 4 + (4 * BinaryPrimitives.ReadUInt16BigEndian(_rest[2..]));
        if (length > _rest.Length)
        {
            return Malformed();
        }

        var packet = _rest[..length];
        var padding = 0;
        if ((packet[0] & 0x20) != 0)
        {
            // Not checked for a multiple of four: transport-wide feedback is padded by one to three bytes (libwebrtc).
            padding = packet[^1];
            if (padding == 0 || padding > length - 4)
            {
                return Malformed();
            }
        }

        _rest = _rest[length..];
        block = new RtcpBlock(packet, padding);
        return true;
    }

    private bool Malformed()
    {
        IsMalformed = true;
        _rest = default;
        return false;
    }
}
