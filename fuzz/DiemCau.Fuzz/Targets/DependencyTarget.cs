using DiemCau.Media.Rtp.Codecs;

namespace DiemCau.Fuzz.Targets;

/// <summary>Dependency descriptors: the input's first half comes first, so that the second may refer to the structure that it brings.</summary>
internal sealed class DependencyTarget : IFuzzTarget
{
    private const int MostLayers = 8;

    public string Name => "dependency";

    /// <summary>Key frames with structures of some layers, the last one of two by two with sizes; and a frame that refers to one.</summary>
    public IReadOnlyList<byte[]> Samples { get; } =
    [
        [0x80, 0x00, 0x01, 0x80, 0x02, 0x14, 0xEA, 0xA8, 0x60, 0x41, 0x4D, 0x14, 0x10, 0x20, 0x84, 0x26, 0xC2, 0x80, 0x00, 0x04],
        [0x80, 0x00, 0x07, 0x80, 0x03, 0x26, 0xEA, 0x28, 0x58, 0x13, 0x44, 0x24, 0x0C, 0x84, 0x44, 0x4F, 0xC1, 0x3F, 0x02, 0xCF],
        [0xC3, 0x00, 0x02],
    ];

    public void Run(ReadOnlySpan<byte> input)
    {
        var reader = new DependencyReader();
        Read(reader, input[..(input.Length / 2)]);
        Read(reader, input[(input.Length / 2)..]);
        Read(reader, input);
    }

    private static void Read(DependencyReader reader, ReadOnlySpan<byte> input)
    {
        if (reader.TryRead(input, out var descriptor)
            && (descriptor.SpatialLayer >= MostLayers || descriptor.TemporalLayer >= MostLayers
                || (descriptor.SwitchTo >= MostLayers && descriptor.SwitchTo != DependencyDescriptor.NoSwitch)))
        {
            throw new InvalidOperationException("A layer that cannot be.");
        }
    }
}
