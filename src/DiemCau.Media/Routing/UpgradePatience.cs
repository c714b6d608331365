namespace DiemCau.Media.Routing;

/// <summary>When a picture may grow again after the line made it smaller. Who falls right after rising waits twice as long the next time.</summary>
internal struct UpgradePatience
{
    private const long Shortest = 5_000_000;
    private const long Longest = 40_000_000;
    private const long TooSoon = 10_000_000;

    private long fellAt;
    private long roseAt;
    private long wait;

    public readonly bool MayRise(long now) => fellAt == 0 || now - fellAt > wait;

    public void Rose(long now) => roseAt = now;

    public void Fell(long now)
    {
        wait = wait != 0 && roseAt != 0 && now - roseAt < TooSoon ? Math.Min(2 * wait, Longest) : Shortest;
        fellAt = now;
    }
}
