using DiemCau.Media.Routing.Layers;
using DiemCau.Media.Rtp.Codecs;

namespace DiemCau.Fuzz.Targets;

/// <summary>
/// Dependency descriptors: the input's first half comes first, so that the second may refer to the structure that it brings. What can be
/// read is filtered and rewritten, and has to be read again as what it was.
/// </summary>
internal sealed class DependencyTarget : IFuzzTarget
{
    private const int MostLayers = 8;

    private readonly byte[] _room = new byte[byte.MaxValue + DependencyRewriter.Growth];

    public string Name => "dependency";

    public IReadOnlyList<Type> Parsers { get; } = [typeof(DependencyReader), typeof(DependencyStructure)];

    /// <summary>Key frames with structures of some layers, the last one of two by two with sizes; and a frame that refers to one.</summary>
    public IReadOnlyList<byte[]> Samples { get; } =
    [
        [0x80, 0x00, 0x01, 0x80, 0x02, 0x14, 0xEA, 0xA8, 0x60, 0x41, 0x4D, 0x14, 0x10, 0x20, 0x84, 0x26, 0xC2, 0x80, 0x00, 0x04],
        [0x80, 0x00, 0x07, 0x80, 0x03, 0x26, 0xEA, 0x28, 0x58, 0x13, 0x44, 0x24, 0x0C, 0x84, 0x44, 0x4F, 0xC1, 0x3F, 0x02, 0xCF],
        [0xC3, 0x00, 0x02],
    ];

    public void Run(ReadOnlySpan<byte> input)
    {
        var way = new Way();
        Read(way, input[..(input.Length / 2)], limit: LayerLimit.All);
        Read(way, input[(input.Length / 2)..], limit: (byte)input.Length);
        Read(way, input, limit: 0);
    }

    private void Read(Way way, ReadOnlySpan<byte> input, byte limit)
    {
        input = input[..Math.Min(input.Length, byte.MaxValue)];
        var isRead = way.AtServer.TryRead(input, out var descriptor);
        if (isRead && (descriptor.SpatialLayer >= MostLayers || descriptor.TemporalLayer >= MostLayers))
        {
            throw new InvalidOperationException("A layer that cannot be.");
        }

        way.Filter.Limit = limit;
        if (input.Length < DependencyReader.MandatoryBytes || !way.Filter.Passes(descriptor))
        {
            return;
        }

        if (descriptor.HasStructure && isRead)
        {
            way.Rewriter.BeginSource(descriptor);
        }

        var numbers = way.Rewriter.Rewrite(descriptor, way.Filter.Current, timestamp: 0);
        var length = DependencyRewriter.Write(input, descriptor, numbers, _room);
        if (isRead && descriptor.HasStructure
            && (!new DependencyReader().TryRead(_room.AsSpan(0, length), out var again)
                || again.Indications != descriptor.Indications || again.References != descriptor.References || again.FrameNumber != numbers.FrameNumber))
        {
            throw new InvalidOperationException("Rewritten into something else.");
        }
    }

    private sealed class Way
    {
        public DependencyReader AtServer { get; } = new();

        public DecodeTargetFilter Filter { get; } = new();

        public DependencyRewriter Rewriter { get; } = new();
    }
}
