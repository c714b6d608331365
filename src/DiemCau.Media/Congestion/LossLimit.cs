namespace DiemCau.Media.Congestion;

/// <summary>
/// An upper bound from loss, for lines that drop instead of queueing (policers). Radio lines lose whatever is sent: what stays lost at
/// lower rates is the line's own, and only loss beyond it lowers the bound (draft-ietf-rmcat-gcc-02 section 6 takes all loss for
/// congestion, and starves a line that always loses a tenth).
/// </summary>
internal sealed class LossLimit
{
    private const long Interval = 500_000;
    /// <summary>Of fewer, chance alone makes a tenth of a twentieth: at 5 % loss, 20 packets often lose three.</summary>
    private const int FewestPackets = 40;
    private const double Smoothing = 0.35;
    private const double Tolerated = 0.10;

    /// <summary>
    /// What is lost while nothing waits on the line is the line's own up to here: a radio line. A policer that drops more is met all the same,
    /// at a rate of which it drops no more than this.
    /// </summary>
    private const double OwnUnasked = 0.18;
    private const double BeyondOwn = 0.08;
    private const double Clear = 0.02;
    private const double GrowthPerSecond = 1.08;
    private const long Memory = 15_000_000;
    private const long Pause = 1_000_000;
    private const double Unmoved = 0.7;
    private const double MostOwn = 0.3;

    private int lost;
    private int arrived;
    private long intervalStart;
    private bool isMeasured;
    private double fractionLowered = 1;
    private double own = 1;
    private double ownNext = 1;
    private long ownSince;
    private long loweredAt = long.MinValue / 2;

    public double BitsPerSecond { get; private set; } = double.MaxValue;

    /// <summary>Smoothed over a few intervals, 0–1.</summary>
    public double Fraction { get; private set; }

    /// <summary>What the line loses whatever is sent; 0–0.3.</summary>
    public double Own => isMeasured ? Math.Min(own, MostOwn) : 0;

    /// <param name="change">+1 for a packet reported missing, −1 when a later report says that it came after all.</param>
    public void Lost(int change) => lost += change;

    public void Arrived() => arrived++;

    /// <summary>A probe got through at this rate.</summary>
    public void Proven(double bitsPerSecond) => BitsPerSecond = Math.Max(BitsPerSecond, bitsPerSecond);

    /// <param name="hasQueue">Packets wait on the line: what is lost may be what found no place there.</param>
    public void Step(double estimate, double? acknowledged, bool hasQueue, long now)
    {
        if (intervalStart == 0)
        {
            intervalStart = now;
        }

        var total = lost + arrived;
        if (now - intervalStart < Interval || total < FewestPackets)
        {
            return;
        }

        var fraction = Math.Clamp((double)lost / total, 0, 1);
        Fraction += (isMeasured ? Smoothing : 1) * (fraction - Fraction);
        isMeasured = true;
        var elapsed = (now - intervalStart) / 1_000_000.0;
        lost = 0;
        arrived = 0;
        intervalStart = now;
        Remember(now);
        var unasked = hasQueue ? 0 : OwnUnasked;
        if (Fraction > Math.Max(Math.Max(Tolerated, unasked), Math.Min(own, MostOwn) + BeyondOwn) && acknowledged is { } through)
        {
            if (!hasQueue && now - loweredAt > Pause && now - loweredAt < Memory && Fraction > fractionLowered * Unmoved && Fraction < fractionLowered / Unmoved)
            {
                // It was sent less and lost as much: sending still less would change nothing.
                own = ownNext = Fraction;
            }
            else if (now - loweredAt > Pause)
            {
                // What gets through is what the line carries; a line's own loss would be taken off a second time.
                BitsPerSecond = Math.Max(RateControl.Floor, Math.Min(estimate, through / (1 - Math.Max(Own, unasked))));
                loweredAt = now;
                fractionLowered = Fraction;
            }
        }
        else if (BitsPerSecond < double.MaxValue && (Fraction < Clear || Fraction < own + (BeyondOwn / 2)))
        {
            BitsPerSecond *= Math.Pow(GrowthPerSecond, elapsed);
            BitsPerSecond = BitsPerSecond > RateControl.Ceiling ? double.MaxValue : BitsPerSecond;
        }
    }

    /// <summary>The least loss of the last 15–30 s.</summary>
    private void Remember(long now)
    {
        if (now - ownSince > Memory)
        {
            own = ownNext;
            ownNext = Fraction;
            ownSince = now;
        }

        ownNext = Math.Min(ownNext, Fraction);
        own = Math.Min(own, Fraction);
    }
}
