namespace DiemCau.Media.Congestion;

/// <summary>
/// What arrives while packets wait on the line without a break (a busy period in queueing theory, a packet train in measurement): that is
/// what the line carries, however little was sent before. The rate of fixed windows mixes it with the time before and after, and after a
/// pause of pictures it is the rate of voices alone.
/// </summary>
internal sealed class BusyPeriod
{
    /// <summary>Microseconds of waiting. Less is the sender's own burst, or jitter.</summary>
    private const long Waits = 30_000;

    /// <summary>Microseconds of arrivals, of which a shorter train says too little.</summary>
    private const long Shortest = 100_000;
    private const int FewestPackets = 3;

    /// <summary>Arrivals of the last one or two of these count, so that a line that changes under a standing queue is seen.</summary>
    private const long Half = 200_000;

    private Train _older;
    private Train _newer;

    /// <summary>Null while nothing waits, or not for long enough.</summary>
    public double? BitsPerSecond =>
        _older.Span >= Shortest && _older.Packets >= FewestPackets ? _older.Bytes * 8_000_000.0 / _older.Span : null;

    /// <param name="waited">Microseconds that the packet waited on the line.</param>
    /// <param name="arrivedAt">In the receiver's clock.</param>
    public void Add(long waited, long arrivedAt, int bytes)
    {
        if (waited < Waits)
        {
            _older = _newer = default;
            return;
        }

        if (!_older.IsUsed)
        {
            _older = _newer = new Train(arrivedAt);
            return;
        }

        _older.Extend(arrivedAt, bytes);
        _newer.Extend(arrivedAt, bytes);
        if (_newer.Span >= Half)
        {
            _older = _newer;
            _newer = new Train(arrivedAt);
        }
    }

    /// <summary>Arrivals after the first, which only begins the time.</summary>
    private struct Train(long startedAt)
    {
        private readonly long _started = startedAt;

        public readonly bool IsUsed = true;

        public long Span { get; private set; }

        public long Bytes { get; private set; }

        public int Packets { get; private set; }

        public void Extend(long arrivedAt, int bytes)
        {
            Span = Math.Max(Span, arrivedAt - _started);
            Bytes += bytes;
            Packets++;
        }
    }
}
