namespace DiemCau.Meetings.Live.Running;

/// <summary>What of live conferences is counted since the server started.</summary>
internal sealed class LiveCounters
{
    private long _rowsSetAside;

    public long RowsSetAside => Interlocked.Read(ref _rowsSetAside);

    /// <summary>A row that the database refuses for good.</summary>
    public void SetAside() => Interlocked.Increment(ref _rowsSetAside);
}
