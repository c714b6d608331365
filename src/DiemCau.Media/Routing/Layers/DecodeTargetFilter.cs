using DiemCau.Media.Rtp.Codecs;

namespace DiemCau.Media.Routing.Layers;

/// <summary>
/// Sends exactly the frames of one decode target of a stream with dependency descriptors (RTP Payload Format for AV1 v1.0, appendix
/// A.4.4). Another target is begun where all that it needs has been sent: with a frame that says so and can be decoded itself, or at
/// any frame when nothing of it was left out, as of fewer frames and mostly of a smaller picture.
/// </summary>
internal sealed class DecodeTargetFilter
{
    /// <summary>Frames whose fate is remembered.</summary>
    private const int Memory = 64;

    private DependencyStructure? _structure;
    private int _current;
    private uint _active;
    private ulong _startable;
    private ulong _seen;
    private ulong _sent;
    private ushort _newest;
    private bool _hasFrame;

    /// <summary>See <see cref="LayerLimit"/>.</summary>
    public byte Limit { get; set; } = LayerLimit.All;

    /// <summary>The decode target whose frames are sent.</summary>
    public int Current => _current;

    /// <summary>A picture of another size is wanted and cannot be begun without a key frame.</summary>
    public bool AwaitsKeyFrame =>
        _structure is not null && Wanted is var wanted && _structure[wanted].Spatial != _structure[_current].Spatial
            && BestLike(wanted) < 0;

    private int Wanted => _structure!.Find(LayerLimit.Spatial(Limit), LayerLimit.Temporal(Limit), _active);

    /// <summary>A key frame of another stream follows.</summary>
    public void Begin()
    {
        _structure = null;
        _hasFrame = false;
    }

    /// <returns>False for a packet of a frame that is left out.</returns>
    public bool Passes(in DependencyDescriptor frame)
    {
        if (frame.Structure is null)
        {
            return true; // what it is to whom is not known
        }

        var step = _hasFrame ? (short)(frame.FrameNumber - _newest) : (short)1;
        if (step <= 0)
        {
            return PassesLate(frame, -step);
        }

        (_seen, _sent) = step < Memory && _hasFrame ? (_seen << step, _sent << step) : (0, 0);
        _newest = frame.FrameNumber;
        _hasFrame = true;
        var passes = Decide(frame);
        (_seen, _sent) = (_seen | 1, _sent | (passes ? 1UL : 0));
        return passes;
    }

    /// <summary>The last packet of all that is sent of a picture: it has to say so, because the one that said so is left out.</summary>
    public bool Ends(in DependencyDescriptor frame) => frame.EndsFrame && frame.Structure is { } known && known == _structure
        && frame.SpatialLayer == known[_current].Spatial;

    private bool PassesLate(in DependencyDescriptor frame, int age)
    {
        if (age < Memory && (_seen >> age & 1) != 0)
        {
            return (_sent >> age & 1) != 0;
        }

        if (frame.Structure != _structure)
        {
            return true; // from before the structure: receivers know by its template
        }

        var passes = frame.HasStructure || frame.IsPartOf(_current);
        _startable &= passes ? ulong.MaxValue : ~frame.Needed;
        if (age < Memory)
        {
            _seen |= 1UL << age;
            _sent |= passes ? 1UL << age : 0;
        }

        return passes;
    }

    private bool Decide(in DependencyDescriptor frame)
    {
        _active = frame.ActiveTargets;
        if (frame.Structure != _structure)
        {
            _structure = frame.Structure;
            _startable = 0;
            _current = Wanted;
        }

        // Of the frames it needs all have been sent: bit 0 of those is the frame before, of those that were sent this one.
        var isDecodable = frame.References < DependencyDescriptor.OldReference && (frame.References << 1 & ~_sent) == 0;
        var begun = isDecodable ? frame.Switches : 0;
        _startable |= begun;
        _current = Choose();

        // What brings the structure is needed by all, even where no picture is: it is a key frame of independent layers.
        var passes = frame.HasStructure || frame.IsPartOf(_current);
        _startable &= passes ? ulong.MaxValue : ~frame.Needed;
        return passes;
    }

    private int Choose()
    {
        var wanted = Wanted;
        if (wanted == _current || Has(_startable, wanted))
        {
            return wanted;
        }

        var better = BestLike(wanted);
        if (better < 0 && _structure![_current].Spatial < _structure[wanted].Spatial)
        {
            // Until the larger picture can be begun, the small one moves as well as it can.
            better = Best(_structure[_current].Spatial, int.MaxValue);
        }

        return better < 0 ? _current : better;
    }

    /// <summary>The most frames, up to those that are wanted, of the size that is wanted; −1: none can be begun.</summary>
    private int BestLike(int wanted) => Best(_structure![wanted].Spatial, _structure[wanted].Temporal);

    private int Best(int spatial, int temporal)
    {
        var best = -1;
        for (var target = 0; target < _structure!.TargetCount; target++)
        {
            var layers = _structure[target];
            if (Has(_startable, target) && (_active >> target & 1) != 0 && layers.Spatial == spatial && layers.Temporal <= temporal
                && (best < 0 || layers.Temporal > _structure[best].Temporal))
            {
                best = target;
            }
        }

        return best;
    }

    private static bool Has(ulong targets, int target) => (targets >> (2 * target) & 1) != 0;
}
