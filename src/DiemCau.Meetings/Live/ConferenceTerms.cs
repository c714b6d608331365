namespace DiemCau.Meetings.Live;

/// <summary>
/// How a conference is set up: told by its occasion when it opens, and kept with it while it lives. What is changed at the occasion meanwhile
/// counts from the next opening.
/// </summary>
/// <param name="UnitId">Whose conference it is: whoever operates meetings there looks after it.</param>
internal sealed record ConferenceTerms(string Name, Guid UnitId, string UnitName, ConferenceMode Mode)
{
    public bool WaitingRoom { get; init; }

    /// <summary>What everybody sees at the beginning.</summary>
    public ConferenceLayout Layout { get; init; }

    /// <summary>What the chair's own screen shows.</summary>
    public ConferenceLayout ChairLayout { get; init; }

    public MutePolicy Mutes { get; init; }

    public bool IsRecorded { get; init; }

    /// <summary>It is opened and closed formally ("Khai mạc", "Kết thúc"), beside people's coming and going.</summary>
    public bool HasSession { get; init; }

    /// <summary>Until then it stays open although nobody is there; null: only for a while.</summary>
    public DateTimeOffset? KeptOpenUntil { get; init; }
}
