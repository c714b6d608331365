using DiemCau.Media.Routing.Layers;
using DiemCau.Media.Rtp.Codecs;

namespace DiemCau.Media.Routing.Slots;

/// <summary>
/// What one receive slot does with pictures whose layers are told by dependency descriptors: which frames go, and what of the descriptors
/// its receiver gets instead, if it reads any.
/// </summary>
/// <param name="extension">The descriptor's id on the slot's line; 0: the receiver reads none.</param>
internal sealed class DescribedPictures(byte extension)
{
    private readonly DecodeTargetFilter _filter = new();
    private readonly DependencyRewriter _rewriter = new();
    private byte[] _room = [];

    /// <summary>The stream that the slot shows has descriptors.</summary>
    public bool IsOn { get; private set; }

    public bool AwaitsKeyFrame => _filter.AwaitsKeyFrame;

    /// <summary>
    /// Without descriptors a browser takes the spatial layers of a picture for one frame, and shows none of them: of a stream with
    /// several it gets the smallest, which is a plain stream by itself.
    /// </summary>
    /// <param name="limit">See <see cref="LayerLimit"/>.</param>
    public void LimitTo(byte limit) => _filter.Limit = extension != 0 ? limit : LayerLimit.OfSmallest(limit);

    /// <summary>Of a source's streams only the smallest picture can be shown.</summary>
    public bool IsSmallestOnly(Source source) => extension == 0 && source.Streams is [{ Structure.HighestSpatialLayer: > 0 }, ..];

    /// <summary>Another stream begins with this packet of a key frame.</summary>
    public void Begin(in RoutedPacket first, VideoCodec codec)
    {
        // What VP8 and VP9 say in their payload is rewritten there.
        IsOn = first.Dependencies.Structure is not null && codec is not (VideoCodec.Vp8 or VideoCodec.Vp9);
        _filter.Begin();
        if (IsOn && extension != 0)
        {
            _rewriter.BeginSource(first.Dependencies);
            _room = _room.Length > 0 ? _room : new byte[byte.MaxValue + DependencyRewriter.Growth];
        }
    }

    /// <param name="marker">Set for the last packet of all that is sent of a picture.</param>
    /// <returns>False for a packet of a frame that is left out.</returns>
    public bool Passes(in RoutedPacket packet, ref bool marker, out DependencyNumbers numbers)
    {
        numbers = default;
        if (!_filter.Passes(packet.Dependencies))
        {
            return false;
        }

        marker |= _filter.Ends(packet.Dependencies);
        if (packet.DescriptorLength > 0 && extension != 0)
        {
            numbers = _rewriter.Rewrite(packet.Dependencies, _filter.Current, packet.Timestamp);
        }

        return true;
    }

    /// <returns>The descriptor that goes with a packet, valid until the next call; empty without one.</returns>
    public ReadOnlySpan<byte> Describe(in RoutedPacket packet, DependencyNumbers numbers) =>
        packet.DescriptorLength > 0 && numbers.IsPassedOn
            ? _room.AsSpan(0, DependencyRewriter.Write(packet.Descriptor, packet.Dependencies, numbers, _room))
            : [];
}
