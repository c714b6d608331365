using DiemCau.Meetings.Live.Wire;
using DiemCau.Meetings.Shared.Problems;

namespace DiemCau.Meetings.Live.Conferences;

/// <summary>
/// A live conference: the verbs that people and the media engine have, and who may use them; the rules are with the
/// <see cref="ConferenceParts">parts</see>. Verbs answer a <see cref="Refusal"/> or null; what follows from them is taken afterwards as a
/// delta, tellings to persons, journal lines and the programme for the media engine. It knows no clock, database or socket, and is
/// touched by one writer at a time.
/// </summary>
internal sealed class Conference
{
    private readonly ConferenceParts _parts;
    private readonly ConferenceViews _views;

    public Conference(ConferenceIdentity identity, bool waitingRoom)
        : this(new ConferenceParts(identity, waitingRoom), version: 0)
    {
    }

    private Conference(ConferenceParts parts, long version) => (_parts, _views) = (parts, new ConferenceViews(parts, version));

    public ConferenceIdentity Identity => _parts.Identity;

    public bool Ended { get; private set; }

    public bool Locked => _parts.Door.Locked;

    public Guid? ChairId => _parts.ChairId;

    public int Count => _parts.Roster.Count;

    public IEnumerable<Participant> Everybody => _parts.Roster;

    public bool HasChanges => _parts.Changes.Any || _parts.Changes.Lasting || _parts.Consequences.HasJournal;

    /// <summary>Goes on where another server stopped: one version ahead, so that no client takes this state for the one it already has.</summary>
    public static Conference Restore(ConferenceIdentity identity, ConferenceState state, IEnumerable<ChatMessage> messages, DateTimeOffset now) =>
        new(ConferenceParts.Restore(identity, state, messages, now), state.Version + 1);

    public ConferenceState Capture() => _parts.Capture(_views.Version);

    public bool Holds(Guid participantId) => _parts.Roster.Contains(participantId);

    /// <summary>Lets somebody in, or says that it must wait for admission, or why not. A ticket that was admitted carries the same id.</summary>
    public Entry Enter(Newcomer who, DateTimeOffset now)
    {
        if (Ended)
        {
            return LiveRefusals.ConferenceEnded;
        }

        if (Holds(who.Id))
        {
            return Return(who, now) is { } no ? no : Entry.Inside;
        }

        var entry = _parts.Door.Pass(who);
        if (entry.IsInside)
        {
            Seat(who, now);
        }

        return entry;
    }

    /// <summary>Somebody stands at the door and can hear the answer: inside means "come in now".</summary>
    public Entry AskToEnter(Newcomer who, DateTimeOffset now) => Ended ? LiveRefusals.ConferenceEnded : _parts.Door.Knock(who, now);

    /// <summary>Somebody waiting closed the page.</summary>
    public void GiveUpWaiting(Guid ticketId) => _parts.Door.GiveUp(ticketId);

    /// <summary>Comes back with the same identity: after a lost connection, or after the server was restarted.</summary>
    public Refusal? Return(Newcomer who, DateTimeOffset now)
    {
        if (Ended)
        {
            return LiveRefusals.ConferenceEnded;
        }

        if (_parts.Door.PassAgain(who) is { } refusal)
        {
            return refusal;
        }

        if (_parts.Roster.Find(who.Id) is { } known)
        {
            _parts.Attendance.MediaBrought(known, who.WithMedia);
        }
        else
        {
            Seat(who, now);
        }

        return null;
    }

    public Refusal? Leave(Guid by, DateTimeOffset now) => IfHere(by, who => TakeOff(who, JournalEvent.Left, now));

    public void HubChanged(Guid whose, bool on, DateTimeOffset now) => IfHere(whose, who => _parts.Attendance.HubChanged(who, on, now));

    public void MediaChanged(Guid whose, MediaTransportState state, DateTimeOffset now) =>
        IfHere(whose, who => _parts.Attendance.MediaChanged(who, state, now));

    public Refusal? MediaOffered(Guid by) => IfHere(by, _parts.Attendance.MediaOffered);

    public void QualityChanged(Guid whose, ConnectionQuality quality, string? reason) =>
        IfHere(whose, who => _parts.Attendance.QualityChanged(who, quality, reason));

    public void SpeakerChanged(Guid? participantId) => _parts.Speaker.Become(_parts.Roster.Find(participantId)?.Id);

