using System.Buffers.Binary;

namespace DiemCau.Media.Rtp.Codecs;

/// <summary>VP9 payload descriptor (RFC 9628 section 4.2), as far as forwarding needs it.</summary>
internal readonly record struct Vp9Descriptor
{
    public byte Length { get; private init; }

    /// <summary>P bit: predicted from earlier pictures.</summary>
    public bool IsInterPredicted { get; private init; }

    public bool IsFlexible { get; private init; }

    /// <summary>B bit: begins a layer frame.</summary>
    public bool IsLayerFrameStart { get; private init; }

    /// <summary>E bit: ends a layer frame.</summary>
    public bool IsLayerFrameEnd { get; private init; }

    /// <summary>0 (absent), 7 or 15.</summary>
    public byte PictureIdBits { get; private init; }

    public ushort PictureId { get; private init; }

    public byte TemporalLayer { get; private init; }

    public byte SpatialLayer { get; private init; }

    /// <summary>U bit: this temporal layer can be switched up to from here.</summary>
    public bool IsSwitchingPoint { get; private init; }

    /// <summary>D bit: predicted from the spatial layer below.</summary>
    public bool IsInterLayerPredicted { get; private init; }

    /// <summary>Behind the layer indices; only in the non-flexible mode.</summary>
    public bool HasTl0PicIdx { get; private init; }

    public byte Tl0PicIdx { get; private init; }

    /// <summary>Of the largest spatial layer in the scalability structure; 0 when it is absent.</summary>
    public ushort Width { get; private init; }

    public ushort Height { get; private init; }

    public bool IsFrameStart => IsLayerFrameStart && SpatialLayer == 0;

    public bool IsKeyFrame => IsFrameStart && !IsInterPredicted;

    public static bool TryParse(ReadOnlySpan<byte> payload, out Vp9Descriptor descriptor)
    {
        descriptor = default;
        if (payload.IsEmpty)
        {
            return false;
        }

        var bits = payload[0];
        var at = 1;
        byte pictureIdBits = 0, layers = 0, tl0 = 0;
        ushort pictureId = 0, width = 0, height = 0;
        if ((bits & 0x80) != 0)
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

        var flexible = (bits & 0x10) != 0;
        if ((bits & 0x20) != 0)
        {
            if (at + (flexible ? 1 : 2) > payload.Length)
            {
                return false;
            }

            layers = payload[at++];
            tl0 = flexible ? (byte)0 : payload[at++];
        }

        if ((bits & 0x40) != 0 && flexible && !TrySkipReferences(payload, ref at))
        {
            return false;
        }

        if ((bits & 0x02) != 0 && !TryReadStructure(payload, ref at, out width, out height))
        {
            return false;
        }

        if (at >= payload.Length)
        {
            return false;
        }

        descriptor = new Vp9Descriptor
        {
            Length = (byte)Math.Min(at, 255),
            IsInterPredicted = (bits & 0x40) != 0,
            IsFlexible = flexible,
            IsLayerFrameStart = (bits & 0x08) != 0,
            IsLayerFrameEnd = (bits & 0x04) != 0,
            PictureIdBits = pictureIdBits,
            PictureId = pictureId,
            TemporalLayer = (byte)(layers >> 5),
            IsSwitchingPoint = (layers & 0x10) != 0,
            SpatialLayer = (byte)((layers >> 1) & 0x07),
            IsInterLayerPredicted = (layers & 0x01) != 0,
            HasTl0PicIdx = (bits & 0x20) != 0 && !flexible,
            Tl0PicIdx = tl0,
            Width = width,
            Height = height,
        };
        return true;
    }

    /// <summary>Up to three P_DIFF bytes; the low bit says that another follows.</summary>
    private static bool TrySkipReferences(ReadOnlySpan<byte> payload, ref int at)
    {
        for (var i = 0; i < 3; i++)
        {
            if (at >= payload.Length)
            {
                return false;
            }

            if ((payload[at++] & 0x01) == 0)
            {
                return true;
            }
        }

        return false;
    }

    private static bool TryReadStructure(ReadOnlySpan<byte> payload, ref int at, out ushort width, out ushort height)
    {
        width = height = 0;
        if (at >= payload.Length)
        {
            return false;
        }

        var head = payload[at++];
        var layers = (head >> 5) + 1;
        if ((head & 0x10) != 0)
        {
            if (at + (4 * layers) > payload.Length)
            {
                return false;
            }

            var largest = payload[(at + (4 * (layers - 1)))..];
            width = BinaryPrimitives.ReadUInt16BigEndian(largest);
            height = BinaryPrimitives.ReadUInt16BigEndian(largest[2..]);
            at += 4 * layers;
        }

        if ((head & 0x08) == 0)
        {
            return true;
        }

        if (at >= payload.Length)
        {
            return false;
        }

        for (var pictures = payload[at++]; pictures > 0; pictures--)
        {
            if (at >= payload.Length)
            {
                return false;
            }

            at += 1 + ((payload[at] >> 2) & 0x03);
        }

        return at <= payload.Length;
    }
}
