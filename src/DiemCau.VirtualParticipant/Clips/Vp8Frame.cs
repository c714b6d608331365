using System.Buffers.Binary;

namespace DiemCau.VirtualParticipant.Clips;

/// <summary>The uncompressed head of a VP8 frame (RFC 6386 §9.1).</summary>
internal static class Vp8Frame
{
    public const int KeyFrameHeaderLength = 10;

    public static bool IsKeyFrame(ReadOnlySpan<byte> frame) => frame.Length > 0 && (frame[0] & 1) == 0;

    /// <summary>Width and height that a key frame announces; (0, 0) when it is not a whole key frame head.</summary>
    public static (int Width, int Height) Size(ReadOnlySpan<byte> frame)
    {
        if (frame.Length < KeyFrameHeaderLength || !IsKeyFrame(frame) || frame[3] != 0x9D || frame[4] != 0x01 || frame[5] != 0x2A)
        {
            return default;
        }

        // The two upper bits of each are a scaling hint.
        return (BinaryPrimitives.ReadUInt16LittleEndian(frame[6..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(frame[8..]) & 0x3FFF);
    }

    /// <summary>Writes a head that any VP8 parser on the way takes for a real frame's. Returns its length.</summary>
    public static int WriteHead(Span<byte> frame, bool keyFrame, int width, int height, int firstPartitionLength)
    {
        var tag = (keyFrame ? 0 : 1) | 1 << 4 /* show_frame */ | firstPartitionLength << 5;
        frame[0] = (byte)tag;
        frame[1] = (byte)(tag >> 8);
        frame[2] = (byte)(tag >> 16);
        if (!keyFrame)
        {
            return 3;
        }

        frame[3] = 0x9D;
        frame[4] = 0x01;
        frame[5] = 0x2A;
        BinaryPrimitives.WriteUInt16LittleEndian(frame[6..], (ushort)width);
        BinaryPrimitives.WriteUInt16LittleEndian(frame[8..], (ushort)height);
        return KeyFrameHeaderLength;
    }
}
