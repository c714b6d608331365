namespace DiemCau.Media.Routing.Layers;

/// <summary>
/// When a picture may grow again after the line made it smaller. Who falls right after rising waits twice as long the next time.
/// </summary>
internal struct UpgradeBackoff
{
    private const long Shortest = 5_000_000;

    /// <summary>
    /// A picture that is gone is missed more than one that is small: it may be tried again as soon as a probe has found room.
    /// </summary>
    private const long ShortestWithout = 1_000_000;
    private const long Longest = 40_000_000;

    /// <summary>However often sizes came and went, a site is not left without the podium for longer.</summary>
    private const long LongestWithout = 8_000_000;
    private const long TooSoon = 10_000_000;

    private long _fellAt;
    private long _roseAt;
    private long _wait;

    public readonly bool MayRise(long now) => _fellAt == 0 || now - _fellAt > _wait;

    public void Rose(long now) => _roseAt = now;

    /// <param name="toNothing">The picture is paused, not smaller.</param>
    public void Fell(bool toNothing, long now)
    {
        var shortest = toNothing ? ShortestWithout : Shortest;
        _wait = _wait != 0 && _roseAt != 0 && now - _roseAt < TooSoon
            ? Math.Clamp(2 * _wait, shortest, toNothing ? LongestWithout : Longest)
            : shortest;
        _fellAt = now;
    }
}
