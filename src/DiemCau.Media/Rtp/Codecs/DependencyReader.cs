namespace DiemCau.Media.Rtp.Codecs;

/// <summary>
/// Reads the dependency descriptors of one stream's packets: the structure comes with key frames and stays until the next.
/// </summary>
internal sealed class DependencyReader
{
    public const int MandatoryBytes = 3;

    /// <summary>
    /// In frames. Nothing is repaired that is so old: numbers that seem to go back further have gone on. Chromium numbers the frames of all
    /// streams of a camera in one row, so the numbers of a layer that rested for some minutes have wrapped around meanwhile.
    /// </summary>
    private const int LongestRepair = 2_000;

    private DependencyStructure? _structure;
    private DependencyStructure? _previous;
    private DependencyStructure _spare = new();
    private SequenceUnwrapper _unwrapper; // minutes may pass between two structures, and numbers wrap around in a few
    private long _structureNumber;
    private uint _active;
    private long _activeNumber;

    /// <returns>
    /// False when it cannot be understood, alone or by the structure that is known; what it says of itself is there all the same.
    /// </returns>
    public bool TryRead(ReadOnlySpan<byte> extension, out DependencyDescriptor descriptor)
    {
        descriptor = default;
        if (extension.Length < MandatoryBytes)
        {
            return false;
        }

        var bits = new BitReader(extension);
        var starts = bits.Read(1) == 1;
        var ends = bits.Read(1) == 1;
        var templateId = bits.Read(6);
        var number = (ushort)bits.Read(16);
        var (brings, tells, ownIndications, ownReferences, ownChains) = (false, false, false, false, false);
        if (extension.Length > MandatoryBytes)
        {
            brings = bits.Read(1) == 1;
            tells = bits.Read(1) == 1;
            ownIndications = bits.Read(1) == 1;
            ownReferences = bits.Read(1) == 1;
            ownChains = bits.Read(1) == 1;
        }

        descriptor = new DependencyDescriptor(null, starts, ends, brings, tells, 0, 0, number, 0, 0, 0, 0);
        var unwrapped = _unwrapper.Unwrap(number);
        var described = brings ? ReadStructure(ref bits) : StructureAt(unwrapped);
        if (described is null || !described.TryFind(templateId, out var template))
        {
            return false;
        }

        var targets = tells ? bits.Read(described.TargetCount) : described.AllTargets;
        var indications = ownIndications ? described.ReadTargetIndications(ref bits) : template.Indications;
        var references = ownReferences ? ReadReferences(ref bits) : template.References;
        bits.Skip(ownChains ? 8 * described.ChainCount : 0);
        if (bits.IsExhausted)
        {
            return false;
        }

        if (brings)
        {
            unwrapped = Take(described, unwrapped);
        }

        if (brings ? unwrapped == _structureNumber : tells && unwrapped >= _activeNumber)
        {
            (_active, _activeNumber) = (targets, unwrapped);
        }

        descriptor = new DependencyDescriptor(
            described, starts, ends, brings, tells, template.Spatial, template.Temporal, number, (ushort)bits.Position,
            described == _structure ? _active : described.AllTargets, indications, references);
        return true;
    }

    private static ulong ReadReferences(ref BitReader bits)
    {
        ulong references = 0;
        while (bits.Read(2) is var size and > 0)
        {
            references = DependencyDescriptor.Referring(references, bits.Read(4 * (int)size) + 1);
        }

        return references;
    }

    /// <summary>Key frames mostly repeat the structure: then it stays the same object, and nothing is allocated.</summary>
    private DependencyStructure? ReadStructure(ref BitReader bits) =>
        !_spare.TryRead(ref bits) ? null : _structure is not null && _structure.IsSameAs(_spare) ? _structure : _spare;

    /// <summary>A packet that comes late, by repair, may be of a frame before the structure.</summary>
    private DependencyStructure? StructureAt(long number) => _previous is not null && number < _structureNumber ? _previous : _structure;

    /// <returns>The number by which it is the newest, or an older one that has come by repair.</returns>
    private long Take(DependencyStructure described, long number)
    {
        if (_unwrapper.Highest - number > LongestRepair)
        {
            var restarted = default(SequenceUnwrapper);
            number = restarted.Unwrap((ushort)number);
            (_unwrapper, _structure, _previous) = (restarted, null, null);
        }

        var isNewest = _structure is null || number >= _structureNumber;
        if (isNewest && described != _structure)
        {
            (_previous, _structure) = (_structure, described);
        }

        _spare = described == _spare ? new DependencyStructure() : _spare;
        _structureNumber = isNewest ? number : _structureNumber;
        return number;
    }
}
