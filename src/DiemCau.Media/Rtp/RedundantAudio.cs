using System.Buffers.Binary;

namespace DiemCau.Media.Rtp;

/// <summary>A voice packet that came once more inside a later one.</summary>
/// <param name="TimestampOffset">How far it is before the packet that carries it, in ticks.</param>
/// <param name="Offset">Into the payload.</param>
internal readonly record struct RedundantBlock(byte PayloadType, ushort TimestampOffset, ushort Offset, ushort Length);

/// <summary>Redundant audio (RFC 2198): earlier packets, oldest first, then the primary one.</summary>
/// <param name="PrimaryOffset">Into the payload; the primary block goes to its end.</param>
/// <param name="Count">Earlier packets.</param>
internal readonly record struct RedundantAudio(byte PrimaryPayloadType, ushort PrimaryOffset, byte Count)
{
    private const int BlockHeader = 4;

    /// <summary>Browsers send one or two; nine are half a kilobyte of speech.</summary>
    private const int MostBlocks = 8;

    /// <summary>Reads the headers, which say where the blocks are. A primary block without a byte is refused.</summary>
    public static bool TryParse(ReadOnlySpan<byte> payload, out RedundantAudio audio)
    {
        audio = default;
        var at = 0;
        var data = 0;
        byte count = 0;
        while (at < payload.Length && (payload[at] & 0x80) != 0)
        {
            if (++count > MostBlocks || at + BlockHeader > payload.Length)
            {
                return false;
            }

            data += LengthOf(payload[at..]);
            at += BlockHeader;
        }

        if (at >= payload.Length)
        {
            return false;
        }

        var primary = at + 1 + data;
        if (primary >= payload.Length)
        {
            return false;
        }

        audio = new RedundantAudio((byte)(payload[at] & 0x7F), (ushort)primary, count);
        return true;
    }

    /// <summary>Finds an earlier packet in the payload that this was read from.</summary>
    /// <param name="back">1: the one just before the primary, which has the sequence number before its.</param>
    /// <returns>False when it is not there, or empty.</returns>
    public bool TryGetBlock(ReadOnlySpan<byte> payload, int back, out RedundantBlock block)
    {
        block = default;
        var index = Count - back;
        if (back < 1 || index < 0)
        {
            return false;
        }

        var offset = (Count * BlockHeader) + 1;
        for (var i = 0; i < index; i++)
        {
            offset += LengthOf(payload[(i * BlockHeader)..]);
        }

        var header = payload[(index * BlockHeader)..];
        block = new RedundantBlock(
            (byte)(header[0] & 0x7F), (ushort)(BinaryPrimitives.ReadUInt16BigEndian(header[1..]) >> 2), (ushort)offset,
            (ushort)LengthOf(header));
        return block.Length > 0;
    }

    /// <summary>Writes the headers of one earlier packet and the primary one; both payloads follow in this order.</summary>
    /// <param name="timestampOffset">Below 2^14.</param>
    /// <param name="earlierLength">Below 2^10.</param>
    /// <returns>Bytes written.</returns>
    public static int WriteHeaders(Span<byte> destination, byte payloadType, ushort timestampOffset, int earlierLength)
    {
        destination[0] = (byte)(0x80 | payloadType);
        BinaryPrimitives.WriteUInt16BigEndian(destination[1..], (ushort)((timestampOffset << 2) | (earlierLength >> 8)));
        destination[3] = (byte)earlierLength;
        destination[BlockHeader] = payloadType;
        return BlockHeader + 1;
    }

    private static int LengthOf(ReadOnlySpan<byte> header) => BinaryPrimitives.ReadUInt16BigEndian(header[2..]) & 0x3FF;
}
