using System.Buffers.Binary;

namespace DiemCau.Media.Rtp.Codecs;

/// <summary>H.264 payloads (RFC 6184): single NAL units, STAP-A and FU-A.</summary>
internal static class H264
{
    private const int Idr = 5;
    private const int SequenceParameterSet = 7;
    private const int StapA = 24;
    private const int FuA = 28;

    /// <summary>
    /// A key frame begins at its SPS where there is one (encoders put it before each IDR), otherwise at the IDR slice.
    /// </summary>
    public static FrameInfo Inspect(ReadOnlySpan<byte> payload)
    {
        if (payload.IsEmpty)
        {
            return default;
        }

        switch (payload[0] & 0x1F)
        {
            case StapA:
                return InspectAggregate(payload[1..]);

            case FuA:
                var starts = payload.Length > 1 && (payload[1] & 0x80) != 0;
                return new(starts && (payload[1] & 0x1F) == Idr, starts, 0, 0, 0, 0);

            case >= 1 and <= 23:
                return InspectUnit(payload);

            default:
                return default;
        }
    }

    private static FrameInfo InspectUnit(ReadOnlySpan<byte> unit)
    {
        var type = unit[0] & 0x1F;
        if (type == SequenceParameterSet && H264ParameterSet.TryReadSize(unit[1..], out var width, out var height))
        {
            return new(true, true, 0, 0, width, height);
        }

        return new(type is Idr or SequenceParameterSet, true, 0, 0, 0, 0);
    }

    private static FrameInfo InspectAggregate(ReadOnlySpan<byte> units)
    {
        var info = new FrameInfo(false, true, 0, 0, 0, 0);
        while (units.Length > 2)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(units);
            if (length == 0 || length > units.Length - 2)
            {
                break;
            }

            var unit = InspectUnit(units.Slice(2, length));
            if (unit.IsKeyFrame)
            {
                info = info with
                {
                    IsKeyFrame = true,
                    Width = Math.Max(info.Width, unit.Width),
                    Height = Math.Max(info.Height, unit.Height),
                };
            }

            units = units[(2 + length)..];
        }

        return info;
    }
}
