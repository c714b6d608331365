using DiemCau.Meetings.Shared.Problems;

namespace DiemCau.Meetings.Live.Conferences;

/// <summary>How a person who wants to enter fares: inside, to wait for admission, or refused.</summary>
internal readonly record struct Entry(bool IsInside, Refusal? Refusal)
{
    public static readonly Entry Inside = new(true, null);

    public static readonly Entry Waits = new(false, null);

    public static implicit operator Entry(Refusal refusal) => new(false, refusal);
}
