namespace DiemCau.Media.Congestion;

/// <summary>
/// Decides when the line is probed and how fast. A receiver is sent layers, in steps of three, so growth by what is sent anyway would
/// never reach the next one: whenever more is wanted than is known to fit, repair-stream padding asks the line. At the start and after
/// each success it asks again at once, so that a good line is known within a few round trips.
/// </summary>
internal sealed class Prober
{
    private const double StartFactor = 3;
    private const double Factor = 2;

    /// <summary>A little more than is wanted; beyond that nobody cares what the line could carry.</summary>
    private const double BeyondWanted = 1.5;

    /// <summary>Of a probe's rate: a result that near says that the line may carry still more.</summary>
    private const double Success = 0.7;

    /// <summary>Three looks of a worker; shorter ones drown in jitter, longer ones fill a weak line's queue.</summary>
    private const long Duration = 25_000;
    private const long Burst = 8_000;
    private const int FewestBursts = 3;

    private const long ShortestPause = 500_000;
    private const long LongestPause = 1_500_000;
    private const double Longer = 1.5;

    private readonly ProbeCluster cluster = new();
    private bool isActive;
    private bool hasStarted;
    private bool isChained;
    private long pause = ShortestPause;
    private long nextAt;

    /// <summary>What packets sent now carry as their cluster; 0: none.</summary>
    public byte Current => isActive && !cluster.IsSent ? cluster.Id : (byte)0;

    /// <summary>Nothing has been measured yet: a result may also lower the first guess.</summary>
    public bool IsStarting { get; private set; } = true;

    public void Sent(int bytes, long now) => cluster.Sent(bytes, now);

    public void Resolved(in SentRecord record, bool arrived, long arrivedAt)
    {
        if (isActive && record.Probe == cluster.Id)
        {
            cluster.Resolved(record, arrived, arrivedAt);
        }
    }

    /// <summary>The estimate was lowered: what was tried is too much for now.</summary>
    public void Lowered(long now)
    {
        isChained = false;
        nextAt = Math.Max(nextAt, now + pause);
    }

    /// <returns>Bytes of padding to send now; 0: none.</returns>
    public int Due(double estimate, double wanted, bool mayProbe, long now)
    {
        if (!isActive && !TryBegin(estimate, wanted, mayProbe, now))
        {
            return 0;
        }

        if (cluster.IsSent)
        {
            return 0;
        }

        var elapsed = now - cluster.StartedAt;
        if (elapsed >= Duration && cluster.Bursts >= FewestBursts)
        {
            cluster.End();
            return 0;
        }

        return Math.Max(0, (int)(cluster.BitsPerSecond * (elapsed + Burst) / 8_000_000) - cluster.SentBytes);
    }

    /// <returns>True when a cluster has told something: at least this many bits per second get through.</returns>
    public bool TryTakeResult(long now, out double bitsPerSecond)
    {
        bitsPerSecond = 0;
        if (!isActive || !cluster.TryFinish(now, out bitsPerSecond))
        {
            return false;
        }

        isActive = false;
        var succeeded = bitsPerSecond > Success * cluster.BitsPerSecond;
        isChained = succeeded;
        pause = succeeded ? ShortestPause : Math.Min(LongestPause, (long)(pause * Longer));
        nextAt = succeeded ? now : now + pause;
        if (bitsPerSecond > 0)
        {
            IsStarting = false;
        }

        return bitsPerSecond > 0;
    }

    private bool TryBegin(double estimate, double wanted, bool mayProbe, long now)
    {
        if (!mayProbe || wanted <= estimate || now < nextAt)
        {
            return false;
        }

        var rate = Math.Min(estimate * (hasStarted ? Factor : StartFactor), wanted * BeyondWanted);
        if (isChained && rate <= estimate * 1.1)
        {
            isChained = false;
            return false;
        }

        hasStarted = true;
        isActive = true;
        cluster.Begin(rate, now);
        return true;
    }
}
