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

    public void Note(DateTimeOffset now, JournalEvent what, Participant? who = null, Participant? by = null, string? reason = null) =>
        Note(now, what, SubjectOf(who), SubjectOf(by), reason);

    public void Note(DateTimeOffset now, JournalEvent what, JournalSubject? who, JournalSubject? by, string? reason = null) =>
        _journal.Add(new JournalLine(TimeOrderedId.New(now), now, what, who, by, reason));

    /// <summary>A decision about the line by which somebody may take part; it is not inside yet.</summary>
    public void NoteConsent(DateTimeOffset now, WaitingPerson who, Participant by) => _journal.Add(new JournalLine(
        TimeOrderedId.New(now), now, JournalEvent.Admitted,
        new(who.TicketId, who.DisplayName, Capacity.Guest, null, null, null, who.Line ?? LineClass.Unknown), SubjectOf(by)));

    public IReadOnlyList<Telling> TakeTellings() => Taken(_tellings);

    public IReadOnlyList<JournalLine> TakeJournal() => Taken(_journal);

    public static JournalSubject? SubjectOf(Participant? who) => who is null ? null : new(
        who.Id, who.Who.DisplayName, who.Who.Capacity, who.Who.Site?.Id, who.Who.UnitId, who.Who.AccountId, who.Who.Line, who.Way);

    private static T[] Taken<T>(List<T> list)
    {
        T[] taken = [.. list];
        list.Clear();
        return taken;
    }
}
