namespace DiemCau.Meetings.Live.Conferences;

/// <summary>Something one person is told besides what everybody sees change.</summary>
/// <param name="To">A participant or a waiting ticket; null: everybody in the conference.</param>
/// <param name="By">Who did it, where that matters.</param>
internal readonly record struct Telling(Guid? To, TellingKind Kind, Guid? By = null);

internal enum TellingKind
{
    FloorGiven,
    MutedByChair,
    Admitted,
    Refused,
    Removed,

    /// <summary>What it came with does not count any more.</summary>
    Expelled,
    Ended,

    /// <summary>"Chờ chủ trì": nobody presides for now, the conference goes on.</summary>
    ChairAway,
}
