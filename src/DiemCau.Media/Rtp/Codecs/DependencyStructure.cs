namespace DiemCau.Media.Rtp.Codecs;

/// <summary>
/// The template dependency structure of one stream (appendix A.8.2): templates that packets name by number, each with its layers, with
/// what it is to every decode target and with the frames that it needs. It does not change once it has been handed out.
/// </summary>
internal sealed class DependencyStructure
{
    public const int MostTemplates = 64;

    private const int MostSpatialLayers = 4;
    private const int MostTemporalLayers = 8;
    private const int MostTargets = 32;

    private readonly Template[] _templates = new Template[MostTemplates];
    private readonly Layers[] _targets = new Layers[MostTargets];
    private readonly uint[] _within = new uint[MostTargets];
    private readonly (ushort Width, ushort Height)[] _sizes = new (ushort, ushort)[MostSpatialLayers];

    /// <summary>The number of the first template.</summary>
    public byte FirstTemplate { get; private set; }

    public int TemplateCount { get; private set; }

    public int TargetCount { get; private set; }

    public int ChainCount { get; private set; }

    /// <summary>In its descriptor.</summary>
    public int BitLength { get; private set; }

    /// <summary>A bit for each decode target.</summary>
    public uint AllTargets => uint.MaxValue >> (MostTargets - TargetCount);

    public int HighestSpatialLayer => _templates[TemplateCount - 1].Spatial;

    /// <summary>Of a spatial layer in pixels; 0 when it does not say.</summary>
    public (ushort Width, ushort Height) SizeOf(int spatial) => spatial < MostSpatialLayers ? _sizes[spatial] : default;

    /// <summary>The highest layers of a decode target.</summary>
    public Layers this[int target] => _targets[target];

    /// <summary>A bit for each decode target that is there when nothing but this one's frames are sent.</summary>
    public uint Within(int target) => _within[target];

    /// <summary>Of the decode targets in a set, the best one up to some layers: first the largest picture, then the most frames.</summary>
    /// <param name="allowed">A bit for each decode target.</param>
    /// <returns>When none is that small, the smallest.</returns>
    public int Find(int spatial, int temporal, uint allowed)
    {
        var (best, smallest) = (-1, 0);
        for (var target = 0; target < TargetCount; target++)
        {
            if ((allowed >> target & 1) == 0)
            {
                continue;
            }

            var layers = _targets[target];
            if (layers.Spatial <= spatial && layers.Temporal <= temporal && (best < 0 || layers.Rank > _targets[best].Rank))
            {
                best = target;
            }

            smallest = (allowed >> smallest & 1) == 0 || layers.Rank < _targets[smallest].Rank ? target : smallest;
        }

        return best < 0 ? smallest : best;
    }

    /// <returns>False when it makes no sense; then it is not to be used.</returns>
    public bool TryRead(ref BitReader bits)
    {
        var start = bits.Position;
        FirstTemplate = (byte)bits.Read(6);
        TargetCount = (int)bits.Read(5) + 1;
        _sizes.AsSpan().Clear();
        if (!TryReadLayers(ref bits))
        {
            return false;
        }

        ReadIndications(ref bits);
        ReadReferences(ref bits);
        ReadChains(ref bits);
        if (bits.Read(1) == 1)
        {
            for (var spatial = 0; spatial <= HighestSpatialLayer; spatial++)
            {
                _sizes[spatial] = ((ushort)(bits.Read(16) + 1), (ushort)(bits.Read(16) + 1));
            }
        }

        FindTargets();
        BitLength = bits.Position - start;
        return !bits.IsExhausted;
    }

    /// <returns>False for a template that is not in the structure.</returns>
    public bool TryFind(uint templateId, out Template template)
    {
        var index = (int)((templateId + MostTemplates - FirstTemplate) % MostTemplates);
        template = index < TemplateCount ? _templates[index] : default;
        return index < TemplateCount;
    }