    public Refusal? SetSending(Guid by, Sending sending, DateTimeOffset now) => IfHere(by, who =>
    {
        if (_parts.Screen.Set(who, sending.Screen, ChairId, now) is { } inUse)
        {
            return inUse;
        }

        if (sending.Camera != who.Camera)
        {
            who.Camera = sending.Camera;
            _parts.Changes.Of(who);
        }

        return _parts.Microphones.Set(who, sending.Microphone, ChairId);
    });

    public Refusal? RaiseHand(Guid by, DateTimeOffset now) => IfHere(by, who => _parts.Hands.Raise(who.Id, now));

    public Refusal? LowerHand(Guid by, Guid whose) =>
        by == whose ? IfHere(by, who => _parts.Hands.Lower(who.Id)) : IfChair(by, whose, who => _parts.Hands.Lower(who.Id));

    public Refusal? SendChat(Guid by, Guid messageId, string text, DateTimeOffset now) =>
        IfHere(by, who => _parts.Chat.Send(new ChatMessage(messageId, by, who.Who.DisplayName, text, now)));

    public Refusal? TakeChair(Guid by, DateTimeOffset now) => IfHere(by, who =>
    {
        if (!who.Who.OwnsRoom)
        {
            return Refusals.Forbidden;
        }

        _parts.Chairmanship.Preside(who, now);
        return null;
    });

    public Refusal? HandOverChair(Guid by, Guid to, DateTimeOffset now) => IfChair(by, to, who => _parts.Chairmanship.Preside(who, now));

    public Refusal? GiveFloor(Guid by, Guid whom, DateTimeOffset now) => IfChair(by, whom, who => _parts.Speaking.GiveFloor(who, by, now));

    public Refusal? TakeFloor(Guid by, Guid from, DateTimeOffset now) => IfChair(by, from, who => _parts.Speaking.TakeFloor(who, by, now));

    public Refusal? Mute(Guid by, Guid whose, DateTimeOffset now) => IfChairOfAnother(by, whose, who => _parts.Speaking.Mute(who, by, now));

    public Refusal? MuteAll(Guid by, DateTimeOffset now) => IfChair(by, () => _parts.Speaking.MuteAll(by, now));

    public Refusal? AllowUnmute(Guid by, Guid whose) => IfChair(by, whose, _parts.Microphones.Allow);

    public Refusal? SetSelfUnmute(Guid by, bool may) => IfChair(by, () => _parts.Microphones.SetSelfUnmute(may, _parts.Roster));

    /// <param name="whom">Null: the podium follows the floor and the speaker again.</param>
    public Refusal? SetPodium(Guid by, Guid? whom, DateTimeOffset now) => whom is not { } shown
        ? IfChair(by, _parts.Podium.Unpin)
        : IfChair(by, shown, who =>
        {
            _parts.Podium.Pin(who.Id, now);
            _parts.Consequences.Note(now, JournalEvent.PodiumSet, who, by);
        });

    public Refusal? SetLayout(Guid by, ConferenceLayout layout) => IfChair(by, () => _parts.Podium.Arrange(layout));

    public Refusal? Admit(Guid by, Guid ticketId) => IfChair(by, () => _parts.Door.Admit(ticketId, by));

    public Refusal? Refuse(Guid by, Guid ticketId) => IfChair(by, () => _parts.Door.Refuse(ticketId, by));

    public Refusal? AdmitAll(Guid by) => IfChair(by, () => _parts.Door.AdmitAll(by));

    public Refusal? SetLocked(Guid by, bool locked, DateTimeOffset now) => IfChair(by, () => _parts.Door.SetLocked(locked, by, now));

    public Refusal? SetWaitingRoom(Guid by, bool on) => IfChair(by, () => _parts.Door.SetWaitingRoom(on, by));

    public Refusal? Remove(Guid by, Guid whom, DateTimeOffset now) => IfChairOfAnother(by, whom, who =>
    {
        _parts.Door.Bar(who.Who);
        _parts.Consequences.Tell(who.Id, TellingKind.Removed, by);
        TakeOff(who, JournalEvent.Removed, now, by);
    });

    public Refusal? EndForAll(Guid by, DateTimeOffset now) => IfChair(by, () => End(now, by));

