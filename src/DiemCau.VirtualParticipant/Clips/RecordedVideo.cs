namespace DiemCau.VirtualParticipant.Clips;

/// <summary>The layers of a recorded picture. Their key frames are at the same places, so the first one speaks for all.</summary>
internal sealed class RecordedVideo(IReadOnlyList<IvfReader> layers) : VideoSource
{
    public override IReadOnlyList<(int Width, int Height)> Layers { get; } = [.. layers.Select(layer => (layer.Width, layer.Height))];

    public override double FramesPerSecond => layers[0].FramesPerSecond;

    public int FrameCount => layers[0].FrameCount;

    public override long NextKeyFrame(long index) => layers[0].NextKeyFrame(index);

    public override ReadOnlySpan<byte> Frame(int layer, long index) => layers[layer].Frame(index);
}

internal sealed class RecordedVoice(OggOpusReader packets, byte[] levels) : VoiceSource
{
    private const byte Silence = 127;

    public override long Round => packets.PacketCount;

    public override ReadOnlySpan<byte> Packet(long index) => packets.Packet(index);

    public override byte Level(long index)
    {
        var at = index % packets.PacketCount;
        return at < levels.Length ? levels[at] : Silence; // the encoder pads the last packet
    }
}
