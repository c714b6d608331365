namespace DiemCau.Media.Tests.Congestion;

/// <param name="Kbps">Capacity from a second on.</param>
internal readonly record struct CapacityStep(int Second, int Kbps);

/// <summary>A line to a receiver, under a fake clock: what it carries, how long packets wait in front of it, what it loses.</summary>
internal sealed record LineShape
{
    public required CapacityStep[] Capacity { get; init; }

    public int RoundTripMs { get; init; } = 40;

    /// <summary>A packet that would wait longer is dropped.</summary>
    public int QueueMs { get; init; } = 300;

    public double Loss { get; init; }

    /// <summary>Reports of the receiver are lost as packets to it are.</summary>
    public bool LosesReports { get; init; }

    /// <summary>Mean number of packets lost in a row.</summary>
    public double BurstLength { get; init; } = 1;

    /// <summary>Added to each packet's way, evenly spread; order is kept.</summary>
    public int JitterMs { get; init; }

    /// <summary>Another sender that takes its share whatever happens, from and to a second.</summary>
    public (int Kbps, int From, int To) Competing { get; init; }
}

internal sealed class EmulatedLine(LineShape shape, int seed)
{
    private readonly SeededRandom _random = new(seed);
    private readonly double _toGood = 1 / Math.Max(1, shape.BurstLength);
    private long _freeAt;
    private long _lastArrival;
    private bool _isBad;
    private bool _isBadBack;
    private long _competingAt;

    public long QueueMicros(long now) => Math.Max(0, _freeAt - now);

    public int Kbps(long now)
    {
        var kbps = 0;
        foreach (var step in shape.Capacity)
        {
            kbps = now >= step.Second * 1_000_000L ? step.Kbps : kbps;
        }

        return kbps;
    }

    /// <summary>What is left for us.</summary>
    public int Available(long now) => Kbps(now) - (IsCompeting(now) ? shape.Competing.Kbps : 0);

    /// <returns>When it arrives; null when it does not.</returns>
    public long? Send(int bytes, long now)
    {
        Compete(now);
        if (IsLost(ref _isBad) || !TryQueue(bytes, now))
        {
            return null;
        }

        var arrival = _freeAt + (shape.RoundTripMs * 500) + (shape.JitterMs > 0 ? _random.Next(0, shape.JitterMs * 1000) : 0);
        _lastArrival = Math.Max(arrival, _lastArrival);
        return _lastArrival;
    }

    /// <summary>A datagram from the receiver does not come.</summary>
    public bool LosesReport() => shape.LosesReports && IsLost(ref _isBadBack);

    private bool IsCompeting(long now) => now >= shape.Competing.From * 1_000_000L && now < shape.Competing.To * 1_000_000L;

    private void Compete(long now)
    {
        if (!IsCompeting(now))
        {
            _competingAt = now;
            return;
        }

        var gap = 1_200 * 8_000L / shape.Competing.Kbps;
        for (; _competingAt + gap <= now; _competingAt += gap)
        {
            TryQueue(1_200, _competingAt + gap);
        }
    }

    private bool TryQueue(int bytes, long now)
    {
        if (QueueMicros(now) > shape.QueueMs * 1000L)
        {
            return false;
        }

        _freeAt = Math.Max(_freeAt, now) + (bytes * 8_000L / Kbps(now));
        return true;
    }

    private bool IsLost(ref bool isBad)
    {
        if (shape.BurstLength <= 1)
        {
            return _random.Chance(shape.Loss);
        }

        isBad = isBad ? !_random.Chance(_toGood) : _random.Chance(_toGood * shape.Loss / (1 - shape.Loss));
        return isBad;
    }
}
