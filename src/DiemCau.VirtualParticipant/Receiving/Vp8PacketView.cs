using System.Buffers.Binary;
using DiemCau.VirtualParticipant.Clips;

namespace DiemCau.VirtualParticipant.Receiving;

/// <summary>
/// What a VP8 packet says (RFC 7741 §4). Deliberately its own reader, not the server's: a mistake there must not hide itself here.
/// </summary>
internal readonly ref struct Vp8PacketView
{
    public bool StartsFrame { get; private init; }

    public bool StartsKeyFrame => StartsFrame && Vp8Frame.IsKeyFrame(Data);

    /// <summary>−1 when absent.</summary>
    public int PictureId { get; private init; }

    public int PictureIdBits { get; private init; }

    /// <summary>−1 when absent.</summary>
    public int Tl0PicIdx { get; private init; }

    /// <summary>The part of the encoded frame.</summary>
    public ReadOnlySpan<byte> Data { get; private init; }

    public static bool TryRead(ReadOnlySpan<byte> payload, out Vp8PacketView view)
    {
        view = default;
        if (payload.Length < 2)
        {
            return false;
        }

        var starts = (payload[0] & 0x10) != 0 && (payload[0] & 0x07) == 0; // S and PID 0
        var at = 1;
        int pictureId = -1, bits = 0, tl0 = -1;
        if ((payload[0] & 0x80) != 0)
        {
            var fields = payload[at++];
            if ((fields & 0x80) != 0)
            {
                if (payload.Length < at + 2)
                {
                    return false;
                }

                bits = (payload[at] & 0x80) != 0 ? 15 : 7;
                pictureId = bits == 15 ? BinaryPrimitives.ReadUInt16BigEndian(payload[at..]) & 0x7FFF : payload[at];
                at += bits == 15 ? 2 : 1;
            }

            if ((fields & 0x40) != 0)
            {
                if (payload.Length <= at)
                {
                    return false;
                }

                tl0 = payload[at++];
            }

            at += (fields & 0x30) != 0 ? 1 : 0;
        }

        if (payload.Length <= at)
        {
            return false;
        }

        view = new Vp8PacketView
        {
            StartsFrame = starts, PictureId = pictureId, PictureIdBits = bits, Tl0PicIdx = tl0, Data = payload[at..],
        };
        return true;
    }
}
