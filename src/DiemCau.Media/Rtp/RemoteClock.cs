namespace DiemCau.Media.Rtp;

/// <summary>
/// How far a sender's NTP clock is from the server's: the minimum over recent reports, because queues only ever delay.
/// One per transport: all SSRCs of a sender read the same NTP clock, and layers align only through the same offset.
/// </summary>
internal sealed class SenderWallClock
{
    // 32 reports are about half a minute: long enough to meet an empty queue, short enough to follow a drifting crystal.
    private const int Window = 32;

    private readonly long[] _offsets = new long[Window];
    private int _count;
    private int _next;

    public bool IsKnown => _count > 0;

    /// <summary>Server microseconds minus sender microseconds.</summary>
    public long Offset { get; private set; }

    public void OnSenderReport(ulong ntp, long now)
    {
        var offset = now - NtpTime.ToMicros(ntp);
        // A stepped clock (NTP correction, resumed laptop): everything known before is wrong.
        if (_count > 0 && Math.Abs(offset - Offset) > 5_000_000)
        {
            _count = _next = 0;
        }

        _offsets[_next] = offset;
        _next = (_next + 1) % Window;
        _count = Math.Min(_count + 1, Window);
        Offset = long.MaxValue;
        foreach (var known in _offsets.AsSpan(0, _count))
        {
            Offset = Math.Min(Offset, known);
        }
    }
}

/// <summary>Maps one source's RTP timestamps to the server's clock and back, by its latest sender report.</summary>
internal sealed class RemoteClock(int clockRate, SenderWallClock wallClock)
{
    private long _reportNtpMicros;
    private uint _reportTimestamp;
    private bool _hasReport;

    public RemoteClock(int clockRate)
        : this(clockRate, new SenderWallClock())
    {
    }

    public bool IsKnown => _hasReport;

    public void OnSenderReport(ulong ntp, uint timestamp, long now)
    {
        // Some senders report 0 before their first frame; such a report maps nothing.
        if (ntp == 0)
        {
            return;
        }

        wallClock.OnSenderReport(ntp, now);
        _reportNtpMicros = NtpTime.ToMicros(ntp);
        _reportTimestamp = timestamp;
        _hasReport = true;
    }

    /// <summary>When the instant of this timestamp reached the server at the earliest, in the server's microseconds.</summary>
    public bool TryMap(uint timestamp, out long serverMicros)
    {
        var ticks = (int)(timestamp - _reportTimestamp);
        serverMicros = _reportNtpMicros + ((long)ticks * 1_000_000 / clockRate) + wallClock.Offset;
        return _hasReport;
    }

    public bool TryMapBack(long serverMicros, out uint timestamp)
    {
        var micros = serverMicros - wallClock.Offset - _reportNtpMicros;
        timestamp = unchecked(_reportTimestamp + (uint)(long)((Int128)micros * clockRate / 1_000_000));
        return _hasReport;
    }
}
