namespace DiemCau.Media.Congestion;

internal enum LineUse : byte
{
    Normal,

    /// <summary>A queue grows: more is sent than the line carries.</summary>
    Over,

    /// <summary>A queue drains.</summary>
    Under,
}

/// <summary>
/// Whether the one-way delay grows: the slope of a line through the last smoothed delays (libwebrtc's trendline filter, the successor of
/// the Kalman filter in draft-ietf-rmcat-gcc-02 section 5.3) against a threshold that adapts, so that neither a jittering line nor a
/// competing TCP flow holds the rate down for good (section 5.4).
/// </summary>
internal sealed class DelayTrend
{
    private const int Window = 20;
    private const double Smoothing = 0.9;
    private const double Gain = 4;
    private const int MostDeltas = 60;
    private const double InitialThreshold = 12.5;
    private const double LowestThreshold = 6;
    private const double HighestThreshold = 600;

    /// <summary>The threshold follows upwards slowly and downwards fast (K_u and K_d of the draft, per millisecond).</summary>
    private const double RisePerMs = 0.0087;
    private const double FallPerMs = 0.039;

    /// <summary>A single spike beyond this above the threshold does not move it.</summary>
    private const double Outlier = 15;

    /// <summary>Milliseconds for which the slope must stay above the threshold.</summary>
    private const double OveruseTime = 10;

    private readonly double[] times = new double[Window];
    private readonly double[] delays = new double[Window];
    private int count;
    private int next;
    private long firstArrival = long.MinValue;
    private int deltas;
    private double accumulated;
    private double smoothed;
    private double threshold = InitialThreshold;
    private double before;
    private double timeOver = -1;
    private int timesOver;
    private long adaptedAt;

    public LineUse Use { get; private set; }

    /// <param name="now">Any monotonic clock, microseconds.</param>
    public void Add(GroupDelta delta, long arrivedAt, long now)
    {
        if (firstArrival == long.MinValue)
        {
            firstArrival = arrivedAt;
        }

        deltas = Math.Min(deltas + 1, 1_000);
        accumulated += (delta.Arrived - delta.Sent) / 1000.0;
        smoothed = (Smoothing * smoothed) + ((1 - Smoothing) * accumulated);
        times[next] = (arrivedAt - firstArrival) / 1000.0;
        delays[next] = smoothed;
        next = (next + 1) % Window;
        count = Math.Min(count + 1, Window);
        var slope = count == Window ? Slope() ?? before : before;
        Detect(slope, delta.Sent / 1000.0, now);
    }

    private double? Slope()
    {
        double meanTime = 0;
        double meanDelay = 0;
        for (var i = 0; i < Window; i++)
        {
            meanTime += times[i] / Window;
            meanDelay += delays[i] / Window;
        }

        double numerator = 0;
        double denominator = 0;
        for (var i = 0; i < Window; i++)
        {
            var time = times[i] - meanTime;
            numerator += time * (delays[i] - meanDelay);
            denominator += time * time;
        }

        return denominator == 0 ? null : numerator / denominator;
    }

    private void Detect(double slope, double sentMs, long now)
    {
        if (deltas < 2)
        {
            return;
        }

        var trend = Math.Min(deltas, MostDeltas) * slope * Gain;
        if (trend > threshold)
        {
            timeOver = timeOver < 0 ? sentMs / 2 : timeOver + sentMs;
            timesOver++;
            if (timeOver > OveruseTime && timesOver > 1 && slope >= before)
            {
                timeOver = 0;
                timesOver = 0;
                Use = LineUse.Over;
            }
        }
        else
        {
            timeOver = -1;
            timesOver = 0;
            Use = trend < -threshold ? LineUse.Under : LineUse.Normal;
        }

        before = slope;
        Adapt(Math.Abs(trend), now);
    }

    private void Adapt(double trend, long now)
    {
        var elapsed = adaptedAt == 0 ? 0 : Math.Min((now - adaptedAt) / 1000.0, 100);
        adaptedAt = now;
        if (trend <= threshold + Outlier)
        {
            threshold += (trend < threshold ? FallPerMs : RisePerMs) * (trend - threshold) * elapsed;
            threshold = Math.Clamp(threshold, LowestThreshold, HighestThreshold);
        }
    }
}
