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

    private double estimate = InitialBitsPerSecond;
    private double lossFraction;
    private long worstFraction;
    private bool hasReport;
    private double sent;
    private int overuse;
    private long remb;
    private long rembAt;
    private long lastStep;
    private long lastDecrease;
    private long roundTrip;

    public double BitsPerSecond => estimate;

    public int Kbps => (int)(estimate / 1000);

    /// <summary>Packets of the server that did not arrive, in percent, smoothed over a few reports.</summary>
    public double LossPercent => lossFraction * 100;

    /// <summary>Microseconds; a guess of 50 ms until the first report.</summary>
    public long RoundTrip => roundTrip == 0 ? 50_000 : roundTrip;

    public double? RoundTripMs => roundTrip == 0 ? null : roundTrip / 1000.0;

    public void OnRemb(long bitsPerSecond, long now)
    {
        remb = bitsPerSecond;
        rembAt = now;
    }

    /// <param name="fractionLost">Of 256, RFC 3550 section 6.4.1.</param>
    public void OnReport(byte fractionLost, long? measuredRoundTrip)
    {
        worstFraction = Math.Max(worstFraction, fractionLost);
        hasReport = true;
        if (measuredRoundTrip is { } measured)
        {
            roundTrip = roundTrip == 0 ? Math.Max(1, measured) : (roundTrip * 7 + measured) / 8;
        }
    }

    /// <summary>Moves the estimate; call it every few milliseconds with what was sent since the last call.</summary>
    public void Step(double sentBitsPerSecond, long now)
    {
        sent += SentSmoothing * (sentBitsPerSecond - sent);
        if (now - lastStep < StepInterval)
        {
            return;
        }

        var elapsed = lastStep == 0 ? 0 : (now - lastStep) / 1_000_000.0;
        lastStep = now;
        if (hasReport)
        {
            lossFraction += 0.5 * ((worstFraction / 256.0) - lossFraction);
            worstFraction = 0;
            hasReport = false;
        }

        overuse = remb > 0 && now - rembAt < RembValidFor && remb < sent * OveruseShare ? overuse + 1 : 0;
        if (overuse >= OveruseSteps)
        {
            Decrease(remb, now);
        }
        else if (lossFraction > HeavyLoss && now - lastDecrease > StepInterval * 2)
        {
            // Only what was really sent can be blamed for the loss.
            Decrease(Math.Min(estimate, sent * 1.2) * (1 - (0.5 * lossFraction)), now);
        }
        else if (lossFraction < LightLoss && now - lastDecrease > PauseAfterDecrease)
        {
            estimate = Math.Max(estimate * Math.Pow(GrowthPerSecond, elapsed), estimate + (GrowthBitsPerSecond * elapsed));
        }

        estimate = Math.Clamp(estimate, FloorBitsPerSecond, CeilingBitsPerSecond);
    }

    private void Decrease(double to, long now)
    {
        if (to < estimate)
        {
            estimate = to;
            lastDecrease = now;
        }
    }
}
