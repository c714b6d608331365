namespace DiemCau.Media.Rtp.Codecs;

/// <summary>
/// The template dependency structure of one stream (appendix A.8.2): templates that packets name by number, each with its layers and with
/// what it is to every decode target. Filled again and again, never allocated per packet.
/// </summary>
internal sealed class DependencyStructure
{
    private const int MostTemplates = 64;
    private const int MostLayers = 4;
    private const int Switch = 2;
    private const int MostTargets = 32;

    private readonly Template[] templates = new Template[MostTemplates];
    private readonly (byte Spatial, byte Temporal)[] targets = new (byte, byte)[MostTargets];
    private uint idOffset;
    private int templateCount;

    public int TargetCount { get; private set; }

    public int ChainCount { get; private set; }

    /// <summary>Of the largest spatial layer; 0 when it does not say.</summary>
    public ushort Width { get; private set; }

    public ushort Height { get; private set; }

    /// <returns>False when it makes no sense; then it is not to be used.</returns>
    public bool TryRead(ref BitReader bits)
    {
        idOffset = bits.Read(6);
        TargetCount = (int)bits.Read(5) + 1;
        Width = Height = 0;
        if (!TryReadLayers(ref bits))
        {
            return false;
        }

        ReadIndications(ref bits);
        ReadFrameDifferences(ref bits);
        ReadChains(ref bits);
        FindTargets();
        if (bits.Read(1) == 1)
        {
            for (var spatial = 0; spatial <= templates[templateCount - 1].Spatial; spatial++)
            {
                (Width, Height) = ((ushort)(bits.Read(16) + 1), (ushort)(bits.Read(16) + 1));
            }
        }

        return !bits.IsExhausted;
    }

    /// <returns>False for a template that is not in the structure.</returns>
    public bool TryFind(uint templateId, out byte spatial, out byte temporal, out ulong indications)
    {
        var index = (int)((templateId + MostTemplates - idOffset) % MostTemplates);
        (spatial, temporal, indications) = index < templateCount ? templates[index] : default;
        return index < templateCount;
    }

    /// <summary>The highest temporal layer, within a frame's spatial layer, of the targets that the frame lets begin.</summary>
    public byte SwitchOf(byte spatial, ulong indications)
    {
        var highest = -1;
        for (var target = 0; target < TargetCount; target++)
        {
            if (targets[target].Spatial == spatial && (indications >> (2 * target) & 3) == Switch)
            {
                highest = Math.Max(highest, targets[target].Temporal);
            }
        }

        return highest < 0 ? DependencyDescriptor.NoSwitch : (byte)highest;
    }

    /// <summary>Two bits per decode target: 0 not present, 1 discardable, 2 switch, 3 required.</summary>
    public ulong ReadTargetIndications(ref BitReader bits)
    {
        ulong indications = 0;
        for (var target = 0; target < TargetCount; target++)
        {
            indications |= (ulong)bits.Read(2) << (2 * target);
        }

        return indications;
    }

    private bool TryReadLayers(ref BitReader bits)
    {
        const uint SameLayers = 0, NextTemporal = 1, NextSpatial = 2;
        byte spatial = 0, temporal = 0;
        templateCount = 0;
        while (templateCount < MostTemplates && spatial < MostLayers && temporal < 2 * MostLayers)
        {
            templates[templateCount++] = new Template(spatial, temporal, 0);
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
        for (var i = 0; i < templateCount; i++)
        {
            templates[i] = templates[i] with { Indications = ReadTargetIndications(ref bits) };
        }
    }

    /// <summary>Which frames a frame needs: a receiver's concern.</summary>
    private void ReadFrameDifferences(ref BitReader bits)
    {
        for (var i = 0; i < templateCount; i++)
        {
            while (bits.Read(1) == 1 && !bits.IsExhausted)
            {
                bits.Skip(4);
            }
        }
    }

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

        bits.Skip(4 * ChainCount * templateCount);
    }

    /// <summary>A target's layers are the highest of the templates that it needs.</summary>
    private void FindTargets()
    {
        for (var target = 0; target < TargetCount; target++)
        {
            byte spatial = 0, temporal = 0;
            foreach (ref readonly var template in templates.AsSpan(0, templateCount))
            {
                if ((template.Indications >> (2 * target) & 3) != 0)
                {
                    spatial = Math.Max(spatial, template.Spatial);
                    temporal = Math.Max(temporal, template.Temporal);
                }
            }

            targets[target] = (spatial, temporal);
        }
    }

    private readonly record struct Template(byte Spatial, byte Temporal, ulong Indications)
    {
        public static implicit operator (byte Spatial, byte Temporal, ulong Indications)(Template template) =>
            (template.Spatial, template.Temporal, template.Indications);
    }
}
