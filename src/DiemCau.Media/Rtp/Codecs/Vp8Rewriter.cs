namespace DiemCau.Media.Rtp.Codecs;

/// <summary>
/// Keeps picture id, TL0PICIDX and KEYIDX of one receive slot continuous while sources and layers change under it (RFC 7741).
/// A decoder that sees a jump waits for frames that do not exist.
/// </summary>
internal sealed class Vp8Rewriter
{
    private readonly ContiguousNumbers _pictures = new();
    private long _unwrappedPicture;
    private long _highestOutput = -1;
    private int _tl0Shift;
    private int _keyShift;
    private byte _lastTl0;
    private byte _lastKey;
    private bool _started;

    /// <summary>The next packet, which starts a key frame, is of another source.</summary>
    public void BeginSource(in Vp8Descriptor first)
    {
        _unwrappedPicture = 0x1_0000 + first.PictureId;
        _pictures.Begin(_unwrappedPicture, _highestOutput + 1);
        _tl0Shift = _started ? _lastTl0 + 1 - first.Tl0PicIdx : 0;
        _keyShift = _started ? _lastKey + 1 - first.KeyIdx : 0;
        _started = true;
    }

    /// <summary>
    /// Whether the pictures of a source that has begun anew, with a key frame that is newer than all before, are numbered as older ones.
    /// </summary>
    public bool IsNumberedBack(in Vp8Descriptor keyFrame) => keyFrame.PictureIdBits != 0 && Distance(keyFrame) <= 0;

    /// <returns>False when the picture is older than the switch or was dropped.</returns>
    public bool TryRewrite(in Vp8Descriptor descriptor, out PictureNumbers numbers)
    {
        numbers = default;
        long output = 0;
        if (descriptor.PictureIdBits != 0)
        {
            if (!_pictures.TryMap(Unwrap(descriptor), out output))
            {
                return false;
            }
        }

        var isNewest = output >= _highestOutput;
        _highestOutput = Math.Max(_highestOutput, output);
        numbers = new((ushort)(output & 0x7FFF), (byte)(descriptor.Tl0PicIdx + _tl0Shift), (byte)((descriptor.KeyIdx + _keyShift) & 0x1F));
        if (isNewest)
        {
            _lastTl0 = numbers.Tl0PicIdx;
            _lastKey = numbers.KeyIdx;
        }

        return true;
    }

    /// <summary>A packet of a picture that is left out (a temporal layer); further packets of the same picture may follow.</summary>
    public void Drop(in Vp8Descriptor descriptor)
    {
        if (descriptor.PictureIdBits != 0)
        {
            _pictures.TryDrop(Unwrap(descriptor));
        }
    }

    /// <summary>How many bytes longer the payload becomes: a picture id is always written with 15 bits.</summary>
    public static int Growth(in Vp8Descriptor descriptor) => descriptor.PictureIdBits == 7 ? 1 : 0;

    /// <summary>Writes the payload with these numbers. Source and destination may be the same memory only when nothing grows.</summary>
    /// <returns>Its length.</returns>
    public static int Write(ReadOnlySpan<byte> payload, in Vp8Descriptor descriptor, PictureNumbers numbers, Span<byte> destination)
    {
        var length = WriteDescriptor(payload, descriptor, numbers, destination);
        payload[descriptor.Length..].CopyTo(destination[length..]);
        return length + payload.Length - descriptor.Length;
    }

    private static int WriteDescriptor(
        ReadOnlySpan<byte> payload, in Vp8Descriptor descriptor, PictureNumbers numbers, Span<byte> destination)
    {
        destination[0] = payload[0];
        if ((payload[0] & 0x80) == 0)
        {
            return 1;
        }

        destination[1] = payload[1];
        var at = 2;
        var layers = payload[descriptor.Length - 1];
        if (descriptor.PictureIdBits != 0)
        {
            destination[at++] = (byte)(0x80 | (numbers.PictureId >> 8));
            destination[at++] = (byte)numbers.PictureId;
        }

        if (descriptor.HasTl0PicIdx)
        {
            destination[at++] = numbers.Tl0PicIdx;
        }

        if (descriptor.HasTemporalLayer || descriptor.HasKeyIdx)
        {
            destination[at++] = descriptor.HasKeyIdx ? (byte)((layers & 0xE0) | numbers.KeyIdx) : layers;
        }

        return at;
    }

    private int Distance(in Vp8Descriptor descriptor)
    {
        var period = 1 << descriptor.PictureIdBits;
        var distance = (descriptor.PictureId - (int)(_unwrappedPicture & (period - 1)) + period) & (period - 1);
        return distance < period / 2 ? distance : distance - period;
    }

    private long Unwrap(in Vp8Descriptor descriptor)
    {
        var unwrapped = _unwrappedPicture + Distance(descriptor);
        _unwrappedPicture = Math.Max(_unwrappedPicture, unwrapped);
        return unwrapped;
    }
}
