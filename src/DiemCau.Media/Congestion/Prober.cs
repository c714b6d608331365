namespace DiemCau.Media.Congestion;

/// <summary>
/// Decides when the line is probed and how fast. A receiver is sent layers, in steps of three, so growth by what is sent anyway would
/// never reach the next one: whenever more is wanted than is known to fit, repair-stream padding asks the line. At the start and after
/// each success it asks again at once, so that a good line is known within a few round trips.
/// </summary>
internal sealed class Prober
{
    /// <summary>At the start, and once the line has been found to carry more than was known.</summary>
    private const double UnknownFactor = 3;
    private const double Factor = 2;

    /// <summary>A little more than is wanted; beyond that nobody cares what the line could carry.</summary>
    private const double BeyondWanted = 1.5;

    /// <summary>Of a probe's rate: a result that near says that the line may carry still more.</summary>
    private const double Success = 0.7;

    /// <summary>Three looks of a worker; shorter ones drown in jitter, longer ones fill a weak line's queue.</summary>
    private const long Duration = 25_000;
    private const long LongestDuration = 60_000;
    private const int Jitters = 2;
    private const long Burst = 8_000;
    private const int FewestBursts = 3;

    private const long ShortestPause = 500_000;
    private const long LongestPause = 1_000_000;
    private const double Longer = 1.5;

    /// <summary>
    /// Nothing could be told, as too much was lost, or the report of it; or less came than is believed, which another one must confirm.
    /// </summary>
    private const long Retry = 200_000;
    private const int MostRetries = 2;
    private const double Doubt = 0.85;

    private readonly ProbeCluster _cluster = new();
    private bool _isActive;
    private bool _hasStarted;
    private bool _isChained;
    private long _pause = ShortestPause;
    private long _nextAt;
    private long _duration;
    private double _believed;
    private int _retries;

    /// <summary>What packets sent now carry as their cluster; 0: none.</summary>
    public byte Current => _isActive && !_cluster.IsSent ? _cluster.Id : (byte)0;

    /// <summary>Nothing has been measured yet: a result may also lower the first guess.</summary>
    public bool IsStarting { get; private set; } = true;

    /// <summary>The last cluster that is over came through nearly as fast as it was sent.</summary>
    public bool Succeeded { get; private set; }

    /// <summary>How many clusters are over.</summary>
    public int Ended { get; private set; }

    /// <summary>Bits per second of the last cluster that is over.</summary>
    public double LastAsked { get; private set; }

    /// <summary>What it told; 0: nothing.</summary>
    public double LastFound { get; private set; }

    public void Sent(int bytes, long now) => _cluster.Sent(bytes, now);

    public void Resolved(in SentRecord record, bool arrived, long arrivedAt)
    {
        if (_isActive && record.Probe == _cluster.Id)
        {
            _cluster.Resolved(record, arrived, arrivedAt);
        }
    }

    /// <summary>A packet sent at this time was reported, and all that could be told of packets before.</summary>
    public void Reported(long sentAt)
    {
        if (_isActive)
        {
            _cluster.Overtaken(sentAt);
        }
    }

    /// <summary>The estimate was lowered: what was tried is too much for now.</summary>
    public void Lowered(long now)
    {
        _isChained = false;
        _nextAt = Math.Max(_nextAt, now + _pause);
    }

    /// <returns>Bytes of padding to send now; 0: none.</returns>
    public int Due(double estimate, double wanted, bool mayProbe, long jitter, long now)
    {
        if (!_isActive && !TryBegin(estimate, wanted, mayProbe, jitter, now))
        {
            return 0;
        }

        if (_cluster.IsSent)
        {
            return 0;
        }

        var elapsed = now - _cluster.StartedAt;
        if (elapsed >= _duration && _cluster.Bursts >= FewestBursts)
        {
            _cluster.End();
            return 0;
        }

        return Math.Max(0, (int)(_cluster.BitsPerSecond * (elapsed + Burst) / 8_000_000) - _cluster.SentBytes);
    }

    /// <returns>True when a cluster has told something: at least this many bits per second get through.</returns>
    public bool TryTakeResult(double ownLoss, long now, out double bitsPerSecond)
    {
        bitsPerSecond = 0;
        if (!_isActive || !_cluster.TryFinish(ownLoss, now, out bitsPerSecond))
        {
            return false;
        }

        _isActive = false;
        Ended++;
        (LastAsked, LastFound) = (_cluster.BitsPerSecond, bitsPerSecond);
        Succeeded = bitsPerSecond > Success * _cluster.BitsPerSecond;
        _isChained = Succeeded;
        _retries = bitsPerSecond < Doubt * _believed ? _retries + 1 : 0;
        var isRetried = _retries is > 0 and <= MostRetries;
        _pause = Succeeded ? ShortestPause : isRetried ? _pause : Math.Min(LongestPause, (long)(_pause * Longer));
        _nextAt = Succeeded ? now : now + (isRetried ? Retry : _pause);
        if (bitsPerSecond > 0)
        {
            IsStarting = false;
        }

        return bitsPerSecond > 0;
    }

    private bool TryBegin(double estimate, double wanted, bool mayProbe, long jitter, long now)
    {
        if (!mayProbe || wanted <= estimate || now < _nextAt)
        {
            return false;
        }

        var rate = Math.Min(estimate * (_hasStarted && !_isChained ? Factor : UnknownFactor), wanted * BeyondWanted);
        if (_isChained && rate <= estimate * 1.1)
        {
            _isChained = false;
            return false;
        }

        _hasStarted = true;
        _isActive = true;
        _duration = Math.Min(LongestDuration, Duration + (Jitters * jitter));
        _believed = estimate;
        _cluster.Begin(rate, now);
        return true;
    }
}
