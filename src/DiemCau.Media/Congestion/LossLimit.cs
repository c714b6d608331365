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
    public const double OwnUnasked = 0.18;
    private const double BeyondOwn = 0.08;
    private const double Clear = 0.02;
    private const double GrowthPerSecond = 1.08;
    private const long Memory = 15_000_000;
    private const long Pause = 1_000_000;
    private const double Unmoved = 0.7;
    private const double Less = 0.85;

    /// <summary>Nobody could use a line that loses more by itself.</summary>
    private const double MostUnmoved = 0.5;
    private const double MostOwn = 0.3;
    private const double Unknown = 1;

    /// <summary>Packets by which the loss without a queue is judged: of fewer, chance alone makes a fifth of a tenth.</summary>
    private const int Enough = 120;

    private int lost;
    private int arrived;
    private long intervalStart;
    private bool isMeasured;
    private bool hadQueue;
    private bool wasQueued;
    private bool loweredForQueue;
    private int judged;
    private double fractionLowered = 1;
    private double sentLowered;
    private double own = Unknown;
    private double ownNext = Unknown;
    private long ownSince;
    private long loweredAt = long.MinValue / 2;

    public double BitsPerSecond { get; private set; } = double.MaxValue;

    /// <summary>Smoothed over a few intervals, 0–1.</summary>
    public double Fraction { get; private set; }

    /// <summary>What the line loses whatever is sent; 0–0.3.</summary>
    public double Own => own < Unknown ? Math.Min(own, MostOwn) : 0;

    /// <param name="change">+1 for a packet reported missing, −1 when a later report says that it came after all.</param>
    public void Lost(int change) => lost += change;

    public void Arrived() => arrived++;

    /// <summary>A probe got through at this rate.</summary>
    public void Proven(double bitsPerSecond) => BitsPerSecond = Math.Max(BitsPerSecond, bitsPerSecond);

    /// <param name="sent">Bits per second.</param>
    /// <param name="isLimitedBySource">Much less is sent than the estimate.</param>
    /// <param name="queued">Bits per second that arrive while packets wait; null while none wait for long.</param>
    /// <param name="hasQueue">Packets wait on the line: what is lost may be what found no place there.</param>
    /// <param name="mayQueue">Packets have waited on it not long ago: what is too much for this line waits first, so loss without a queue is its own.</param>
    public void Step(double estimate, double sent, bool isLimitedBySource, double? queued, bool hasQueue, bool mayQueue, long now)
    {
        hadQueue |= hasQueue;
        if (intervalStart == 0)
        {
            intervalStart = now;
        }

        var total = lost + arrived;
        if (now - intervalStart < Interval || total < FewestPackets)
        {
            return;
        }

        // What found no place in a queue says nothing about the line's own loss, nor the other way round: each is smoothed for itself.
        var fraction = Math.Clamp((double)lost / total, 0, 1);
        var goesOn = isMeasured && hadQueue == wasQueued;
        Fraction += (goesOn ? Smoothing : 1) * (fraction - Fraction);
        judged = goesOn ? judged + total : total;
        isMeasured = true;
        wasQueued = hadQueue;
        hadQueue = hasQueue;
        var elapsed = (now - intervalStart) / 1_000_000.0;
        lost = 0;
        arrived = 0;
        intervalStart = now;
        if (!wasQueued)
        {
            Remember(now);
            if (judged < Enough || mayQueue)
            {
                Release(elapsed);
                return;
            }
        }

        var unasked = wasQueued ? 0 : OwnUnasked;
        if (Fraction > Math.Max(Math.Max(Tolerated, unasked), Own + BeyondOwn) && (mayQueue ? queued : sent * (1 - Fraction)) is { } through)
        {
            if (now - loweredAt <= Pause)
            {
                return;
            }

            if (!wasQueued && LosesAsMuch(sent, now))
            {
                own = ownNext = Fraction;
                return;
            }

            // What gets through is what the line carries (a line's own loss would be taken off a second time), unless the source sends little:
            // then the bound is halved, and again if that does not help.
            var carried = through / (1 - Math.Max(Own, unasked));
            var least = isLimitedBySource && !wasQueued ? estimate / 2 : RateControl.Floor;
            BitsPerSecond = Math.Max(least, Math.Min(estimate, carried));
            loweredAt = now;
            loweredForQueue = wasQueued;
            fractionLowered = Fraction;
            sentLowered = sent;
        }
        else
        {
            Release(elapsed);
        }
    }

    /// <summary>It was sent less and lost as much: sending still less would change nothing.</summary>
    private bool LosesAsMuch(double sent, long now) =>
        !loweredForQueue && now - loweredAt < Memory && sent < sentLowered * Less
        && Fraction < MostUnmoved && Fraction > fractionLowered * Unmoved && Fraction < fractionLowered / Unmoved;

    /// <summary>Nothing speaks against more.</summary>
    private void Release(double elapsed)
    {
        if (BitsPerSecond < double.MaxValue && (Fraction < Clear || Fraction < own + (BeyondOwn / 2)))
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
            ownNext = Unknown;
            ownSince = now;
        }

        ownNext = Math.Min(ownNext, Math.Min(Fraction, OwnUnasked));
        own = Math.Min(own, ownNext);
    }
}
