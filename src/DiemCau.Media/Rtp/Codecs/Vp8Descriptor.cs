using System.Buffers.Binary;

namespace DiemCau.Media.Rtp.Codecs;

/// <summary>VP8 payload descriptor (RFC 7741 section 4.2) and, at a key frame's first packet, the frame header's size.</summary>
internal readonly record struct Vp8Descriptor
{
    /// <summary>Length of the descriptor in bytes, 1–6.</summary>
    public byte Length { get; private init; }

    public bool IsNonReference { get; private init; }

    /// <summary>S bit: start of a VP8 partition.</summary>
    public bool IsPartitionStart { get; private init; }

    public byte PartitionId { get; private init; }

    /// <summary>0 (absent), 7 or 15.</summary>
    public byte PictureIdBits { get; private init; }

    public ushort PictureId { get; private init; }

    public bool HasTl0PicIdx { get; private init; }

    public byte Tl0PicIdx { get; private init; }

    public bool HasTemporalLayer { get; private init; }

    public byte TemporalLayer { get; private init; }

    /// <summary>Y bit: this layer can be switched up to from here.</summary>
    public bool IsLayerSync { get; private init; }

    public bool HasKeyIdx { get; private init; }

    public byte KeyIdx { get; private init; }

    public bool IsKeyFrame { get; private init; }

    public ushort Width { get; private init; }

    public ushort Height { get; private init; }

    public bool IsFrameStart => IsPartitionStart && PartitionId == 0;

    public static bool TryParse(ReadOnlySpan<byte> payload, out Vp8Descriptor descriptor)
    {
        descriptor = default;
        if (payload.IsEmpty)
        {
            return false;
        }

        var first = payload[0];
        byte extensions = 0;
        var at = 1;
        if ((first & 0x80) != 0)
        {
            if (at >= payload.Length)
            {
                return false;
            }

            extensions = payload[at++];
        }

        byte pictureIdBits = 0;
        ushort pictureId = 0;
        if ((extensions & 0x80) != 0)
        {
            if (at >= payload.Length)
            {
                return false;
            }

            pictureIdBits = 7;
            pictureId = payload[at++];
            if ((pictureId & 0x80) != 0)
            {
                if (at >= payload.Length)
                {
                    return false;
                }

                pictureIdBits = 15;
                pictureId = (ushort)(((pictureId & 0x7F) << 8) | payload[at++]);
            }
        }

        byte tl0PicIdx = 0;
        if ((extensions & 0x40) != 0)
        {
            if (at >= payload.Length)
            {
                return false;
            }

            tl0PicIdx = payload[at++];
        }

        byte layers = 0;
        if ((extensions & 0x30) != 0)
        {
            if (at >= payload.Length)
            {
                return false;
            }

            layers = payload[at++];
        }

        if (at >= payload.Length)
        {
            return false; // a descriptor without payload carries nothing
        }

        var startsFrame = (first & 0x10) != 0 && (first & 0x07) == 0;
        // RFC 7741 section 4.3: P = 0 is a key frame; then three bytes of tag, start code 9d 01 2a, width and height (14 bits each).
        var isKeyFrame = startsFrame && (payload[at] & 0x01) == 0;
        ushort width = 0, height = 0;
        if (isKeyFrame && payload.Length >= at + 10 && payload[at + 3] == 0x9D && payload[at + 4] == 0x01 && payload[at + 5] == 0x2A)
        {
            width = (ushort)(BinaryPrimitives.ReadUInt16LittleEndian(payload[(at + 6)..]) & 0x3FFF);
            height = (ushort)(BinaryPrimitives.ReadUInt16LittleEndian(payload[(at + 8)..]) & 0x3FFF);
        }

        descriptor = new Vp8Descriptor
        {
            Length = (byte)at,
            IsNonReference = (first & 0x20) != 0,
            IsPartitionStart = (first & 0x10) != 0,
            PartitionId = (byte)(first & 0x07),
            PictureIdBits = pictureIdBits,
            PictureId = pictureId,
            HasTl0PicIdx = (extensions & 0x40) != 0,
            Tl0PicIdx = tl0PicIdx,
            HasTemporalLayer = (extensions & 0x20) != 0,
            TemporalLayer = (extensions & 0x20) != 0 ? (byte)(layers >> 6) : (byte)0,
            IsLayerSync = (extensions & 0x20) != 0 && (layers & 0x20) != 0,
            HasKeyIdx = (extensions & 0x10) != 0,
            KeyIdx = (extensions & 0x10) != 0 ? (byte)(layers & 0x1F) : (byte)0,
            IsKeyFrame = isKeyFrame,
            Width = width,
            Height = height,
        };
        return true;
    }
}
