using DiemCau.Media.Rtp.Codecs;

namespace DiemCau.Media.Routing;

/// <summary>
/// Sends exactly the frames of one decode target of a stream with dependency descriptors (RTP Payload Format for AV1 v1.0, appendix
/// A.4.4). Another target is begun where all that it needs has been sent: with a frame that says so and can be decoded itself, or at
/// any frame when nothing of it was left out, as of fewer frames and mostly of a smaller picture.
/// </summary>
internal sealed class DecodeTargetFilter
{
    /// <summary>Frames whose fate is remembered.</summary>
    private const int Memory = 64;

    private DependencyStructure? structure;
    private int current;
    private uint active;
    private ulong startable;
    private ulong seen;
    private ulong sent;
    private ushort newest;
    private bool hasFrame;

    /// <summary>See <see cref="LayerLimit"/>.</summary>
    public byte Limit { get; set; } = LayerLimit.All;

    /// <summary>The decode target whose frames are sent.</summary>
    public int Current => current;

    /// <summary>A picture of another size is wanted and cannot be begun without a key frame.</summary>
    public bool AwaitsKeyFrame =>
        structure is not null && Wanted is var wanted && structure[wanted].Spatial != structure[current].Spatial && BestLike(wanted) < 0;

    private int Wanted => structure!.Find(LayerLimit.Spatial(Limit), LayerLimit.Temporal(Limit), active);

    /// <summary>A key frame of another stream follows.</summary>
    public void Begin()
    {
        structure = null;
        hasFrame = false;
    }

    /// <returns>False for a packet of a frame that is left out.</returns>
    public bool Passes(in DependencyDescriptor frame)
    {
        if (frame.Structure is null)
        {
            return true; // what it is to whom is not known
        }

        var step = hasFrame ? (short)(frame.FrameNumber - newest) : (short)1;
        if (step <= 0)
        {
            return PassesLate(frame, -step);
        }

        (seen, sent) = step < Memory && hasFrame ? (seen << step, sent << step) : (0, 0);
        newest = frame.FrameNumber;
        hasFrame = true;
        var passes = Decide(frame);
        (seen, sent) = (seen | 1, sent | (passes ? 1UL : 0));
        return passes;
    }

    /// <summary>The last packet of all that is sent of a picture: it has to say so, because the one that said so is left out.</summary>
    public bool Ends(in DependencyDescriptor frame) => frame.EndsFrame && frame.Structure is { } known && known == structure
        && frame.SpatialLayer == known[current].Spatial;

    private bool PassesLate(in DependencyDescriptor frame, int age)
    {
        if (age < Memory && (seen >> age & 1) != 0)
        {
            return (sent >> age & 1) != 0;
        }

        if (frame.Structure != structure)
        {
            return true; // from before the structure: receivers know by its template
        }

        var passes = frame.HasStructure || frame.IsPartOf(current);
        startable &= passes ? ulong.MaxValue : ~frame.Needed;
        if (age < Memory)
        {
            seen |= 1UL << age;
            sent |= passes ? 1UL << age : 0;
        }

        return passes;
    }

    private bool Decide(in DependencyDescriptor frame)
    {
        active = frame.ActiveTargets;
        if (frame.Structure != structure)
        {
            structure = frame.Structure;
            startable = 0;
            current = Wanted;
        }

        // Of the frames it needs all have been sent: bit 0 of those is the frame before, of those that were sent this one.
        var isDecodable = frame.References < DependencyDescriptor.OldReference && (frame.References << 1 & ~sent) == 0;
        var begun = isDecodable ? frame.Switches : 0;
        startable |= begun;
        current = Choose();

        // What brings the structure is needed by all, even where no picture is: it is a key frame of independent layers.
        var passes = frame.HasStructure || frame.IsPartOf(current);
        startable &= passes ? ulong.MaxValue : ~frame.Needed;
        return passes;
    }

    private int Choose()
    {
        var wanted = Wanted;
        if (wanted == current || Has(startable, wanted))
        {
            return wanted;
        }

        var better = BestLike(wanted);
        if (better < 0 && structure![current].Spatial < structure[wanted].Spatial)
        {
            // Until the larger picture can be begun, the small one moves as well as it can.
            better = Best(structure[current].Spatial, int.MaxValue);
        }

        return better < 0 ? current : better;
    }

    /// <summary>The most frames, up to those that are wanted, of the size that is wanted; −1: none can be begun.</summary>
    private int BestLike(int wanted) => Best(structure![wanted].Spatial, structure[wanted].Temporal);

    private int Best(int spatial, int temporal)
    {
        var best = -1;
        for (var target = 0; target < structure!.TargetCount; target++)
        {
            var layers = structure[target];
            if (Has(startable, target) && (active >> target & 1) != 0 && layers.Spatial == spatial && layers.Temporal <= temporal
                && (best < 0 || layers.Temporal > structure[best].Temporal))
            {
                best = target;
            }
        }

        return best;
    }

    private static bool Has(ulong targets, int target) => (targets >> (2 * target) & 1) != 0;
}