    /// <param name="by">Null: nobody of the conference, but time or the room's end.</param>
    public void End(DateTimeOffset now, Guid? by)
    {
        if (Ended)
        {
            return;
        }

        Ended = true;
        foreach (var who in _parts.Roster.ToArray())
        {
            _parts.Attendance.Remove(who, now);
        }

        _parts.Consequences.Tell(null, TellingKind.Ended, by);
        _parts.Consequences.Note(now, JournalEvent.Ended, by: by);
    }

    /// <summary>
    /// Lets time and rules catch up: absences, the chair's reservation, an empty room, the podium.
    /// To be called after every verb and at the time it answered.
    /// </summary>
    /// <returns>When to come back although nothing happens; null: not needed.</returns>
    public DateTimeOffset? Settle(DateTimeOffset now)
    {
        if (Ended)
        {
            return null;
        }

        foreach (var lost in _parts.Attendance.Lost(now))
        {
            TakeOff(lost, JournalEvent.Lost, now);
        }

        _parts.Chairmanship.Expire(now);
        if (_parts.Attendance.IsEmptyTooLong(now))
        {
            End(now, null);
            return null;
        }

        var podiumDue = _parts.Podium.Choose(_parts.Roster, _parts.Floor.Latest, _parts.Speaker.Id, ChairId, now);
        return Times.Earliest(podiumDue, _parts.Chairmanship.Due, _parts.Attendance.Due);
    }

    /// <summary>The next delta, and with it the next version; null when nothing changed.</summary>
    public Delta? TakeDelta() => _views.TakeDelta();

    public IReadOnlyList<Telling> TakeTellings() => _parts.Consequences.TakeTellings();

    public IReadOnlyList<JournalLine> TakeJournal() => _parts.Consequences.TakeJournal();

    /// <summary>Whether something that must survive a restart changed since the last call.</summary>
    public bool TakeLastingChange() => _parts.Changes.TakeLasting();

    /// <summary>Who is heard and seen, when that may have changed since the last call; otherwise null.</summary>
    public MediaProgramme? TakeProgramme() => _parts.Changes.TakeProgramme() ? Programme() : null;

    public MediaProgramme Programme() => _views.Programme();

    public Snapshot SnapshotFor(Guid you, Slots slots, DateTimeOffset now) => _views.SnapshotFor(you, slots, now);

    private void Seat(Newcomer newcomer, DateTimeOffset now)
    {
        var who = _parts.Attendance.Add(newcomer, now);
        _parts.Consequences.Note(now, JournalEvent.Joined, who);
        _parts.Chairmanship.Welcome(who, now);
    }

    /// <summary>Whoever goes leaves everything behind: screen, hand, floor, voice and chair.</summary>
    private void TakeOff(Participant who, JournalEvent why, DateTimeOffset now, Guid? by = null)
    {
        _parts.Screen.Stop(who);
        _parts.Hands.Lower(who.Id);
        _parts.Floor.Take(who.Id);
        _parts.Speaker.Leave(who);
        _parts.Attendance.Remove(who, now);
        _parts.Chairmanship.Leave(who, since: why == JournalEvent.Lost ? who.AbsentSince!.Value : now);
        _parts.Consequences.Note(now, why, who, by);
    }

    private Refusal? IfHere(Guid by, Func<Participant, Refusal?> then) =>
        _parts.Roster.TryFind(by, out var who) ? then(who) : LiveRefusals.NotHere;

    private Refusal? IfHere(Guid by, Action<Participant> then) => IfHere(by, Always(then));

    private Refusal? IfChair(Guid by, Func<Refusal?> then) => by == ChairId ? then() : Refusals.Forbidden;

    private Refusal? IfChair(Guid by, Action then)
    {
        if (by != ChairId)
        {
            return Refusals.Forbidden;
        }

        then();
        return null;
    }

    private Refusal? IfChair(Guid by, Guid whose, Action<Participant> then) => IfChair(by, () => IfHere(whose, then));

    /// <summary>What a chair cannot do to itself.</summary>
    private Refusal? IfChairOfAnother(Guid by, Guid whose, Action<Participant> then) =>
        whose == ChairId ? Refusals.Forbidden : IfChair(by, whose, then);

    private static Func<Participant, Refusal?> Always(Action<Participant> then) => who =>
    {
        then(who);
        return null;
    };
}
