namespace DiemCau.Media.Rtp.Codecs;

/// <summary>Reads the dependency descriptors of one stream's packets: the structure comes with key frames and stays until the next.</summary>
internal sealed class DependencyReader
{
    private const int MandatoryBytes = 3;

    private DependencyStructure structure = new();
    private DependencyStructure spare = new();
    private bool hasStructure;

    /// <returns>False when it cannot be understood, alone or by the structure that is known.</returns>
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
        var template = bits.Read(6);
        var number = (ushort)bits.Read(16);
        var (brings, hasTargets, ownIndications) = (false, false, false);
        if (extension.Length > MandatoryBytes)
        {
            brings = bits.Read(1) == 1;
            hasTargets = bits.Read(1) == 1;
            ownIndications = bits.Read(1) == 1;
            bits.Skip(2); // own frame differences and chains follow what is read here
        }

        if (brings)
        {
            if (!spare.TryRead(ref bits))
            {
                return false;
            }

            (structure, spare) = (spare, structure);
            hasStructure = true;
        }

        if (!hasStructure || !structure.TryFind(template, out var spatial, out var temporal, out var indications))
        {
            return false;
        }

        if (hasTargets)
        {
            bits.Skip(structure.TargetCount);
        }

        if (ownIndications)
        {
            indications = structure.ReadTargetIndications(ref bits);
        }

        if (bits.IsExhausted)
        {
            return false;
        }

        descriptor = new DependencyDescriptor(
            starts, ends, number, spatial, temporal, structure.SwitchOf(spatial, indications), brings,
            brings ? structure.Width : (ushort)0, brings ? structure.Height : (ushort)0);
        return true;
    }
}
