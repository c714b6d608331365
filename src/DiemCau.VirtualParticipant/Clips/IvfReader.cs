using System.Buffers.Binary;

namespace DiemCau.VirtualParticipant.Clips;

/// <summary>
/// The frames of an IVF file, held in memory and played in a loop. Reading a frame allocates nothing.
/// IVF: a 32-byte header, then per frame 4 bytes of length, 8 bytes of time stamp and the encoded frame, all little-endian.
/// </summary>
internal sealed class IvfReader
{
    private const int HeaderLength = 32;
    private const int FrameHeaderLength = 12;

    private readonly byte[] _file;
    private readonly (int Offset, int Length)[] _frames;
    private readonly int[] _nextKeyFrame;

    private IvfReader(byte[] file, (int, int)[] frames, int width, int height, double framesPerSecond)
    {
        _file = file;
        _frames = frames;
        Width = width;
        Height = height;
        FramesPerSecond = framesPerSecond;
        _nextKeyFrame = FindKeyFrames();
    }

    public int Width { get; }

    public int Height { get; }

    public double FramesPerSecond { get; }

    public int FrameCount => _frames.Length;

    /// <param name="file">A whole IVF file of VP8 frames; the reader keeps it.</param>
    /// <exception cref="InvalidDataException">The file is not IVF with VP8, is cut short, or does not begin with a key frame.</exception>
    public static IvfReader Parse(byte[] file)
    {
        var bytes = file.AsSpan();
        if (bytes.Length < HeaderLength || !bytes[..4].SequenceEqual("DKIF"u8) || !bytes[8..12].SequenceEqual("VP80"u8))
        {
            throw new InvalidDataException("Not an IVF file with VP8 frames");
        }

        var width = BinaryPrimitives.ReadUInt16LittleEndian(bytes[12..]);
        var height = BinaryPrimitives.ReadUInt16LittleEndian(bytes[14..]);
        var rate = BinaryPrimitives.ReadUInt32LittleEndian(bytes[16..]);
        var scale = BinaryPrimitives.ReadUInt32LittleEndian(bytes[20..]);
        var frames = new List<(int, int)>();
        var at = (int)BinaryPrimitives.ReadUInt16LittleEndian(bytes[6..]);
        while (at + FrameHeaderLength <= bytes.Length)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(bytes[at..]);
            at += FrameHeaderLength;
            if (length <= 0 || length > bytes.Length - at)
            {
                throw new InvalidDataException("The IVF file is cut short");
            }

            frames.Add((at, length));
            at += length;
        }

        if (frames.Count == 0 || !Vp8Frame.IsKeyFrame(bytes[frames[0].Item1..]))
        {
            throw new InvalidDataException("The IVF file does not begin with a key frame");
        }

        return new IvfReader(file, [.. frames], width, height, scale == 0 ? 25 : (double)rate / scale);
    }

    /// <summary>The encoded frame; any index, the clip repeats.</summary>
    public ReadOnlySpan<byte> Frame(long index)
    {
        var (offset, length) = _frames[index % _frames.Length];
        return _file.AsSpan(offset, length);
    }

    /// <summary>The index, not before <paramref name="index"/>, of a frame that a decoder can start with.</summary>
    public long NextKeyFrame(long index)
    {
        var round = index / _frames.Length * _frames.Length;
        return round + _nextKeyFrame[index - round];
    }

    private int[] FindKeyFrames()
    {
        var next = new int[_frames.Length];
        var key = _frames.Length; // the first frame of the next round
        for (var i = _frames.Length - 1; i >= 0; i--)
        {
            key = Vp8Frame.IsKeyFrame(_file.AsSpan(_frames[i].Offset, _frames[i].Length)) ? i : key;
            next[i] = key;
        }

        return next;
    }
}
