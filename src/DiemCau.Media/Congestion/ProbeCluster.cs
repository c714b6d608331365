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

    private bool isOver;
    private long firstSent;
    private long lastSent;
    private int sentBytes;
    private int lastBurstBytes;
    private int packets;
    private int resolved;
    private int arrivedPackets;
    private long firstBurstArrived;
    private long lastArrived;
    private long lastArrivedSent;
    private int arrivedBytes;
    private int firstBurstBytes;
    private int firstBurstSent;

    /// <summary>1–255.</summary>
    public byte Id { get; private set; }

    public double BitsPerSecond { get; private set; }

    /// <summary>Everything was sent; feedback is waited for.</summary>
    public bool IsSent { get; private set; }

    public int SentBytes => sentBytes;

    public long StartedAt { get; private set; }

    public int Bursts { get; private set; }

    public void Begin(double bitsPerSecond, long now)
    {
        Id = (byte)(Id == 255 ? 1 : Id + 1);
        BitsPerSecond = bitsPerSecond;
        StartedAt = now;
        IsSent = isOver = false;
        firstSent = lastSent = 0;
        sentBytes = lastBurstBytes = packets = resolved = arrivedPackets = arrivedBytes = firstBurstBytes = firstBurstSent = Bursts = 0;
        firstBurstArrived = lastArrived = long.MinValue;
    }

    public void Sent(int bytes, long now)
    {
        if (packets == 0)
        {
            firstSent = now;
        }

        if (packets == 0 || now != lastSent)
        {
            lastBurstBytes = 0;
            lastSent = now;
            Bursts++;
        }

        packets++;
        sentBytes += bytes;
        firstBurstSent += now == firstSent ? bytes : 0;
        lastBurstBytes += bytes;
    }

    public void End() => IsSent = true;

    /// <summary>Something sent later was reported: what has not been reported by now was in a report that is lost.</summary>
    public void Overtaken(long sentAt) => isOver |= IsSent && sentAt > lastSent;

    public void Resolved(in SentRecord record, bool arrived, long arrivedAt)
    {
        resolved++;
        if (!arrived)
        {
            return;
        }

        arrivedPackets++;
        arrivedBytes += record.Bytes;
        if (arrivedAt > lastArrived)
        {
            lastArrived = arrivedAt;
            lastArrivedSent = record.SentAt;
        }

        if (record.SentAt == firstSent)
        {
            firstBurstArrived = Math.Max(firstBurstArrived, arrivedAt);
            firstBurstBytes += record.Bytes;
        }
    }

    /// <param name="ownLoss">What the line loses whatever is sent, 0–1: it takes packets out of the train and no place in a queue.</param>
    /// <param name="bitsPerSecond">What the line carries, or at least what was sent; 0 when it cannot be told.</param>
    /// <returns>True when the cluster is over.</returns>
    public bool TryFinish(double ownLoss, long now, out double bitsPerSecond)
    {
        bitsPerSecond = 0;
        if (!IsSent || (resolved < packets && !isOver && now - lastSent < Patience))
        {
            return false;
        }

        if (packets == 0 || arrivedPackets < packets * EnoughArrived || firstBurstArrived == long.MinValue
            || lastSent <= firstSent || lastArrived <= firstBurstArrived)
        {
            return true;
        }

        var sent = (sentBytes - lastBurstBytes) * 8_000_000.0 / (lastSent - firstSent);
        var arrived = (arrivedBytes - firstBurstBytes) * 8_000_000.0 / (lastArrived - firstBurstArrived) / (1 - ownLoss);
        if (arrivedPackets >= resolved * MostArrived && lastArrived - firstBurstArrived < Stretched * (lastArrivedSent - firstSent))
        {
            // They came as fast as they were sent: what is missing was lost on the way, and a few packets lose more or less than the line does.
            var share = (double)arrivedPackets / resolved / (1 - Math.Max(ownLoss, LossLimit.OwnUnasked));
            var after = (sentBytes - firstBurstSent) * 8_000_000.0 / (lastSent - firstSent);
            arrived = Math.Max(arrived, Math.Min(sent, after) * Math.Min(1, share));
        }

        bitsPerSecond = arrived < Saturated * sent ? arrived * Utilisation : Math.Min(sent, arrived);
        bitsPerSecond = Math.Min(bitsPerSecond, BitsPerSecond);
        return true;
    }
}
