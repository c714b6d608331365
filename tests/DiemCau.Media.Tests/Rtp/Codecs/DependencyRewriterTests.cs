using DiemCau.Media.Rtp.Codecs;

namespace DiemCau.Media.Tests.Rtp.Codecs;

public sealed class DependencyRewriterTests
{
    private const int HeadBits = 29;

    private readonly byte[] _room = new byte[byte.MaxValue + DependencyRewriter.Growth];

    [Fact]
    public void Bit_by_bit_only_numbers_templates_and_targets_change()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var stream = new ScalableStream(1 + random.Next(3), 1 + random.Next(3), (Prediction)random.Next(3), random, random.Next(65_536), random.Next(64));
            var reader = new DependencyReader();
            foreach (var frame in Enumerable.Range(0, 50).SelectMany(picture => stream.Picture(isKey: picture % 20 == 0)))
            {
                Assert.True(reader.TryRead(frame.Descriptor, out var descriptor));
                var target = random.Next(descriptor.Structure!.TargetCount);
                var telling = random.Next(2) == 0 ? DependencyNumbers.Nothing : (byte)(target + DependencyNumbers.FirstTarget);
                var numbers = new DependencyNumbers((ushort)random.Next(65_536), (byte)random.Next(64), telling);
                Array.Fill(_room, (byte)random.Next(256));
                var length = DependencyRewriter.Write(frame.Descriptor, descriptor, numbers, _room);
                Assert.InRange(length, frame.Descriptor.Length, frame.Descriptor.Length + DependencyRewriter.Growth);
                Assert.Equal(Expected(frame.Descriptor, descriptor, numbers), Bits(_room.AsSpan(0, length)));
                Assert.True(new DependencyNumbers() == (DependencyNumbers)default(PictureNumbers) && numbers == (DependencyNumbers)(PictureNumbers)numbers);
            }
        }
    }

    [Fact]
    public void A_descriptor_of_an_unknown_structure_gets_its_numbers_all_the_same()
    {
        var reader = new DependencyReader();
        var bytes = Descriptors.Frame(starts: true, ends: false, template: 60, number: 9);
        Assert.False(reader.TryRead(bytes, out var descriptor));
        Assert.Equal(9, descriptor.FrameNumber);
        var rewriter = new DependencyRewriter();
        var numbers = rewriter.Rewrite(descriptor, target: 3, timestamp: 0) with { FrameNumber = 65_535, TemplateShift = 5 };
        Assert.Equal(3, DependencyRewriter.Write(bytes, descriptor, numbers, _room));
        Assert.Equal("10" + "000001" + "1111111111111111", Bits(_room.AsSpan(0, 3)));
    }

    [Fact]
    public void A_source_begins_one_behind_the_highest_number_that_was_sent()
    {
        var rewriter = new DependencyRewriter();
        Assert.Equal(65_534, Begin(65_534));
        Assert.Equal(1, rewriter.Rewrite(Number(1), 0, 0).FrameNumber); // over the end of 16 bits
        Assert.Equal(65_535, rewriter.Rewrite(Number(65_535), 0, 0).FrameNumber); // late
        Assert.Equal(2, Begin(500));
        Assert.Equal(5, rewriter.Rewrite(Number(503), 0, 0).FrameNumber); // what was left out leaves a hole
        Assert.Equal(6, Begin(500));

        int Begin(ushort number)
        {
            rewriter.BeginSource(Number(number));
            return rewriter.Rewrite(Number(number), 0, 0).FrameNumber;
        }

        static DependencyDescriptor Number(ushort number) => default(DependencyDescriptor) with { FrameNumber = number };
    }

    private static string Expected(byte[] source, in DependencyDescriptor descriptor, DependencyNumbers numbers)
    {
        var bits = Bits(source);
        var structure = descriptor.Structure!;
        var tells = numbers.ToldTargets >= DependencyNumbers.FirstTarget;
        var head = bits[..2] + Shifted(bits[2..8]) + Number(numbers.FrameNumber, 16);
        if (source.Length == 3 && !tells)
        {
            return head;
        }

        var flags = source.Length == 3 ? "00000" : bits[24..HeadBits];
        var at = HeadBits + (descriptor.HasStructure ? structure.BitLength : 0);
        var brought = descriptor.HasStructure ? Shifted(bits[HeadBits..(HeadBits + 6)]) + bits[(HeadBits + 6)..at] : "";
        if (!tells)
        {
            return head + flags + brought + bits[at..];
        }

        var told = structure.Within(numbers.ToldTargets - DependencyNumbers.FirstTarget) & descriptor.ActiveTargets;
        var rest = descriptor.BitLength <= at ? "" : bits[(at + (descriptor.TellsTargets ? structure.TargetCount : 0))..descriptor.BitLength];
        var whole = head + flags[0] + "1" + flags[2..] + brought + Number((int)told, structure.TargetCount) + rest;
        return whole.PadRight((whole.Length + 7) / 8 * 8, '0');

        string Shifted(string template) => Number((Convert.ToInt32(template, 2) + numbers.TemplateShift) % 64, 6);
    }

    private static string Number(int value, int width) => Convert.ToString(value, 2).PadLeft(width, '0');

    private static string Bits(ReadOnlySpan<byte> bytes) => string.Concat(bytes.ToArray().Select(value => Number(value, 8)));
}
