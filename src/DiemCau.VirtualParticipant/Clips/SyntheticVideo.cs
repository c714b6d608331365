using System.Buffers.Binary;
using System.Diagnostics;

namespace DiemCau.VirtualParticipant.Clips;

/// <summary>
/// Frames with a VP8 head and a code instead of a picture: every part that goes into a packet of its own begins with a
/// <see cref="PayloadStamp"/>, and the frame ends with a checksum. Key frames come every two seconds, or only when asked for.
/// </summary>
/// <param name="keyFrameFactor">How much larger they are than the others.</param>
internal sealed class SyntheticVideo(uint source, IReadOnlyList<int> kilobitsPerSecond, int keyFrameFactor = 3, bool onlyWhenAsked = false) : VideoSource
{
    private const int Rate = 30;
    private const int KeyEvery = 60;

    private static readonly (int, int)[] Sizes = [(320, 180), (640, 360), (1280, 720)];

    private readonly byte[] _frame = new byte[256 * 1024];

    // A single layer is the large picture.
    public override IReadOnlyList<(int Width, int Height)> Layers { get; } =
        kilobitsPerSecond.Count == 1 ? [Sizes[^1]] : Sizes[..kilobitsPerSecond.Count];

    public override double FramesPerSecond => Rate;

    public override bool KeyFramesOnlyWhenAsked => onlyWhenAsked;

    public override long NextKeyFrame(long index) => (index + KeyEvery - 1) / KeyEvery * KeyEvery;

    public override ReadOnlySpan<byte> Frame(int layer, long index)
    {
        var key = index % KeyEvery == 0;
        var deltaLength = kilobitsPerSecond[layer] * 125 / Rate * KeyEvery / (KeyEvery - 1 + keyFrameFactor);
        var frame = _frame.AsSpan(0, Math.Max(64, key ? deltaLength * keyFrameFactor : deltaLength));
        var (width, height) = Layers[layer];
        var head = Vp8Frame.WriteHead(frame, key, width, height, firstPartitionLength: frame.Length / 2);
        var stamp = new PayloadStamp(source, (uint)index, Stopwatch.GetTimestamp());
        for (var part = 0; part < FrameParts.Count(frame.Length); part++)
        {
            stamp.Write(frame[(part == 0 ? head : FrameParts.Start(part, frame.Length))..]);
        }

        BinaryPrimitives.WriteUInt32BigEndian(frame[^FrameChecksum.Length..], FrameChecksum.Of(frame[..^FrameChecksum.Length]));
        return frame;
    }
}

/// <summary>
/// Packets of the size of speech at 32 kbps, each with a <see cref="PayloadStamp"/> after a real Opus table-of-contents byte.
/// </summary>
internal sealed class SyntheticVoice(uint source) : VoiceSource
{
    private const byte TableOfContents = 0x78; // CELT only, 20 ms, mono, one frame (RFC 6716 §3.1)
    private const int SpokenOf50 = 38;

    private readonly byte[] _packet = new byte[80];

    public override long Round => 50;

    // Like speech, with a pause in each second: an even loudness is what a room's noise is like, and nobody would be heard to speak.
    public override byte Level(long index) => (byte)(index % 50 < SpokenOf50 ? 28 + (index % 7) : 80);

    public override ReadOnlySpan<byte> Packet(long index)
    {
        _packet[0] = TableOfContents;
        new PayloadStamp(source, (uint)index, Stopwatch.GetTimestamp()).Write(_packet.AsSpan(1));
        return _packet;
    }
}
