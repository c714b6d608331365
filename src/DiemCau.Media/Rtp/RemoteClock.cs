namespace DiemCau.Media.Rtp;

/// <summary>
/// How far a sender's NTP clock is from the server's: the minimum over recent reports, because queues only ever delay.
/// One per transport: all SSRCs of a sender read the same NTP clock, and layers align only through the same offset.
/// </summary>
internal sealed class SenderWallClock
{
    // 32 reports are about half a minute: long enough to meet an empty queue, short enough to follow a drifting crystal.
    private const int Window = 32;

    private readonly long[] offsets = new long[Window];
    private int count;
    private int next;

    public bool IsKnown => count > 0;

    /// <summary>Server microseconds minus sender microseconds.</summary>
    public long Offset { get; private set; }

    public void OnSenderReport(ulong ntp, long now)
    {
        var offset = now - NtpTime.ToMicros(ntp);
        // A stepped clock (NTP correction, resumed laptop): everything known before is wrong.
        if (count > 0 && Math.Abs(offset - Offset) > 5_000_000)
        {
            count = next = 0;
        }

        offsets[next] = offset;
        next = (next + 1) % Window;
        count = Math.Min(count + 1, Window);
        Offset = long.MaxValue;
        foreach (var known in offsets.AsSpan(0, count))
        {
            Offset = Math.Min(Offset, known);
        }
    }
}

/// <summary>Maps one source's RTP timestamps to the server's clock and back, by its latest sender report.</summary>
internal sealed class RemoteClock(int clockRate, SenderWallClock wallClock)
{
    private long reportNtpMicros;
    private uint reportTimestamp;
    private bool hasReport;

    public RemoteClock(int clockRate)
        : this(clockRate, new SenderWallClock())
    {
    }

    public bool IsKnown => hasReport;

    public void OnSenderReport(ulong ntp, uint timestamp, long now)
    {
        // Some senders report 0 before their first frame; such a report maps nothing.
        if (ntp == 0)
        {
            return;
        }

        wallClock.OnSenderReport(ntp, now);
        reportNtpMicros = NtpTime.ToMicros(ntp);
        reportTimestamp = timestamp;
        hasReport = true;
    }

    /// <summary>When the instant of this timestamp reached the server at the earliest, in the server's microseconds.</summary>
    public bool TryMap(uint timestamp, out long serverMicros)
    {
        var ticks = (int)(timestamp - reportTimestamp);
        serverMicros = reportNtpMicros + ((long)ticks * 1_000_000 / clockRate) + wallClock.Offset;
        return hasReport;
    }

    public bool TryMapBack(long serverMicros, out uint timestamp)
    {
        var micros = serverMicros - wallClock.Offset - reportNtpMicros;
        timestamp = unchecked(reportTimestamp + (uint)(long)((Int128)micros * clockRate / 1_000_000));
        return hasReport;
    }
}
