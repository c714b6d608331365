using System.Buffers.Binary;

namespace DiemCau.VirtualParticipant.Sending;

/// <summary>
/// Where a stream of VP8 frames is (RFC 7741): one temporal layer, written the long way with 15-bit picture id, TL0PICIDX and KEYIDX,
/// because that is what browsers send and every field of it has to survive a switch of layers.
/// </summary>
internal struct Vp8Payload(ushort pictureId, byte tl0PicIdx)
{
    public const int DescriptorLength = 6;

    private ushort _pictureId = (ushort)(pictureId & 0x7FFF);
    private byte _tl0PicIdx = tl0PicIdx;
    private byte _keyIdx;

    public void NextFrame(bool keyFrame)
    {
        _pictureId = (ushort)((_pictureId + 1) & 0x7FFF);
        _tl0PicIdx++;
        if (keyFrame)
        {
            _keyIdx = (byte)((_keyIdx + 1) & 0x1F);
        }
    }

    /// <summary>Writes the payload descriptor of a packet of the current frame (RFC 7741 §4.2).</summary>
    public readonly void WriteDescriptor(Span<byte> destination, bool startOfFrame)
    {
        const byte Extended = 0x80, Start = 0x10;
        const byte HasPictureId = 0x80, HasTl0PicIdx = 0x40, HasTid = 0x20, HasKeyIdx = 0x10;
        destination[0] = (byte)(Extended | (startOfFrame ? Start : 0));
        destination[1] = HasPictureId | HasTl0PicIdx | HasTid | HasKeyIdx;
        BinaryPrimitives.WriteUInt16BigEndian(destination[2..], (ushort)(0x8000 | _pictureId));
        destination[4] = _tl0PicIdx;
        destination[5] = _keyIdx; // TID 0, Y 0
    }
}
