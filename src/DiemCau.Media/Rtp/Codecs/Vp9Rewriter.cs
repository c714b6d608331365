namespace DiemCau.Media.Rtp.Codecs;

/// <summary>
/// Lets picture ids and TL0PICIDX of one receive slot go on when the source changes (RFC 9628 section 4.2). Left-out layers leave holes in
/// them, which receivers allow for.
/// </summary>
internal sealed class Vp9Rewriter
{
    private int _pictureShift;
    private int _tl0Shift;
    private ushort _lastPicture;
    private byte _lastTl0;
    private bool _started;

    /// <summary>The next packet, which starts a key frame, is of another source.</summary>
    public void BeginSource(in Vp9Descriptor first)
    {
        _pictureShift = _started ? _lastPicture + 1 - first.PictureId : 0;
        _tl0Shift = _started ? _lastTl0 + 1 - first.Tl0PicIdx : 0;
        _started = true;
    }

    public PictureNumbers Rewrite(in Vp9Descriptor descriptor)
    {
        var period = 1 << Math.Max((int)descriptor.PictureIdBits, 7);
        var numbers = new PictureNumbers(
            (ushort)((descriptor.PictureId + _pictureShift) & (period - 1)), (byte)(descriptor.Tl0PicIdx + _tl0Shift), 0);
        if (((numbers.PictureId - _lastPicture) & (period - 1)) < period / 2)
        {
            (_lastPicture, _lastTl0) = (numbers.PictureId, numbers.Tl0PicIdx);
        }

        return numbers;
    }

    /// <summary>Writes the payload with these numbers; its length stays.</summary>
    public static void Write(ReadOnlySpan<byte> payload, in Vp9Descriptor descriptor, PictureNumbers numbers, Span<byte> destination)
    {
        payload.CopyTo(destination);
        var at = 1;
        if (descriptor.PictureIdBits == 15)
        {
            destination[at++] = (byte)(0x80 | (numbers.PictureId >> 8));
            destination[at++] = (byte)numbers.PictureId;
        }
        else if (descriptor.PictureIdBits == 7)
        {
            destination[at++] = (byte)(numbers.PictureId & 0x7F);
        }

        if (descriptor.HasTl0PicIdx)
        {
            destination[at + 1] = numbers.Tl0PicIdx;
        }
    }
}
