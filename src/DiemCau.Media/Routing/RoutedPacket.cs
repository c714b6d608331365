using DiemCau.Media.Rtp.Codecs;
using DiemCau.Media.Udp;

namespace DiemCau.Media.Routing;

/// <summary>
/// A publisher's packet, decrypted and understood once, on its way to everybody who receives it.
/// Whoever keeps one beyond the call it came with takes a reference on <see cref="Buffer"/>.
/// </summary>
/// <param name="Redundancy">
/// Bytes of a voice's payload before the packet itself: copies of earlier ones (RFC 2198); 0: there are none.
/// </param>
/// <param name="Padding">Bytes that make it as long as the others of its frame (<see cref="EqualLengths"/>); repairs go without.</param>
/// <param name="Dependencies">What a picture's dependency descriptor says, as far as it could be understood.</param>
internal readonly record struct RoutedPacket(
    SourceStream Stream,
    PacketBuffer Buffer,
    long Sequence,
    uint Timestamp,
    ushort PayloadOffset,
    ushort PayloadLength,
    byte PayloadType,
    bool Marker,
    FrameInfo Frame,
    ushort Redundancy = 0,
    byte Padding = 0,
    DependencyDescriptor Dependencies = default,
    ushort DescriptorOffset = 0,
    byte DescriptorLength = 0)
{
    /// <summary>The dependency descriptor as it came; empty without one.</summary>
    public ReadOnlySpan<byte> Descriptor => Buffer.Span.Slice(DescriptorOffset, DescriptorLength);

    public ReadOnlySpan<byte> Payload => Buffer.Span.Slice(PayloadOffset, PayloadLength);

    /// <summary>The payload without copies of earlier ones.</summary>
    public ReadOnlySpan<byte> Primary => Buffer.Span.Slice(PayloadOffset + Redundancy, PayloadLength - Redundancy);

    /// <summary>As if its voice had been sent alone.</summary>
    public RoutedPacket WithoutCopies() => this with
    {
        PayloadOffset = (ushort)(PayloadOffset + Redundancy),
        PayloadLength = (ushort)(PayloadLength - Redundancy),
        PayloadType = Stream.Codec.PayloadType,
        Redundancy = 0,
    };

    /// <summary>Padding sent to probe the line: counted, acknowledged, never forwarded.</summary>
    public bool IsPaddingOnly => PayloadLength == 0;
}
