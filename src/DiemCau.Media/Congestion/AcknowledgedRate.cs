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

    private long windowStart = long.MinValue;
    private long newest;
    private long bytes;
    private double kbps;
    private double variance = 50;

    /// <summary>Null until half a second has been received.</summary>
    public double? BitsPerSecond => kbps > 0 ? kbps * 1000 : null;

    public void Add(long arrivedAt, int size)
    {
        if (windowStart == long.MinValue || arrivedAt - newest > Silence)
        {
            windowStart = arrivedAt;
            bytes = 0;
        }

        newest = Math.Max(newest, arrivedAt);
        var elapsed = arrivedAt - windowStart;
        if (elapsed >= (kbps > 0 ? Window : FirstWindow))
        {
            Merge(bytes * 8_000.0 / elapsed);
            windowStart = arrivedAt;
            bytes = 0;
        }

        bytes += size;
    }

    /// <summary>More is sent from now on: the next samples are right, not outliers.</summary>
    public void ExpectChange() => variance += ChangeVariance;

    private void Merge(double sample)
    {
        if (kbps <= 0)
        {
            kbps = sample;
            return;
        }

        var deviation = Uncertainty * Math.Abs(kbps - sample) / Math.Max(1, kbps);
        var sampleVariance = deviation * deviation;
        var predicted = variance + VarianceGrowth;
        kbps = Math.Max(1, ((sampleVariance * kbps) + (predicted * sample)) / (sampleVariance + predicted));
        variance = sampleVariance * predicted / (sampleVariance + predicted);
    }
}
