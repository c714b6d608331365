namespace DiemCau.Media.Tcp;

/// <summary>What happened on TCP connections; counted by any thread.</summary>
internal sealed class TcpCounters
{
    private long _opened;
    private long _refused;
    private long _late;
    private long _floods;

    public long Opened => Volatile.Read(ref _opened);

    /// <summary>Connections beyond a bound.</summary>
    public long Refused => Volatile.Read(ref _refused);

    /// <summary>Datagrams that had waited too long for a slow line.</summary>
    public long Late => Volatile.Read(ref _late);

    /// <summary>Datagrams that came faster than they are taken.</summary>
    public long Floods => Volatile.Read(ref _floods);

    public void CountOpened() => Interlocked.Increment(ref _opened);

    public void CountRefused() => Interlocked.Increment(ref _refused);

    public void CountLate() => Interlocked.Increment(ref _late);

    public void CountFlood() => Interlocked.Increment(ref _floods);
}
