using DiemCau.Media.Routing.Layers;
using DiemCau.Media.Rtp.Codecs;

namespace DiemCau.Media.Routing.Slots;

/// <summary>
/// What one receive slot does with pictures of any codec: which layers of a stream it is sent, and the numbers of pictures, which go on
/// when the stream changes and where layers are left out.
/// </summary>
/// <param name="dependencyDescriptor">The extension's id on the slot's line; 0: the receiver reads none.</param>
internal sealed class SlotPictures(byte dependencyDescriptor)
{
    private readonly Vp8Rewriter _vp8 = new();
    private readonly TemporalFilter _temporal = new();
    private readonly Vp9Rewriter _vp9 = new();
    private readonly LayerFilter _layers = new();
    private readonly DescribedPictures _described = new(dependencyDescriptor);
    private VideoCodec _codec;
    private long _newest;

    /// <summary>A picture of another size is wanted and cannot be begun without a key frame.</summary>
    public bool AwaitsKeyFrame => _described.IsOn ? _described.AwaitsKeyFrame : _codec == VideoCodec.Vp9 && _layers.AwaitsKeyFrame;

    /// <inheritdoc cref="DescribedPictures.IsSmallestOnly"/>
    public bool IsSmallestOnly(Source source) => _described.IsSmallestOnly(source);

    /// <param name="limit">See <see cref="LayerLimit"/>.</param>
    public void LimitTo(byte limit)
    {
        _temporal.Limit = _layers.Limit = limit;
        _described.LimitTo(limit);
    }

    /// <summary>Another stream begins with this packet, which of a picture is a key frame's.</summary>
    public void Begin(in RoutedPacket first, VideoCodec video, byte limit)
    {
        _codec = video;
        _newest = first.Sequence;
        if (video == VideoCodec.Vp8 && Vp8Descriptor.TryParse(first.Payload, out var descriptor))
        {
            _vp8.BeginSource(descriptor);
        }
        else if (video == VideoCodec.Vp9 && Vp9Descriptor.TryParse(first.Payload, out var descriptor9))
        {
            _vp9.BeginSource(descriptor9);
        }

        LimitTo(limit);
        _temporal.Begin();
        _layers.Begin();
        _described.Begin(first, video);
    }

    /// <param name="marker">Set for the last packet of all that is sent of a picture.</param>
    /// <param name="numbers">What <see cref="Write"/> needs, again and again.</param>
    public Admission Judge(in RoutedPacket packet, ref bool marker, out PictureNumbers numbers)
    {
        numbers = default;
        if (_described.IsOn)
        {
            var passes = _described.Passes(packet, ref marker, out var dependencies);
            numbers = dependencies;
            return passes ? Admission.Passes : Admission.LeftOut;
        }

        return _codec switch
        {
            VideoCodec.Vp8 => JudgeVp8(packet, out numbers),
            VideoCodec.Vp9 => JudgeVp9(packet, ref marker, out numbers),
            _ => Admission.Passes,
        };
    }

    /// <inheritdoc cref="DescribedPictures.Describe"/>
    public ReadOnlySpan<byte> Describe(in RoutedPacket packet, PictureNumbers numbers) => _described.Describe(packet, numbers);

    /// <summary>Writes a payload with its numbers.</summary>
    /// <returns>Its length; it may have grown.</returns>
    public int Write(ReadOnlySpan<byte> payload, PictureNumbers numbers, Span<byte> destination)
    {
        if (_codec == VideoCodec.Vp8 && Vp8Descriptor.TryParse(payload, out var descriptor))
        {
            return Vp8Rewriter.Write(payload, descriptor, numbers, destination);
        }

        if (_codec == VideoCodec.Vp9 && Vp9Descriptor.TryParse(payload, out var descriptor9))
        {
            Vp9Rewriter.Write(payload, descriptor9, numbers, destination);
        }
        else
        {
            payload.CopyTo(destination);
        }

        return payload.Length;
    }

    private Admission JudgeVp8(in RoutedPacket packet, out PictureNumbers numbers)
    {
        numbers = default;
        if (!Vp8Descriptor.TryParse(packet.Payload, out var descriptor))
        {
            return Admission.Useless;
        }

        if (packet.Sequence > _newest)
        {
            _newest = packet.Sequence;
            if (packet.Frame.IsKeyFrame && _vp8.IsNumberedBack(descriptor))
            {
                _vp8.BeginSource(descriptor); // an encoder that was started again
            }
        }

        if (!_temporal.Passes(descriptor, packet.Timestamp))
        {
            _vp8.Drop(descriptor);
            return Admission.LeftOut;
        }

        return _vp8.TryRewrite(descriptor, out numbers) ? Admission.Passes : Admission.Useless;
    }

    private Admission JudgeVp9(in RoutedPacket packet, ref bool marker, out PictureNumbers numbers)
    {
        numbers = default;
        if (!_layers.Passes(packet.Frame, packet.Timestamp))
        {
            return Admission.LeftOut;
        }

        marker |= _layers.Ends(packet.Frame);
        if (Vp9Descriptor.TryParse(packet.Payload, out var descriptor))
        {
            numbers = _vp9.Rewrite(descriptor);
        }

        return Admission.Passes;
    }
}

/// <summary>Whether a packet goes to one receiver.</summary>
internal enum Admission
{
    Passes,

    /// <summary>Of a layer that the receiver is not sent: numbers close up behind it.</summary>
    LeftOut,

    /// <summary>It cannot be read, or came too late to have a number.</summary>
    Useless,
}
