namespace DiemCau.Media.Congestion;

/// <summary>
/// Packets sent at a known rate for a few dozen milliseconds, to see whether the line carries it. They leave in bursts (a worker looks
/// every 10 ms), so the first burst is left out at the receiver and the last at the sender: between them is what the rates are of.
/// </summary>
internal sealed class ProbeCluster
{
    /// <summary>Feedback that late belongs to another state of the line.</summary>
    private const long Patience = 1_500_000;
    private const double EnoughArrived = 0.5;

    /// <summary>A line that drops instead of queueing lets fewer through, as fast as they were sent.</summary>
    private const double MostArrived = 0.75;

    /// <summary>A result so far below what was sent is the line's capacity; then a little less is used, to let its queue drain.</summary>
    private const double Saturated = 0.9;
    private const double Utilisation = 0.95;

    /// <summary>Of the time in which it was sent; a train that arrives in less met no queue.</summary>
    private const double Stretched = 1.05;

    private bool _isOver;
    private long _firstSent;
    private long _lastSent;
    private int _sentBytes;
    private int _lastBurstBytes;
    private int _packets;
    private int _resolved;
    private int _arrivedPackets;
    private long _firstBurstArrived;
    private long _lastArrived;
    private long _lastArrivedSent;
    private int _arrivedBytes;
    private int _firstBurstBytes;
    private int _firstBurstSent;

    /// <summary>1–255.</summary>
    public byte Id { get; private set; }

    public double BitsPerSecond { get; private set; }

    /// <summary>Everything was sent; feedback is waited for.</summary>
    public bool IsSent { get; private set; }

    public int SentBytes => _sentBytes;

    public long StartedAt { get; private set; }

    public int Bursts { get; private set; }

    public void Begin(double bitsPerSecond, long now)
    {
        Id = (byte)(Id == 255 ? 1 : Id + 1);
        BitsPerSecond = bitsPerSecond;
        StartedAt = now;
        IsSent = _isOver = false;
        _firstSent = _lastSent = 0;
        _sentBytes =
            _lastBurstBytes = _packets = _resolved = _arrivedPackets = _arrivedBytes = _firstBurstBytes = _firstBurstSent = Bursts = 0;
        _firstBurstArrived = _lastArrived = long.MinValue;
    }

    public void Sent(int bytes, long now)
    {
        if (_packets == 0)
        {
            _firstSent = now;
        }

        if (_packets == 0 || now != _lastSent)
        {
            _lastBurstBytes = 0;
            _lastSent = now;
            Bursts++;
        }

        _packets++;
        _sentBytes += bytes;
        _firstBurstSent += now == _firstSent ? bytes : 0;
        _lastBurstBytes += bytes;
    }

    public void End() => IsSent = true;

    /// <summary>Something sent later was reported: what has not been reported by now was in a report that is lost.</summary>
    public void Overtaken(long sentAt) => _isOver |= IsSent && sentAt > _lastSent;

    public void Resolved(in SentRecord record, bool arrived, long arrivedAt)
    {
        _resolved++;
        if (!arrived)
        {
            return;
        }

        _arrivedPackets++;
        _arrivedBytes += record.Bytes;
        if (arrivedAt > _lastArrived)
        {
            _lastArrived = arrivedAt;
            _lastArrivedSent = record.SentAt;
        }

        if (record.SentAt == _firstSent)
        {
            _firstBurstArrived = Math.Max(_firstBurstArrived, arrivedAt);
            _firstBurstBytes += record.Bytes;
        }
    }

    /// <param name="ownLoss">What the line loses whatever is sent, 0–1: it takes packets out of the train and no place in a queue.</param>
    /// <param name="bitsPerSecond">What the line carries, or at least what was sent; 0 when it cannot be told.</param>
    /// <returns>True when the cluster is over.</returns>
    public bool TryFinish(double ownLoss, long now, out double bitsPerSecond)
    {
        bitsPerSecond = 0;
        if (!IsSent || (_resolved < _packets && !_isOver && now - _lastSent < Patience))
        {
            return false;
        }

        if (_packets == 0 || _arrivedPackets < _packets * EnoughArrived || _firstBurstArrived == long.MinValue
            || _lastSent <= _firstSent || _lastArrived <= _firstBurstArrived)
        {
            return true;
        }

        var sent = (_sentBytes - _lastBurstBytes) * 8_000_000.0 / (_lastSent - _firstSent);
        var arrived = (_arrivedBytes - _firstBurstBytes) * 8_000_000.0 / (_lastArrived - _firstBurstArrived) / (1 - ownLoss);
        if (_arrivedPackets >= _resolved * MostArrived && _lastArrived - _firstBurstArrived < Stretched * (_lastArrivedSent - _firstSent))
        {
            // They came as fast as they were sent: what is missing was lost on the way, and a few packets lose more or less than the line
            // does.
            var share = (double)_arrivedPackets / _resolved / (1 - Math.Max(ownLoss, LossLimit.OwnUnasked));
            var after = (_sentBytes - _firstBurstSent) * 8_000_000.0 / (_lastSent - _firstSent);
            arrived = Math.Max(arrived, Math.Min(sent, after) * Math.Min(1, share));
        }

        bitsPerSecond = arrived < Saturated * sent ? arrived * Utilisation : Math.Min(sent, arrived);
        bitsPerSecond = Math.Min(bitsPerSecond, BitsPerSecond);
        return true;
    }
}