    /// <summary>Two bits for each decode target; see <see cref="DependencyDescriptor"/>.</summary>
    public ulong ReadTargetIndications(ref BitReader bits)
    {
        ulong indications = 0;
        for (var target = 0; target < TargetCount; target++)
        {
            indications |= (ulong)bits.Read(2) << (2 * target);
        }

        return indications;
    }

    public bool IsSameAs(DependencyStructure other) =>
        FirstTemplate == other.FirstTemplate && TargetCount == other.TargetCount && ChainCount == other.ChainCount
            && BitLength == other.BitLength
        && _templates.AsSpan(0, TemplateCount).SequenceEqual(other._templates.AsSpan(0, other.TemplateCount))
        && _sizes.AsSpan().SequenceEqual(other._sizes);

    private bool TryReadLayers(ref BitReader bits)
    {
        const uint SameLayers = 0, NextTemporal = 1, NextSpatial = 2;
        byte spatial = 0, temporal = 0;
        TemplateCount = 0;
        while (TemplateCount < MostTemplates && spatial < MostSpatialLayers && temporal < MostTemporalLayers)
        {
            _templates[TemplateCount++] = new Template(spatial, temporal, 0, 0);
            switch (bits.Read(2))
            {
                case SameLayers:
                    break;
                case NextTemporal:
                    temporal++;
                    break;
                case NextSpatial:
                    temporal = 0;
                    spatial++;
                    break;
                default:
                    return true;
            }
        }

        return false;
    }

    private void ReadIndications(ref BitReader bits)
    {
        for (var i = 0; i < TemplateCount; i++)
        {
            _templates[i] = _templates[i] with { Indications = ReadTargetIndications(ref bits) };
        }
    }

    private void ReadReferences(ref BitReader bits)
    {
        for (var i = 0; i < TemplateCount; i++)
        {
            ulong references = 0;
            while (bits.Read(1) == 1)
            {
                references = DependencyDescriptor.Referring(references, bits.Read(4) + 1);
            }

            _templates[i] = _templates[i] with { References = references };
        }
    }

    /// <summary>Which losses break a decode target for good: a receiver's concern, whose numbers stay as they are.</summary>
    private void ReadChains(ref BitReader bits)
    {
        ChainCount = (int)bits.ReadNonSymmetric((uint)TargetCount + 1);
        if (ChainCount == 0)
        {
            return;
        }

        for (var target = 0; target < TargetCount; target++)
        {
            bits.ReadNonSymmetric((uint)ChainCount);
        }

        bits.Skip(4 * ChainCount * TemplateCount);
    }

    /// <summary>A target's layers are the highest of the templates that it needs, and within it are those that need no others.</summary>
    private void FindTargets()
    {
        Span<ulong> needed = stackalloc ulong[MostTargets];
        needed.Clear();
        _targets.AsSpan().Clear();
        for (var i = 0; i < TemplateCount; i++)
        {
            var template = _templates[i];
            for (var target = 0; target < TargetCount; target++)
            {
                if ((template.Indications >> (2 * target) & 3) != 0)
                {
                    needed[target] |= 1UL << i;
                    _targets[target] = new Layers(
                        Math.Max(_targets[target].Spatial, template.Spatial), Math.Max(_targets[target].Temporal, template.Temporal));
                }
            }
        }

        for (var target = 0; target < TargetCount; target++)
        {
            _within[target] = 0;
            for (var other = 0; other < TargetCount; other++)
            {
                _within[target] |= (needed[other] & ~needed[target]) == 0 ? 1u << other : 0;
            }
        }
    }

    internal readonly record struct Layers(byte Spatial, byte Temporal)
    {
        public int Rank => (Spatial * MostTemporalLayers) + Temporal;
    }

    /// <param name="Indications">See <see cref="DependencyDescriptor"/>.</param>
    /// <param name="References">See <see cref="DependencyDescriptor"/>.</param>
    internal readonly record struct Template(byte Spatial, byte Temporal, ulong Indications, ulong References);
}
