namespace DiemCau.Media.Congestion;

/// <summary>
/// How much a participant can receive, from its REMB and its receiver reports. REMB is only a limit while it says less than what is
/// being sent: a receiver that is sent little cannot know that its line could carry more.
/// </summary>
internal sealed class DownlinkEstimate
{
    private const double InitialBitsPerSecond = 3_000_000;
    private const double FloorBitsPerSecond = 50_000;
    private const double CeilingBitsPerSecond = 50_000_000;
    private const double HeavyLoss = 0.10;
    private const double LightLoss = 0.02;
    private const double GrowthPerSecond = 1.08;
    private const long RembValidFor = 3_000_000;
    private const long StepInterval = 500_000;
    private const double GrowthBitsPerSecond = 50_000;
    private const long PauseAfterDecrease = 3_000_000;

    /// <summary>On overuse a browser's REMB is 0.85 of what arrives; anything nearer is the jitter of two different averages.</summary>
    private const double OveruseShare = 0.9;
    private const int OveruseSteps = 2;
    private const double SentSmoothing = 0.25;

    private double _estimate = InitialBitsPerSecond;
    private double _lossFraction;
    private long _worstFraction;
    private bool _hasReport;
    private double _sent;
    private int _overuse;
    private long _remb;
    private long _rembAt;
    private long _lastStep;
    private long _lastDecrease;
    private long _roundTrip;

    public double BitsPerSecond => _estimate;

    public int Kbps => (int)(_estimate / 1000);

    /// <summary>Packets of the server that did not arrive, in percent, smoothed over a few reports.</summary>
    public double LossPercent => _lossFraction * 100;

    /// <summary>Microseconds; a guess of 50 ms until the first report.</summary>
    public long RoundTrip => _roundTrip == 0 ? 50_000 : _roundTrip;

    public double? RoundTripMs => _roundTrip == 0 ? null : _roundTrip / 1000.0;

    public void OnRemb(long bitsPerSecond, long now)
    {
        _remb = bitsPerSecond;
        _rembAt = now;
    }

    /// <param name="fractionLost">Of 256, RFC 3550 section 6.4.1.</param>
    public void OnReport(byte fractionLost, long? measuredRoundTrip)
    {
        _worstFraction = Math.Max(_worstFraction, fractionLost);
        _hasReport = true;
        if (measuredRoundTrip is { } measured)
        {
            _roundTrip = _roundTrip == 0 ? Math.Max(1, measured) : (_roundTrip * 7 + measured) / 8;
        }
    }

    /// <summary>Moves the estimate; call it every few milliseconds with what was sent since the last call.</summary>
    public void Step(double sentBitsPerSecond, long now)
    {
        _sent += SentSmoothing * (sentBitsPerSecond - _sent);
        if (now - _lastStep < StepInterval)
        {
            return;
        }

        var elapsed = _lastStep == 0 ? 0 : (now - _lastStep) / 1_000_000.0;
        _lastStep = now;
        if (_hasReport)
        {
            _lossFraction += 0.5 * ((_worstFraction / 256.0) - _lossFraction);
            _worstFraction = 0;
            _hasReport = false;
        }

        _overuse = _remb > 0 && now - _rembAt < RembValidFor && _remb < _sent * OveruseShare ? _overuse + 1 : 0;
        if (_overuse >= OveruseSteps)
        {
            Decrease(_remb, now);
        }
        else if (_lossFraction > HeavyLoss && now - _lastDecrease > StepInterval * 2)
        {
            // Only what was really sent can be blamed for the loss.
            Decrease(Math.Min(_estimate, _sent * 1.2) * (1 - (0.5 * _lossFraction)), now);
        }
        else if (_lossFraction < LightLoss && now - _lastDecrease > PauseAfterDecrease)
        {
            _estimate = Math.Max(_estimate * Math.Pow(GrowthPerSecond, elapsed), _estimate + (GrowthBitsPerSecond * elapsed));
        }

        _estimate = Math.Clamp(_estimate, FloorBitsPerSecond, CeilingBitsPerSecond);
    }

    private void Decrease(double to, long now)
    {
        if (to < _estimate)
        {
            _estimate = to;
            _lastDecrease = now;
        }
    }
}
