namespace DiemCau.Meetings.Live.Conferences;

/// <summary>
/// Whom everybody sees large, and how the others stand around it. Large is the chair's choice; otherwise who was last given the floor;
/// otherwise who speaks; otherwise who was there before, and the chair when nobody ever was. Where nobody presides, the first camera
/// stands in, so that an encoder without sound in an empty room is seen; it gives way to whoever has a right to the place.
/// </summary>
internal sealed class Podium(ConferenceLayout layout, Changes changes)
{
    /// <summary>
    /// A speaker stays at least this long: two people talking over each other must not make the large picture jump, and a
    /// switch costs a key frame and a second of a viewer's attention.
    /// </summary>
    public static readonly TimeSpan Dwell = TimeSpan.FromSeconds(1.5);

    /// <summary>
    /// Who has lost hub and media leaves the automatic podium after this: long enough for a browser to find another path
    /// (ICE notices a dead one after 2.5 s), short enough that nobody looks at a picture that stands still.
    /// </summary>
    public static readonly TimeSpan AbsencePatience = TimeSpan.FromSeconds(5);

    private DateTimeOffset _since = DateTimeOffset.MinValue;

    /// <summary>Shown for want of anybody with a right to it.</summary>
    private bool _standsIn;

    public Guid? ParticipantId { get; private set; }

    /// <summary>Who was there before: whoever stands at the podium sees that one, and not themselves.</summary>
    public Guid? Before { get; private set; }

    public bool Pinned { get; private set; }

    public ConferenceLayout Layout { get; private set; } = layout;

    public PodiumChoice Choice => new(ParticipantId, Pinned);

    public void Restore(PodiumChoice choice, ConferenceLayout arranged) => ((ParticipantId, Pinned), Layout) = (choice, arranged);

    public void Arrange(ConferenceLayout wanted)
    {
        Layout = wanted;
        changes.Of(ChangedSetting.Layout);
    }

    public void Pin(Guid participantId, DateTimeOffset now)
    {
        if (!Pinned || ParticipantId != participantId)
        {
            Pinned = true;
            Show(participantId, now);
        }
    }

    public void Unpin()
    {
        if (Pinned)
        {
            Pinned = false;
            changes.Of(ChangedSetting.Podium);
        }
    }

    /// <summary>Chooses again after anything changed that the choice rests on.</summary>
    /// <returns>When to choose again although nothing changes; null: not needed.</returns>
    public DateTimeOffset? Choose(Roster roster, Guid? floor, Guid? speaker, Guid? chair, DateTimeOffset now)
    {
        var gone = ParticipantId is { } shown && !roster.Contains(shown);
        if (Pinned && !gone)
        {
            return null;
        }

        Pinned = false;
        var away = roster.Find(ParticipantId) is { } holder && IsAway(holder, now);
        Guid? Here(Guid? id) => roster.Find(id) is { } who && !IsAway(who, now) ? id : null;
        var rightful = Here(floor) ?? Here(speaker) ?? (gone || away || _standsIn ? null : ParticipantId) ?? Here(chair);
        var chosen = rightful ?? Picture(roster)
            ?? (away ? roster.FirstOrDefault(who => who.IsPresent)?.Id ?? ParticipantId : chair);
        var untilAway = away ? null : roster.Find(ParticipantId)?.AbsentSince + AbsencePatience;
        if (chosen == ParticipantId)
        {
            _standsIn &= rightful is null;
            return untilAway;
        }

        if (Here(floor) is null && Here(speaker) is not null && !gone && !away && now < _since + Dwell)
        {
            return _since + Dwell;
        }

        Show(chosen, now);
        _standsIn = rightful is null;
        return roster.Find(chosen)?.AbsentSince + AbsencePatience;
    }

    private static bool IsAway(Participant who, DateTimeOffset now) => who.AbsentSince + AbsencePatience <= now;

    /// <summary>A camera that is on: the one shown, so that the picture stays, otherwise whose owner came first.</summary>
    private Guid? Picture(Roster roster) => roster.Find(ParticipantId) is { Camera: true, IsPresent: true } shown
        ? shown.Id
        : roster.FirstOrDefault(who => who is { Camera: true, IsPresent: true })?.Id;

    private void Show(Guid? participantId, DateTimeOffset now)
    {
        Before = participantId == ParticipantId ? Before : ParticipantId ?? Before;
        ParticipantId = participantId;
        _standsIn = false;
        _since = now;
        changes.Of(ChangedSetting.Podium);
    }
}

/// <param name="Pinned">The chair's choice, which neither the floor nor a speaker changes.</param>
internal sealed record PodiumChoice(Guid? ParticipantId, bool Pinned);
