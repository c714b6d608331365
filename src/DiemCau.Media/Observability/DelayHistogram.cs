namespace DiemCau.Media.Observability;

/// <summary>
/// How long packets were in the server, in fixed buckets: written by one thread without allocation, read by any. Buckets double, because
/// what is asked of it is "below a millisecond?" and "above ten?", not the third digit.
/// </summary>
internal sealed class DelayHistogram
{
    private const int Smallest = 64;
    private const int Bounded = 13;

    /// <summary>The last bucket holds what no bound holds.</summary>
    private readonly long[] _counts = new long[Bounded + 1];
    private long _sum;

    /// <summary>Upper bounds in microseconds, inclusive: 64 µs to 262 ms.</summary>
    public static IReadOnlyList<int> Bounds { get; } = [.. Enumerable.Range(0, Bounded).Select(static power => Smallest << power)];

    public long SumMicroseconds => Volatile.Read(ref _sum);

    /// <param name="microseconds">Since the packet was taken from the socket.</param>
    /// <param name="packets">How many were in the server for so long.</param>
    public void Record(long microseconds, int packets)
    {
        var delay = Math.Max(0, microseconds);
        var bucket = delay <= Smallest
            ? 0
            : Math.Min(Bounded, 64 - System.Numerics.BitOperations.LeadingZeroCount((ulong)(delay - 1) / Smallest));
        Volatile.Write(ref _counts[bucket], _counts[bucket] + packets);
        Volatile.Write(ref _sum, _sum + (delay * packets));
    }

    /// <summary>Packets per bucket; one more than there are bounds.</summary>
    public void AddTo(Span<long> total)
    {
        for (var i = 0; i < _counts.Length; i++)
        {
            total[i] += Volatile.Read(ref _counts[i]);
        }
    }
}
