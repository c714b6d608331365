namespace DiemCau.VirtualParticipant.Clips;

/// <summary>Encoded VP8 pictures that never end, in one or more sizes of the same picture, frame by frame at a fixed rate.</summary>
internal abstract class VideoSource
{
    /// <summary>Width and height of each layer, the smallest first.</summary>
    public abstract IReadOnlyList<(int Width, int Height)> Layers { get; }

    public abstract double FramesPerSecond { get; }

    /// <summary>As a browser's camera; what was recorded has key frames of its own.</summary>
    public virtual bool KeyFramesOnlyWhenAsked => false;

    /// <summary>The index, not before the given one, of a frame that a decoder can start with; the same in all layers.</summary>
    public abstract long NextKeyFrame(long index);

    /// <summary>An encoded frame; valid until the next call.</summary>
    public abstract ReadOnlySpan<byte> Frame(int layer, long index);
}

/// <summary>Opus packets of 20 ms that never end.</summary>
internal abstract class VoiceSource
{
    /// <summary>How long one round is, in packets.</summary>
    public abstract long Round { get; }

    /// <summary>An encoded packet; valid until the next call.</summary>
    public abstract ReadOnlySpan<byte> Packet(long index);

    /// <summary>The loudness of a packet in −dBov: 0 loudest, 127 silence (RFC 6464).</summary>
    public abstract byte Level(long index);
}
