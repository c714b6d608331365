namespace DiemCau.Meetings.Live.Running;

/// <summary>What of live conferences is counted since the server started.</summary>
internal sealed class LiveCounters
{
    private long _rowsSetAside;
    private long _full;

    public long RowsSetAside => Interlocked.Read(ref _rowsSetAside);

    public long RefusedFull => Interlocked.Read(ref _full);

    /// <summary>A row that the database refuses for good.</summary>
    public void SetAside() => Interlocked.Increment(ref _rowsSetAside);

    /// <summary>Somebody found no place on the server.</summary>
    public void Full() => Interlocked.Increment(ref _full);
}
