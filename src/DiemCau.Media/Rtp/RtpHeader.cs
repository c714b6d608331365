using System.Buffers.Binary;

namespace DiemCau.Media.Rtp;

/// <summary>Writes and tells apart RTP headers.</summary>
internal static class RtpHeader
{
    /// <summary>
    /// RFC 5761 section 4: with rtcp-mux, payload types 64–95 (the second byte 192–223) are RTCP.
    /// </summary>
    public static bool LooksLikeRtcp(ReadOnlySpan<byte> datagram) =>
        datagram.Length >= 4 && datagram[0] >> 6 == 2 && datagram[1] is >= 192 and <= 223;

    /// <summary>
    /// The length of fixed header, CSRC list and extension of a packet that may still be encrypted (its padding cannot be read yet).
    /// </summary>
    public static bool TryGetLength(ReadOnlySpan<byte> packet, out int length)
    {
        length = 0;
        if (packet.Length < RtpPacket.FixedHeaderLength || packet[0] >> 6 != 2)
        {
            return false;
        }

        length = RtpPacket.FixedHeaderLength + (4 * (packet[0] & 0x0F));
        if ((packet[0] & 0x10) == 0)
        {
            return length <= packet.Length;
        }

        if (packet.Length < length + 4)
        {
            return false;
        }

        length += 4 + (4 * BinaryPrimitives.ReadUInt16BigEndian(packet[(length + 2)..]));
        return length <= packet.Length;
    }

    /// <summary>Writes a header without extension.</summary>
    /// <param name="contributors">CSRC list, at most 15.</param>
    /// <returns>Its length: 12 bytes and 4 per contributor.</returns>
    public static int Write(
        Span<byte> destination,
        byte payloadType,
        bool marker,
        ushort sequence,
        uint timestamp,
        uint ssrc,
        ReadOnlySpan<uint> contributors = default)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(contributors.Length, 15);
        destination[0] = (byte)(0x80 | contributors.Length);
        destination[1] = (byte)((marker ? 0x80 : 0) | (payloadType & 0x7F));
        BinaryPrimitives.WriteUInt16BigEndian(destination[2..], sequence);
        BinaryPrimitives.WriteUInt32BigEndian(destination[4..], timestamp);
        BinaryPrimitives.WriteUInt32BigEndian(destination[8..], ssrc);
        var length = RtpPacket.FixedHeaderLength;
        foreach (var contributor in contributors)
        {
            BinaryPrimitives.WriteUInt32BigEndian(destination[length..], contributor);
            length += 4;
        }

        return length;
    }

    /// <summary>
    /// Appends padding to a packet (RFC 3550 section 5.1), whose payload ends at <paramref name="length"/>; 0 appends none.
    /// </summary>
    /// <returns>Its bytes.</returns>
    public static int Pad(Span<byte> packet, int length, byte padding)
    {
        if (padding > 0)
        {
            packet[0] |= 0x20;
            packet.Slice(length, padding - 1).Clear();
            packet[length + padding - 1] = padding;
        }

        return padding;
    }

    public static void WriteSequence(Span<byte> packet, ushort sequence) => BinaryPrimitives.WriteUInt16BigEndian(packet[2..], sequence);

    public static void WriteTimestamp(Span<byte> packet, uint timestamp) => BinaryPrimitives.WriteUInt32BigEndian(packet[4..], timestamp);

    public static void WriteSsrc(Span<byte> packet, uint ssrc) => BinaryPrimitives.WriteUInt32BigEndian(packet[8..], ssrc);

    public static void WritePayloadType(Span<byte> packet, byte payloadType) =>
        packet[1] = (byte)((packet[1] & 0x80) | (payloadType & 0x7F));
}
