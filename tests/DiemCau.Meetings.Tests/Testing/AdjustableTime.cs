namespace DiemCau.Meetings.Tests.Testing;

/// <summary>A wall clock that tests set; timers run on real time.</summary>
internal sealed class AdjustableTime : TimeProvider
{
    private readonly Lock _lock = new();
    private TimeSpan _ahead;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return System.GetUtcNow() + _ahead;
        }
    }

    public void Advance(TimeSpan by)
    {
        lock (_lock)
        {
            _ahead += by;
        }
    }
}
