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
    /// What is lost while nothing waits on the line is the line's own up to here: a radio line. A policer that drops more is met all the
    /// same, at a rate of which it drops no more than this.
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

    private int _lost;
    private int _arrived;
    private long _intervalStart;
    private bool _isMeasured;
    private bool _hadQueue;
    private bool _wasQueued;
    private bool _loweredForQueue;
    private int _judged;
    private double _fractionLowered = 1;
    private double _sentLowered;
    private double _own = Unknown;
    private double _ownNext = Unknown;
    private long _ownSince;
    private long _loweredAt = long.MinValue / 2;

    public double BitsPerSecond { get; private set; } = double.MaxValue;

    /// <summary>Smoothed over a few intervals, 0–1.</summary>
    public double Fraction { get; private set; }

    /// <summary>What the line loses whatever is sent; 0–0.3.</summary>
    public double Own => _own < Unknown ? Math.Min(_own, MostOwn) : 0;

    /// <param name="change">+1 for a packet reported missing, −1 when a later report says that it came after all.</param>
    public void Lost(int change) => _lost += change;

    public void Arrived() => _arrived++;

    /// <summary>A probe got through at this rate.</summary>
    public void Proven(double bitsPerSecond) => BitsPerSecond = Math.Max(BitsPerSecond, bitsPerSecond);

    /// <param name="sent">Bits per second.</param>
    /// <param name="isLimitedBySource">Much less is sent than the estimate.</param>
    /// <param name="queued">Bits per second that arrive while packets wait; null while none wait for long.</param>
    /// <param name="hasQueue">Packets wait on the line: what is lost may be what found no place there.</param>
    /// <param name="mayQueue">
    /// Packets have waited on it not long ago: what is too much for this line waits first, so loss without a queue is its own.
    /// </param>
    public void Step(double estimate, double sent, bool isLimitedBySource, double? queued, bool hasQueue, bool mayQueue, long now)
    {
        _hadQueue |= hasQueue;
        if (_intervalStart == 0)
        {
            _intervalStart = now;
        }

        var total = _lost + _arrived;
        if (now - _intervalStart < Interval || total < FewestPackets)
        {
            return;
        }

        // What found no place in a queue says nothing about the line's own loss, nor the other way round: each is smoothed for itself.
        var fraction = Math.Clamp((double)_lost / total, 0, 1);
        var goesOn = _isMeasured && _hadQueue == _wasQueued;
        Fraction += (goesOn ? Smoothing : 1) * (fraction - Fraction);
        _judged = goesOn ? _judged + total : total;
        _isMeasured = true;
        _wasQueued = _hadQueue;
        _hadQueue = hasQueue;
        var elapsed = (now - _intervalStart) / 1_000_000.0;
        _lost = 0;
        _arrived = 0;
        _intervalStart = now;
        if (!_wasQueued)
        {
            Remember(now);
            if (_judged < Enough || mayQueue)
            {
                Release(elapsed);
                return;
            }
        }

        var unasked = _wasQueued ? 0 : OwnUnasked;
        if (Fraction > Math.Max(Math.Max(Tolerated, unasked), Own + BeyondOwn)
            && (mayQueue ? queued : sent * (1 - Fraction)) is { } through)
        {
            if (now - _loweredAt <= Pause)
            {
                return;
            }

            if (!_wasQueued && LosesAsMuch(sent, now))
            {
                _own = _ownNext = Fraction;
                return;
            }

            // What gets through is what the line carries (a line's own loss would be taken off a second time), unless the source sends
            // little: then the bound is halved, and again if that does not help.
            var carried = through / (1 - Math.Max(Own, unasked));
            var least = isLimitedBySource && !_wasQueued ? estimate / 2 : RateControl.Floor;
            BitsPerSecond = Math.Max(least, Math.Min(estimate, carried));
            _loweredAt = now;
            _loweredForQueue = _wasQueued;
            _fractionLowered = Fraction;
            _sentLowered = sent;
        }
        else
        {
            Release(elapsed);
        }
    }

    /// <summary>It was sent less and lost as much: sending still less would change nothing.</summary>
    private bool LosesAsMuch(double sent, long now) =>
        !_loweredForQueue && now - _loweredAt < Memory && sent < _sentLowered * Less
        && Fraction < MostUnmoved && Fraction > _fractionLowered * Unmoved && Fraction < _fractionLowered / Unmoved;

    /// <summary>Nothing speaks against more.</summary>
    private void Release(double elapsed)
    {
        if (BitsPerSecond < double.MaxValue && (Fraction < Clear || Fraction < _own + (BeyondOwn / 2)))
        {
            BitsPerSecond *= Math.Pow(GrowthPerSecond, elapsed);
            BitsPerSecond = BitsPerSecond > RateControl.Ceiling ? double.MaxValue : BitsPerSecond;
        }
    }

    /// <summary>The least loss of the last 15–30 s.</summary>
    private void Remember(long now)
    {
        if (now - _ownSince > Memory)
        {
            _own = _ownNext;
            _ownNext = Unknown;
            _ownSince = now;
        }

        _ownNext = Math.Min(_ownNext, Math.Min(Fraction, OwnUnasked));
        _own = Math.Min(_own, _ownNext);
    }
}
