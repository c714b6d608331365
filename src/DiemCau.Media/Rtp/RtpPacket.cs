using System.Buffers.Binary;

namespace DiemCau.Media.Rtp;

/// <summary>A view of one RTP packet (RFC 3550 section 5.1), already decrypted. Owns nothing.</summary>
internal readonly ref struct RtpPacket
{
    public const int FixedHeaderLength = 12;

    private const ushort OneByteProfile = 0xBEDE;
    private const ushort TwoByteProfile = 0x1000;

    private readonly ReadOnlySpan<byte> _datagram;
    private readonly int _extensionOffset;
    private readonly int _extensionLength;
    private readonly ushort _extensionProfile;

    private RtpPacket(
        ReadOnlySpan<byte> datagram, int headerLength, int paddingLength, int extensionOffset, int extensionLength, ushort profile)
    {
        _datagram = datagram;
        _extensionOffset = extensionOffset;
        _extensionLength = extensionLength;
        _extensionProfile = profile;
        HeaderLength = headerLength;
        PaddingLength = paddingLength;
    }

    /// <summary>Fixed header, CSRC list and header extension.</summary>
    public int HeaderLength { get; }

    /// <summary>0–255, the padding count byte included.</summary>
    public int PaddingLength { get; }

    public bool Marker => (_datagram[1] & 0x80) != 0;

    public byte PayloadType => (byte)(_datagram[1] & 0x7F);

    public ushort SequenceNumber => BinaryPrimitives.ReadUInt16BigEndian(_datagram[2..]);

    public uint Timestamp => BinaryPrimitives.ReadUInt32BigEndian(_datagram[4..]);

    public uint Ssrc => BinaryPrimitives.ReadUInt32BigEndian(_datagram[8..]);

    public int CsrcCount => _datagram[0] & 0x0F;

    /// <summary>Without padding.</summary>
    public ReadOnlySpan<byte> Payload => _datagram[HeaderLength..^PaddingLength];

    public int Length => _datagram.Length;

    public uint Csrc(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)CsrcCount);
        return BinaryPrimitives.ReadUInt32BigEndian(_datagram[(FixedHeaderLength + (4 * index))..]);
    }

    public static bool TryParse(ReadOnlySpan<byte> datagram, out RtpPacket packet)
    {
        packet = default;
        if (datagram.Length < FixedHeaderLength || datagram[0] >> 6 != 2)
        {
            return false;
        }

        var headerLength = FixedHeaderLength + (4 * (datagram[0] & 0x0F));
        var extensionOffset = 0;
        var extensionLength = 0;
        ushort profile = 0;
        if ((datagram[0] & 0x10) != 0)
        {
            if (datagram.Length < headerLength + 4)
            {
                return false;
            }

            profile = BinaryPrimitives.ReadUInt16BigEndian(datagram[headerLength..]);
            extensionLength = 4 * BinaryPrimitives.ReadUInt16BigEndian(datagram[(headerLength + 2)..]);
            extensionOffset = headerLength + 4;
            headerLength = extensionOffset + extensionLength;
        }

        if (headerLength > datagram.Length)
        {
            return false;
        }

        var paddingLength = 0;
        if ((datagram[0] & 0x20) != 0)
        {
            paddingLength = datagram[^1];
            if (paddingLength == 0 || headerLength + paddingLength > datagram.Length)
            {
                return false;
            }
        }

        packet = new RtpPacket(datagram, headerLength, paddingLength, extensionOffset, extensionLength, profile);
        return true;
    }

    /// <summary>
    /// Finds a header extension element by its id (RFC 8285, one- and two-byte form). Id 0 (not negotiated) finds nothing.
    /// </summary>
    public bool TryGetExtension(int id, out ReadOnlySpan<byte> value)
    {
        value = default;
        if (_extensionLength == 0 || id == 0)
        {
            return false;
        }

        var block = _datagram.Slice(_extensionOffset, _extensionLength);
        if (_extensionProfile == OneByteProfile)
        {
            return TryGetOneByte(block, id, out value);
        }

        // The low four bits of the two-byte profile are "appbits" and carry no meaning here.
        return (_extensionProfile & 0xFFF0) == TwoByteProfile && TryGetTwoByte(block, id, out value);
    }

    private static bool TryGetOneByte(ReadOnlySpan<byte> block, int id, out ReadOnlySpan<byte> value)
    {
        value = default;
        for (var i = 0; i < block.Length;)
        {
            var head = block[i++];
            if (head == 0)
            {
                continue; // padding between elements
            }

            var elementId = head >> 4;
            if (elementId == 15)
            {
                return false; // RFC 8285 section 4.2: stop reading at id 15
            }

            var length = (head & 0x0F) + 1;
            if (elementId == 0 || i + length > block.Length)
            {
                return false;
            }

            if (elementId == id)
            {
                value = block.Slice(i, length);
                return true;
            }

            i += length;
        }

        return false;
    }

    private static bool TryGetTwoByte(ReadOnlySpan<byte> block, int id, out ReadOnlySpan<byte> value)
    {
        value = default;
        for (var i = 0; i < block.Length;)
        {
            var elementId = block[i++];
            if (elementId == 0)
            {
                continue;
            }

            if (i >= block.Length)
            {
                return false;
            }

            var length = block[i++];
            if (i + length > block.Length)
            {
                return false;
            }

            if (elementId == id)
            {
                value = block.Slice(i, length);
                return true;
            }

            i += length;
        }

        return false;
    }
}
