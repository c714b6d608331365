using System.Numerics;

namespace DiemCau.VirtualParticipant.Receiving;

/// <summary>Counts delays in buckets that grow with them: each is at most 1/16 wide, from a microsecond to over an hour.</summary>
internal sealed class DelayHistogram
{
    private const int SubBits = 4;
    private const int Buckets = (33 - SubBits) << SubBits;

    private readonly long[] _counts = new long[Buckets];

    public long Count { get; private set; }

    public void Add(long micros)
    {
        _counts[BucketOf((uint)Math.Clamp(micros, 0, uint.MaxValue))]++;
        Count++;
    }

    public void Add(DelayHistogram other)
    {
        for (var i = 0; i < Buckets; i++)
        {
            _counts[i] += other._counts[i];
        }

        Count += other.Count;
    }

    public void Clear()
    {
        Array.Clear(_counts);
        Count = 0;
    }

    /// <returns>The delay, in microseconds, that this share (0…1) of all did not exceed; 0 when there were none.</returns>
    public long Quantile(double share)
    {
        var wanted = (long)Math.Ceiling(Count * share);
        for (var i = 0; i < Buckets && Count > 0; i++)
        {
            wanted -= _counts[i];
            if (wanted <= 0)
            {
                return UpperEdge(i);
            }
        }

        return 0;
    }

    private static int BucketOf(uint value)
    {
        if (value < 1 << SubBits)
        {
            return (int)value;
        }

        var shift = BitOperations.Log2(value) - SubBits;
        return ((shift + 1) << SubBits) + (int)(value >> shift) - (1 << SubBits);
    }

    private static long UpperEdge(int bucket)
    {
        if (bucket < 1 << SubBits)
        {
            return bucket;
        }

        var shift = (bucket >> SubBits) - 1;
        return (((long)(bucket & ((1 << SubBits) - 1)) + (1 << SubBits) + 1) << shift) - 1;
    }
}
