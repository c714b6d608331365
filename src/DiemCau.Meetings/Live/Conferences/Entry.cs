namespace DiemCau.Meetings.Live.Conferences;

/// <summary>How a person who wants to enter fares.</summary>
internal readonly record struct Entry(bool IsInside, bool MustWait, Refusal? Refusal)
{
    public static readonly Entry Inside = new(true, false, null);

    public static readonly Entry Waits = new(false, true, null);

    public static implicit operator Entry(Refusal refusal) => new(false, false, refusal);
}
