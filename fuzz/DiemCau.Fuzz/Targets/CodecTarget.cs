using DiemCau.Media.Rtp.Codecs;

namespace DiemCau.Fuzz.Targets;

/// <summary>The payload descriptors and headers of VP8, VP9, H.264 and AV1, and the rewriting of VP8's.</summary>
internal sealed class CodecTarget : IFuzzTarget
{
    public string Name => "codec";

    public IReadOnlyList<Type> Parsers { get; } =
    [
        typeof(FrameInfo), typeof(Vp8Descriptor), typeof(Vp9Descriptor),
        typeof(H264), typeof(H264ParameterSet), typeof(Av1),
    ];

    public IReadOnlyList<byte[]> Samples { get; } =
    [
        [0x90, 0xF0, 0x92, 0x34, 0x56, 0x25, 0x10, 0x02, 0x00, 0x9D, 0x01, 0x2A, 0x80, 0x02, 0x68, 0x01, 1, 2, 3],
        [0x90, 0xE0, 0x11, 0x22, 0x80, 0x01, 0xAA],
        [0b1010_1010, 0x81, 0x02, 0b0010_0000, 0x07, 0b0011_1000, 0x01, 0x40, 0x00, 0xB4, 0x02, 0x80, 0x01, 0x68, 1, 0b0000_0100, 0x01, 0xAA],
        [0x78, 0, 12, 0x67, 0x64, 0xC0, 0x1E, 0xD9, 0x00, 0xA0, 0x2F, 0xF9, 0x70, 0x11, 0x00, 0, 2, 0x68, 0xCE],
        [0x67, 0x64, 0x00, 0x1F, 0xAC, 0xD9, 0x40, 0x50, 0x05, 0xBB, 0x01, 0x10, 0x00, 0x00, 0x03, 0x00, 0x10, 0x00, 0x00, 0x03],
        [0b0010_1000, 0x02, 0x0A, 0x01, 0x32, 0x00],
    ];

    public void Run(ReadOnlySpan<byte> input)
    {
        foreach (var codec in Enum.GetValues<VideoCodec>())
        {
            _ = FrameInfo.Inspect(codec, input);
        }

        if (Vp9Descriptor.TryParse(input, out var vp9) && vp9.Length > input.Length)
        {
            throw new InvalidOperationException("A descriptor longer than its payload.");
        }

        if (Vp8Descriptor.TryParse(input, out var vp8))
        {
            CheckRewriting(input, vp8);
        }
    }

    private static void CheckRewriting(ReadOnlySpan<byte> input, Vp8Descriptor vp8)
    {
        var numbers = new PictureNumbers(0x1234, 56, 7);
        var written = new byte[input.Length + Vp8Rewriter.Growth(vp8)];
        var length = Vp8Rewriter.Write(input, vp8, numbers, written);
        if (length != written.Length
            || !Vp8Descriptor.TryParse(written, out var again)
            || again.IsKeyFrame != vp8.IsKeyFrame || again.TemporalLayer != vp8.TemporalLayer
            || (vp8.PictureIdBits != 0 && again.PictureId != numbers.PictureId)
            || (vp8.HasTl0PicIdx && again.Tl0PicIdx != numbers.Tl0PicIdx)
            || !input[vp8.Length..].SequenceEqual(written.AsSpan(again.Length)))
        {
            throw new InvalidOperationException("Rewriting changed more than the numbers.");
        }
    }
}
