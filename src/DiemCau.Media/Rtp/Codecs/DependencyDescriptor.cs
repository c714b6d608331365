namespace DiemCau.Media.Rtp.Codecs;

/// <summary>What a packet's dependency descriptor says of its frame (RTP Payload Format for AV1 v1.0, appendix A).</summary>
/// <param name="SwitchTo">
/// The highest temporal layer that can be begun with this frame, whatever came before; <see cref="NoSwitch"/>: none.
/// </param>
/// <param name="HasStructure">The packet brings the stream's structure, as the first of a key frame does.</param>
/// <param name="Width">Of the largest layer in pixels, where the packet brings the structure and it says so; else 0.</param>
internal readonly record struct DependencyDescriptor(
    bool StartsFrame,
    bool EndsFrame,
    ushort FrameNumber,
    byte SpatialLayer,
    byte TemporalLayer,
    byte SwitchTo,
    bool HasStructure,
    ushort Width,
    ushort Height)
{
    public const byte NoSwitch = byte.MaxValue;
}
