namespace DiemCau.Media.Rtp.Codecs;

/// <summary>What forwarding needs to know of one packet of video.</summary>
/// <param name="IsKeyFrame">The packet begins a key frame (not: belongs to one).</param>
/// <param name="IsFrameStart">The first packet of a frame, as far as the payload tells.</param>
/// <param name="Width">In pixels, of the largest layer; 0 when this packet does not say.</param>
/// <param name="IsFrameEnd">The last packet of a frame of a spatial layer, where the payload tells.</param>
/// <param name="IsSwitchingPoint">Higher temporal layers can be begun from this frame on, where the payload tells.</param>
internal readonly record struct FrameInfo(
    bool IsKeyFrame,
    bool IsFrameStart,
    byte TemporalLayer,
    byte SpatialLayer,
    ushort Width,
    ushort Height,
    bool IsFrameEnd = false,
    bool IsSwitchingPoint = false)
{
    /// <summary>What the packet's dependency descriptor knows better than its payload.</summary>
    public FrameInfo With(in DependencyDescriptor descriptor) =>
        With(
            descriptor,
            descriptor is { HasStructure: true, Structure: { } structure } ? structure.SizeOf(structure.HighestSpatialLayer) : default);

    private FrameInfo With(in DependencyDescriptor descriptor, (ushort Width, ushort Height) size) => this with
    {
        IsKeyFrame = descriptor.StartsFrame && descriptor.HasStructure,
        IsFrameStart = descriptor.StartsFrame,
        IsFrameEnd = descriptor.EndsFrame,
        TemporalLayer = descriptor.TemporalLayer,
        SpatialLayer = descriptor.SpatialLayer,
        Width = size.Width,
        Height = size.Height,
    };

    /// <summary>Never fails: a payload that cannot be read is a packet in the middle of a frame.</summary>
    public static FrameInfo Inspect(VideoCodec codec, ReadOnlySpan<byte> payload) => codec switch
    {
        VideoCodec.Vp8 => Vp8Descriptor.TryParse(payload, out var vp8)
            ? new(vp8.IsKeyFrame, vp8.IsFrameStart, vp8.TemporalLayer, 0, vp8.Width, vp8.Height)
            : default,
        VideoCodec.Vp9 => Vp9Descriptor.TryParse(payload, out var vp9)
            ? new(
                vp9.IsKeyFrame, vp9.IsFrameStart, vp9.TemporalLayer, vp9.SpatialLayer, vp9.Width, vp9.Height, vp9.IsLayerFrameEnd,
                vp9.IsSwitchingPoint)
            : default,
        VideoCodec.H264 => H264.Inspect(payload),
        VideoCodec.Av1 => Av1.Inspect(payload),
        _ => default,
    };
}
