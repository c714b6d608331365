namespace DiemCau.VirtualParticipant.Network;

/// <summary>What a line does to the datagrams sent through it in one direction.</summary>
/// <param name="LossPercent">Share of datagrams lost, in the long run.</param>
/// <param name="BurstLength">Mean number of datagrams lost in a row; 1: each is lost independently.</param>
/// <param name="Delay">One-way delay of every datagram.</param>
/// <param name="Jitter">Added to the delay, evenly spread over 0…Jitter; order is kept.</param>
/// <param name="KilobitsPerSecond">Null: no limit.</param>
/// <param name="Queue">How long a datagram may wait for the limited line before it is dropped at the tail.</param>
/// <param name="ReorderPercent">Share of datagrams that are overtaken by what is sent in the next 10 ms.</param>
/// <param name="Repeats">So often every datagram comes again, each time 50 ms after the time before, unchanged.</param>
public sealed record LinkConditions(
    double LossPercent = 0,
    double BurstLength = 1,
    TimeSpan Delay = default,
    TimeSpan Jitter = default,
    int? KilobitsPerSecond = null,
    TimeSpan? Queue = null,
    double ReorderPercent = 0,
    int Repeats = 0)
{
    public static LinkConditions Perfect { get; } = new();
}

/// <summary>
/// Decides for each datagram when it arrives, or that it does not. The same seed, datagrams and times give the same decisions.
/// Losses follow Gilbert's two-state model: in the bad state everything is lost.
/// </summary>
internal sealed class LinkModel
{
    private static readonly TimeSpan Overtaken = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan DefaultQueue = TimeSpan.FromMilliseconds(300);
    private const int IpAndUdpHeaders = 28;

    private readonly Random _random;
    private LinkConditions _conditions;
    private double _toBad;
    private double _toGood;
    private bool _bad;
    private TimeSpan _lineFree;
    private TimeSpan _lastInOrder;

    public LinkModel(LinkConditions conditions, int seed)
    {
        _conditions = conditions;
        _random = new Random(seed);
        Change(conditions);
    }

    public long Passed { get; private set; }

    public long Lost { get; private set; }

    public long Overflowed { get; private set; }

    /// <summary>How long the last datagram that was not lost waits for the limited line.</summary>
    public TimeSpan Wait { get; private set; }

    /// <summary>The line is another from now on; what waits for it goes on waiting.</summary>
    public void Change(LinkConditions conditions)
    {
        _conditions = conditions;
        var loss = Math.Clamp(conditions.LossPercent / 100, 0, 0.99);
        _toGood = 1 / Math.Max(1, conditions.BurstLength);

        // The share of time in the bad state is toBad / (toBad + toGood); independent losses are the case without memory.
        _toBad = conditions.BurstLength <= 1 ? loss : _toGood * loss / (1 - loss);
    }

    /// <param name="length">UDP payload bytes.</param>
    /// <param name="now">Any monotonic time.</param>
    /// <returns>When it arrives; null when it is lost.</returns>
    public TimeSpan? Arrival(int length, TimeSpan now)
    {
        if (IsLost())
        {
            Lost++;
            return null;
        }

        var leaves = now;
        Wait = TimeSpan.Zero;
        if (_conditions.KilobitsPerSecond is { } rate)
        {
            leaves = _lineFree > now ? _lineFree : now;
            if (leaves - now > (_conditions.Queue ?? DefaultQueue))
            {
                Overflowed++;
                return null;
            }

            Wait = leaves - now;
            leaves += TimeSpan.FromMilliseconds((length + IpAndUdpHeaders) * 8.0 / rate);
            _lineFree = leaves;
        }

        Passed++;
        var arrives = leaves + _conditions.Delay + _conditions.Jitter * _random.NextDouble();
        if (_conditions.ReorderPercent > 0 && _random.NextDouble() * 100 < _conditions.ReorderPercent)
        {
            return arrives + Overtaken;
        }

        _lastInOrder = arrives > _lastInOrder ? arrives : _lastInOrder;
        return _lastInOrder;
    }

    private bool IsLost()
    {
        if (_conditions.BurstLength <= 1)
        {
            return _random.NextDouble() < _toBad;
        }

        _bad = _bad ? _random.NextDouble() >= _toGood : _random.NextDouble() < _toBad;
        return _bad;
    }
}
