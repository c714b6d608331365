namespace DiemCau.Media.Congestion;

/// <summary>
/// How long packets wait on the line now: their one-way delay beyond the least of the last 10–20 s. The clocks' offset cancels out.
/// </summary>
internal sealed class QueueingDelay
{
    private const long Memory = 10_000_000;
    private const double Smoothing = 0.2;

    private long _least = long.MaxValue;
    private long _leastNext = long.MaxValue;
    private long _since;

    /// <summary>Microseconds, smoothed over a few packets.</summary>
    public double Micros { get; private set; }

    /// <returns>How long this packet waited.</returns>
    public long Add(long sentAt, long arrivedAt, long now)
    {
        var delay = arrivedAt - sentAt;
        if (now - _since > Memory)
        {
            _least = _leastNext;
            _leastNext = delay;
            _since = now;
        }

        _leastNext = Math.Min(_leastNext, delay);
        _least = Math.Min(_least, delay);
        Micros += Smoothing * (delay - _least - Micros);
        return delay - _least;
    }
}
