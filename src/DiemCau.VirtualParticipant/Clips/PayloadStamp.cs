using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace DiemCau.VirtualParticipant.Clips;

/// <summary>
/// What a synthetic payload says of itself. The clock is the machine's monotonic one, so receivers on it can take the delay.
/// </summary>
/// <param name="Source">Whose.</param>
/// <param name="Number">Frame or packet number.</param>
/// <param name="SentAt"><see cref="System.Diagnostics.Stopwatch"/> ticks.</param>
internal readonly record struct PayloadStamp(uint Source, uint Number, long SentAt)
{
    public const int Length = 20;
    private const uint Magic = 0xD1E3CA0B;

    public void Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt32BigEndian(destination, Magic);
        BinaryPrimitives.WriteUInt32BigEndian(destination[4..], Source);
        BinaryPrimitives.WriteUInt32BigEndian(destination[8..], Number);
        BinaryPrimitives.WriteInt64BigEndian(destination[12..], SentAt);
    }

    /// <summary>Reads the stamp of a part of a video frame, after a VP8 head if it has one.</summary>
    public static bool TryReadVideo(ReadOnlySpan<byte> part, out PayloadStamp stamp) =>
        TryRead(part, out stamp) || TryRead(Skip(part, 3), out stamp) || TryRead(Skip(part, Vp8Frame.KeyFrameHeaderLength), out stamp);

    public static bool TryReadVoice(ReadOnlySpan<byte> packet, out PayloadStamp stamp) => TryRead(Skip(packet, 1), out stamp);

    private static bool TryRead(ReadOnlySpan<byte> bytes, out PayloadStamp stamp)
    {
        if (bytes.Length < Length || BinaryPrimitives.ReadUInt32BigEndian(bytes) != Magic)
        {
            stamp = default;
            return false;
        }

        stamp = new PayloadStamp(
            BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]),
            BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]),
            BinaryPrimitives.ReadInt64BigEndian(bytes[12..]));
        return true;
    }

    private static ReadOnlySpan<byte> Skip(ReadOnlySpan<byte> bytes, int count) => bytes.Length < count ? [] : bytes[count..];
}

/// <summary>
/// How a frame is cut into packets: into as few parts as fit, as even as can be, the longer ones last (by one byte). That is how browsers
/// cut pictures, and a receiver finds the beginnings again.
/// </summary>
internal static class FrameParts
{
    /// <summary>With RTP header, extensions, payload descriptor, RTX number and the SRTP tag this stays below 1,200 bytes.</summary>
    private const int Longest = 1120;

    public static int Count(int frameLength) => (frameLength + Longest - 1) / Longest;

    /// <param name="part">From 0 to <see cref="Count"/>, which begins where the frame ends.</param>
    public static int Start(int part, int frameLength)
    {
        var (length, longer) = Math.DivRem(frameLength, Count(frameLength));
        return (part * length) + Math.Max(0, part - (Count(frameLength) - longer));
    }
}

/// <summary>CRC-32C, eight bytes at a time.</summary>
internal static class FrameChecksum
{
    public const int Length = 4;

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(bytes))
        {
            crc = BitOperations.Crc32C(crc, word);
        }

        foreach (var rest in bytes[(bytes.Length & ~7)..])
        {
            crc = BitOperations.Crc32C(crc, rest);
        }

        return ~crc;
    }
}
