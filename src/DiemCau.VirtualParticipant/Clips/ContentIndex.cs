using System.Buffers.Binary;

namespace DiemCau.VirtualParticipant.Clips;

/// <summary>Where a received frame or voice packet comes from.</summary>
/// <param name="Source">The clip's number in the index, or the synthetic source's.</param>
/// <param name="Layer">Simulcast layer, 0 smallest; −1 for voice and where it cannot be told.</param>
/// <param name="Number">Its number in the clip.</param>
internal readonly record struct Content(uint Source, int Layer, uint Number);

/// <summary>Recognises, by checksum, every frame and voice packet of the clips that are being played. Read-only once built.</summary>
internal sealed class ContentIndex
{
    private readonly Dictionary<(uint Checksum, int Length), Content> _known = [];

    /// <summary>Synthetic frames only; they prove themselves.</summary>
    public static ContentIndex Synthetic { get; } = new([]);

    public ContentIndex(IReadOnlyList<Clip> clips)
    {
        for (var clip = 0; clip < clips.Count; clip++)
        {
            var video = clips[clip].Video;
            for (var layer = 0; layer < video.Layers.Count && video is RecordedVideo; layer++)
            {
                for (var frame = 0L; frame < ((RecordedVideo)video).FrameCount; frame++)
                {
                    var bytes = video.Frame(layer, frame);
                    _known.TryAdd((FrameChecksum.Of(bytes), bytes.Length), new Content((uint)clip, layer, (uint)frame));
                }
            }

            var voice = clips[clip].Voice;
            for (var packet = 0L; packet < voice.Round && voice is RecordedVoice; packet++)
            {
                var bytes = voice.Packet(packet);
                _known.TryAdd((FrameChecksum.Of(bytes), bytes.Length), new Content((uint)clip, -1, (uint)packet));
            }
        }
    }

    /// <param name="bytes">A whole frame as it left the encoder.</param>
    /// <returns>Null when it is not, bit by bit, what somebody sent.</returns>
    public Content? RecogniseFrame(ReadOnlySpan<byte> bytes)
    {
        if (PayloadStamp.TryReadVideo(bytes, out var stamp))
        {
            return BinaryPrimitives.ReadUInt32BigEndian(bytes[^FrameChecksum.Length..]) == FrameChecksum.Of(bytes[..^FrameChecksum.Length])
                ? new Content(stamp.Source, -1, stamp.Number)
                : null;
        }

        return Find(bytes);
    }

    public Content? RecogniseVoice(ReadOnlySpan<byte> packet) =>
        PayloadStamp.TryReadVoice(packet, out var stamp) ? new Content(stamp.Source, -1, stamp.Number) : Find(packet);

    private Content? Find(ReadOnlySpan<byte> bytes) =>
        _known.TryGetValue((FrameChecksum.Of(bytes), bytes.Length), out var content) ? content : null;
}
