namespace DiemCau.Media.Streams;

/// <summary>What happened on streams; counted by any thread.</summary>
internal sealed class StreamCounters
{
    private long opened;
    private long refused;
    private long late;
    private long floods;

    public long Opened => Volatile.Read(ref opened);

    /// <summary>Connections beyond a bound.</summary>
    public long Refused => Volatile.Read(ref refused);

    /// <summary>Datagrams that had waited too long for a slow line.</summary>
    public long Late => Volatile.Read(ref late);

    /// <summary>Datagrams that came faster than they are taken.</summary>
    public long Floods => Volatile.Read(ref floods);

    public void CountOpened() => Interlocked.Increment(ref opened);

    public void CountRefused() => Interlocked.Increment(ref refused);

    public void CountLate() => Interlocked.Increment(ref late);

    public void CountFlood() => Interlocked.Increment(ref floods);
}
