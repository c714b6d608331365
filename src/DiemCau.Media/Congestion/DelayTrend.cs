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

    private readonly double[] _times = new double[Window];
    private readonly double[] _delays = new double[Window];
    private int _count;
    private int _next;
    private long _firstArrival = long.MinValue;
    private int _deltas;
    private double _accumulated;
    private double _smoothed;
    private double _threshold = InitialThreshold;
    private double _before;
    private double _timeOver = -1;
    private int _timesOver;
    private long _adaptedAt;

    public LineUse Use { get; private set; }

    /// <param name="now">Any monotonic clock, microseconds.</param>
    public void Add(GroupDelta delta, long arrivedAt, long now)
    {
        if (_firstArrival == long.MinValue)
        {
            _firstArrival = arrivedAt;
        }

        _deltas = Math.Min(_deltas + 1, 1_000);
        _accumulated += (delta.Arrived - delta.Sent) / 1000.0;
        _smoothed = (Smoothing * _smoothed) + ((1 - Smoothing) * _accumulated);
        _times[_next] = (arrivedAt - _firstArrival) / 1000.0;
        _delays[_next] = _smoothed;
        _next = (_next + 1) % Window;
        _count = Math.Min(_count + 1, Window);
        var slope = _count == Window ? Slope() ?? _before : _before;
        Detect(slope, delta.Sent / 1000.0, now);
    }

    private double? Slope()
    {
        double meanTime = 0;
        double meanDelay = 0;
        for (var i = 0; i < Window; i++)
        {
            meanTime += _times[i] / Window;
            meanDelay += _delays[i] / Window;
        }

        double numerator = 0;
        double denominator = 0;
        for (var i = 0; i < Window; i++)
        {
            var time = _times[i] - meanTime;
            numerator += time * (_delays[i] - meanDelay);
            denominator += time * time;
        }

        return denominator == 0 ? null : numerator / denominator;
    }

    private void Detect(double slope, double sentMs, long now)
    {
        if (_deltas < 2)
        {
            return;
        }

        var trend = Math.Min(_deltas, MostDeltas) * slope * Gain;
        if (trend > _threshold)
        {
            _timeOver = _timeOver < 0 ? sentMs / 2 : _timeOver + sentMs;
            _timesOver++;
            if (_timeOver > OveruseTime && _timesOver > 1 && slope >= _before)
            {
                _timeOver = 0;
                _timesOver = 0;
                Use = LineUse.Over;
            }
        }
        else
        {
            _timeOver = -1;
            _timesOver = 0;
            Use = trend < -_threshold ? LineUse.Under : LineUse.Normal;
        }

        _before = slope;
        Adapt(Math.Abs(trend), now);
    }

    private void Adapt(double trend, long now)
    {
        var elapsed = _adaptedAt == 0 ? 0 : Math.Min((now - _adaptedAt) / 1000.0, 100);
        _adaptedAt = now;
        if (trend <= _threshold + Outlier)
        {
            _threshold += (trend < _threshold ? FallPerMs : RisePerMs) * (trend - _threshold) * elapsed;
            _threshold = Math.Clamp(_threshold, LowestThreshold, HighestThreshold);
        }
    }
}
