using System.Buffers.Binary;

namespace DiemCau.Media.Rtp;

/// <summary>Retransmission payload format (RFC 4588): the original packet with its sequence number put before the payload.</summary>
internal static class RtxPacket
{
    public const int OriginalSequenceLength = 2;

    /// <summary>Turns an RTX packet in place into the packet that was lost.</summary>
    /// <param name="length">The restored packet's length from the same start; padding is taken off.</param>
    /// <returns>False for a probe of padding only, or when it is not RTP.</returns>
    public static bool TryUnwrap(Span<byte> packet, uint originalSsrc, byte originalPayloadType, out int length)
    {
        length = 0;
        if (!RtpPacket.TryParse(packet, out var rtx) || rtx.Payload.Length <= OriginalSequenceLength)
        {
            return false;
        }

        var headerLength = rtx.HeaderLength;
        var payloadLength = rtx.Payload.Length - OriginalSequenceLength;
        var originalSequence = BinaryPrimitives.ReadUInt16BigEndian(rtx.Payload);
        packet.Slice(headerLength + OriginalSequenceLength, payloadLength).CopyTo(packet[headerLength..]);
        packet[0] &= 0xDF;
        RtpHeader.WritePayloadType(packet, originalPayloadType);
        RtpHeader.WriteSequence(packet, originalSequence);
        RtpHeader.WriteSsrc(packet, originalSsrc);
        length = headerLength + payloadLength;
        return true;
    }

    /// <summary>Wraps a packet for retransmission; header extensions are taken over.</summary>
    /// <param name="destination">Two bytes longer than the original at least.</param>
    /// <returns>The RTX packet's length; 0 when the original is not RTP or the destination too small.</returns>
    public static int Wrap(ReadOnlySpan<byte> original, Span<byte> destination, byte rtxPayloadType, uint rtxSsrc, ushort rtxSequence)
    {
        if (!RtpPacket.TryParse(original, out var packet))
        {
            return 0;
        }

        var length = packet.HeaderLength + OriginalSequenceLength + packet.Payload.Length;
        if (destination.Length < length)
        {
            return 0;
        }

        original[..packet.HeaderLength].CopyTo(destination);
        BinaryPrimitives.WriteUInt16BigEndian(destination[packet.HeaderLength..], packet.SequenceNumber);
        packet.Payload.CopyTo(destination[(packet.HeaderLength + OriginalSequenceLength)..]);
        destination[0] &= 0xDF;
        RtpHeader.WritePayloadType(destination, rtxPayloadType);
        RtpHeader.WriteSequence(destination, rtxSequence);
        RtpHeader.WriteSsrc(destination, rtxSsrc);
        return length;
    }
}
