namespace DiemCau.Media.Congestion;

/// <summary>
/// What arrives while packets wait on the line without a break (a busy period in queueing theory, a packet train in measurement): that is what
/// the line carries, however little was sent before. The rate of fixed windows mixes it with the time before and after, and after a pause
/// of pictures it is the rate of voices alone.
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

    private Train older;
    private Train newer;

    /// <summary>Null while nothing waits, or not for long enough.</summary>
    public double? BitsPerSecond => older.Span >= Shortest && older.Packets >= FewestPackets ? older.Bytes * 8_000_000.0 / older.Span : null;

    /// <param name="waited">Microseconds that the packet waited on the line.</param>
    /// <param name="arrivedAt">In the receiver's clock.</param>
    public void Add(long waited, long arrivedAt, int bytes)
    {
        if (waited < Waits)
        {
            older = newer = default;
            return;
        }

        if (!older.IsUsed)
        {
            older = newer = new Train(arrivedAt);
            return;
        }

        older.Extend(arrivedAt, bytes);
        newer.Extend(arrivedAt, bytes);
        if (newer.Span >= Half)
        {
            older = newer;
            newer = new Train(arrivedAt);
        }
    }

    /// <summary>Arrivals after the first, which only begins the time.</summary>
    private struct Train(long startedAt)
    {
        private readonly long started = startedAt;

        public readonly bool IsUsed = true;

        public long Span { get; private set; }

        public long Bytes { get; private set; }

        public int Packets { get; private set; }

        public void Extend(long arrivedAt, int bytes)
        {
            Span = Math.Max(Span, arrivedAt - started);
            Bytes += bytes;
            Packets++;
        }
    }
}
