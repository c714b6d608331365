namespace DiemCau.Media.Congestion;

/// <summary>
/// What the receiver really gets, from the arrival times it reports: rates of short windows, merged so that a sample far from the estimate
/// weighs little unless it is confirmed (as libwebrtc's bitrate estimator does).
/// </summary>
internal sealed class AcknowledgedRate
{
    private const long FirstWindow = 500_000;
    private const long Window = 150_000;
    private const long Silence = 2_000_000;

    /// <summary>How uncertain a sample is per relative distance from the estimate, in kbit/s.</summary>
    private const double Uncertainty = 10;
    private const double VarianceGrowth = 5;
    private const double ChangeVariance = 200;

    private long _windowStart = long.MinValue;
    private long _newest;
    private long _bytes;
    private double _kbps;
    private double _variance = 50;

    /// <summary>Null until half a second has been received.</summary>
    public double? BitsPerSecond => _kbps > 0 ? _kbps * 1000 : null;

    public void Add(long arrivedAt, int size)
    {
        if (_windowStart == long.MinValue || arrivedAt - _newest > Silence)
        {
            _windowStart = arrivedAt;
            _bytes = 0;
        }

        _newest = Math.Max(_newest, arrivedAt);
        var elapsed = arrivedAt - _windowStart;
        if (elapsed >= (_kbps > 0 ? Window : FirstWindow))
        {
            Merge(_bytes * 8_000.0 / elapsed);
            _windowStart = arrivedAt;
            _bytes = 0;
        }

        _bytes += size;
    }

    /// <summary>More is sent from now on: the next samples are right, not outliers.</summary>
    public void ExpectChange() => _variance += ChangeVariance;

    private void Merge(double sample)
    {
        if (_kbps <= 0)
        {
            _kbps = sample;
            return;
        }

        var deviation = Uncertainty * Math.Abs(_kbps - sample) / Math.Max(1, _kbps);
        var sampleVariance = deviation * deviation;
        var predicted = _variance + VarianceGrowth;
        _kbps = Math.Max(1, ((sampleVariance * _kbps) + (predicted * sample)) / (sampleVariance + predicted));
        _variance = sampleVariance * predicted / (sampleVariance + predicted);
    }
}
