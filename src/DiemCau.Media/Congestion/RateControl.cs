namespace DiemCau.Media.Congestion;

/// <summary>
/// Additive increase near the rate at which queues were last seen, multiplicative elsewhere, and back to 85 % of what gets through when a
/// queue grows (draft-ietf-rmcat-gcc-02 section 5.5).
/// </summary>
internal sealed class RateControl(double initial)
{
    public const double Floor = 50_000;
    public const double Ceiling = 50_000_000;

    private const double BackOff = 0.85;
    private const double GrowthPerSecond = 0.08;

    /// <summary>Back to a little below where queues were last seen it goes fast, as TCP CUBIC does, and slowly from there.</summary>
    private const double ReturnPerSecond = 0.15;
    private const double Plateau = 0.92;
    private const double PacketBits = 1_200 * 8;

    /// <summary>Growth is believed only so far beyond what is known to get through.</summary>
    private const double Headroom = 1.5;
    private const double HeadroomBitsPerSecond = 10_000;

    private const double CapacityNoise = 1.3;
    private const double Clearly = 0.8;

    /// <summary>Two probes in a row that find less than this share of the estimate are believed.</summary>
    private const double Doubt = 0.85;

    /// <summary>Feedback every 50–100 ms, and the window that what gets through is measured in.</summary>
    private const long AcknowledgedAfter = 150_000;
    private const long MostRoundTrip = 200_000;

    private readonly CapacityMemory _capacity = new();
    private long _steppedAt;
    private long _changedAt;
    private double _refuted;
    private bool _holds;

    public double BitsPerSecond { get; private set; } = initial;

    /// <summary>Mean of what got through when queues grew; null: none was seen, or it is no longer so.</summary>
    public double? QueuedBitsPerSecond => _capacity.Mean;

    /// <summary>When it was last lowered; long.MinValue / 2: never.</summary>
    public long LoweredAt { get; private set; } = long.MinValue / 2;

    /// <param name="acknowledged">Bits per second that get through; null while unknown.</param>
    /// <param name="queued">
    /// Bits per second that get through while packets wait: what the line carries; null while none wait for long.
    /// </param>
    /// <param name="isLimitedBySource">Little is sent: that it gets through says nothing about more.</param>
    public void Update(LineUse use, double? acknowledged, double? queued, bool isLimitedBySource, long roundTrip, long now)
    {
        switch (use)
        {
            case LineUse.Over:
                if (queued is { } through && MayLower(through, roundTrip, now))
                {
                    Lower(through, now);
                }

                _holds = true;
                break;
            case LineUse.Under:
                _holds = true;
                break;
            case LineUse.Normal when _holds:
                _holds = false;
                break;
            default:
                Raise(acknowledged, isLimitedBySource, roundTrip, now);
                break;
        }

        _steppedAt = now;
    }

    /// <summary>A probe found that the line carries so much.</summary>
    /// <param name="isAll">More was sent than came through in that time: it carries no more.</param>
    /// <returns>True when the estimate rose.</returns>
    public bool TryProve(double bitsPerSecond, bool isAll, long now)
    {
        // Near to where queues were just seen a probe is less sure than they.
        var proven = _capacity.Mean is { } mean && bitsPerSecond < mean * CapacityNoise
            ? Math.Min(bitsPerSecond, Plateau * mean)
            : bitsPerSecond;
        if (proven > BitsPerSecond)
        {
            _refuted = 0;
            Set(proven, now);
            return true;
        }

        if (!isAll || proven > BitsPerSecond * Doubt)
        {
            _refuted = 0;
        }
        else if (_refuted == 0)
        {
            _refuted = proven; // one alone may be jitter
        }
        else
        {
            Set(Math.Max(_refuted, proven), now);
            _refuted = 0;
        }

        return false;
    }

    /// <summary>The first measurement, or nothing comes back from the line.</summary>
    public void Set(double bitsPerSecond, long now)
    {
        BitsPerSecond = Math.Clamp(bitsPerSecond, Floor, Ceiling);
        _changedAt = now;
    }

    /// <summary>The rates of two trains of packets differ a little; only what differs much is followed at once.</summary>
    private bool MayLower(double queued, long roundTrip, long now) =>
        now - _changedAt >= Math.Min(roundTrip, MostRoundTrip) + AcknowledgedAfter || queued < BitsPerSecond * Clearly;

    private void Lower(double queued, long now)
    {
        if (queued < _capacity.Lowest)
        {
            _capacity.Forget();
        }

        _capacity.Add(queued);
        if (BackOff * queued < BitsPerSecond)
        {
            BitsPerSecond = Math.Max(Floor, BackOff * queued);
            LoweredAt = now;
        }

        _changedAt = now;
    }

    private void Raise(double? acknowledged, bool isLimitedBySource, long roundTrip, long now)
    {
        if (acknowledged > _capacity.Highest)
        {
            _capacity.Forget();
        }

        var limit = isLimitedBySource ? BitsPerSecond
            : acknowledged is { } known ? Math.Max(BitsPerSecond, (Headroom * known) + HeadroomBitsPerSecond)
            : BitsPerSecond;
        var elapsed = _steppedAt == 0 ? 0 : Math.Min((now - _steppedAt) / 1_000_000.0, 1);
        var response = (roundTrip + 100_000) * 2 / 1_000_000.0;
        var perSecond = _capacity.Mean is not { } mean ? GrowthPerSecond * BitsPerSecond
            : BitsPerSecond < Plateau * mean ? ReturnPerSecond * BitsPerSecond
            : Math.Max(4_000, PacketBits / response);
        var growth = perSecond * elapsed;
        BitsPerSecond = Math.Min(Math.Min(limit, Ceiling), BitsPerSecond + growth);
    }

    /// <summary>Rates at which queues grew: near them the line's capacity is.</summary>
    private sealed class CapacityMemory
    {
        private const double Weight = 0.05;
        private double? _mean;
        private double _deviation = 0.4;

        public double? Mean => _mean;

        public double Lowest => _mean is { } known ? known - (3 * Spread(known)) : 0;

        public double Highest => _mean is { } known ? known + (3 * Spread(known)) : double.MaxValue;

        public void Add(double sample)
        {
            var kbps = sample / 1000;
            var known = _mean is { } before ? before / 1000 : kbps;
            var next = ((1 - Weight) * known) + (Weight * kbps);
            var error = next - kbps;
            _deviation = Math.Clamp(((1 - Weight) * _deviation) + (Weight * error * error / Math.Max(next, 1)), 0.4, 2.5);
            _mean = next * 1000;
        }

        public void Forget() => _mean = null;

        private double Spread(double known) => Math.Sqrt(_deviation * known / 1000) * 1000;
    }
}
