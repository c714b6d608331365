using DiemCau.Meetings.Shared;

namespace DiemCau.Meetings.Live.Conferences;

/// <summary>What follows from verbs besides the change that everybody sees: words to single persons, and lines of the journal.</summary>
internal sealed class Consequences
{
    private readonly List<Telling> _tellings = [];
    private readonly List<JournalLine> _journal = [];

    public bool HasJournal => _journal.Count > 0;

    /// <param name="to">A participant or a waiting ticket; null: everybody in the conference.</param>
    public void Tell(Guid? to, TellingKind what, Guid? by = null) => _tellings.Add(new Telling(to, what, by));

    public void Note(DateTimeOffset now, JournalEvent what, Participant? who = null, Guid? by = null) =>
        _journal.Add(new JournalLine(TimeOrderedId.New(now), now, what, who?.Id, who?.Who.DisplayName, by));

    public IReadOnlyList<Telling> TakeTellings() => Taken(_tellings);

    public IReadOnlyList<JournalLine> TakeJournal() => Taken(_journal);

    private static T[] Taken<T>(List<T> list)
    {
        T[] taken = [.. list];
        list.Clear();
        return taken;
    }
}
