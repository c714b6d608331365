namespace DiemCau.Media.Routing;

/// <summary>When a stream's next frame is to be expected, from when its frames came. All times in microseconds.</summary>
internal struct FrameRhythm
{
    private const int Weight = 8;

    /// <summary>Slower than this nothing is told ahead of time.</summary>
    private const long LongestInterval = 100_000;

    private uint _timestamp;
    private long _at;
    private long _interval;

    /// <summary>A packet came; only the first of a frame says something.</summary>
    public void Came(uint timestamp, long at)
    {
        if (timestamp == _timestamp && _at != 0)
        {
            return;
        }

        var since = at - _at;
        _interval = _at == 0 || since > LongestInterval ? 0 : _interval == 0 ? since : _interval + (since - _interval) / Weight;
        (_timestamp, _at) = (timestamp, at);
    }

    /// <summary>Whether the next frame comes within that time, or should have come less than that time ago.</summary>
    public readonly bool IsDue(long now, long within) => _interval > 0 && Math.Abs(_at + _interval - now) <= within;
}
