using DiemCau.Meetings.Shared.Problems;

namespace DiemCau.Meetings.Live.Conferences;

/// <summary>
/// Who may come in. Whoever may preside always; whoever was removed or turned away never; others while there is room, the door is not
/// locked and, where there is a waiting room or their line needs consent, once somebody who directs the conference has admitted them;
/// whoever was inside and comes back soon needs neither.
/// </summary>
internal sealed class Door(bool waitingRoom, Roster roster, Changes changes, Consequences consequences)
{
    /// <summary>Twice the largest conference planned for (250 sites); beyond it the roster itself would be a burden for weak clients.</summary>
    public const int MaximumParticipants = 500;

    /// <summary>
    /// Places of one address that nobody has come to yet: a province of 250 sites behind one address may come at once, and whoever only asks
    /// for places leaves the other half.
    /// </summary>
    public const int MostUnclaimed = MaximumParticipants / 2;

    private readonly WaitingList _waiting = new(changes);
    private readonly Barred _barred = new();
    private readonly Returning _returning = new(roster);

    public bool Locked { get; private set; }

    public bool HasWaitingRoom { get; private set; } = waitingRoom;

    public IReadOnlyList<WaitingPerson> Waiting => _waiting.Waiting;

    /// <summary>When somebody waiting has been away for too long; null: all are here.</summary>
    public DateTimeOffset? Due => _waiting.Due;

    public void Restore(ConferenceState state, DateTimeOffset now)
    {
        (Locked, HasWaitingRoom) = (state.Locked, state.WaitingRoom);
        _waiting.Restore(state.Waiting, state.AdmittedTickets, state.RefusedTickets, now);
        _barred.Restore(state.BarredIds, state.BarredBrowsers);
        _returning.Restore(state.Gone);
    }

    public ConferenceState Capture(ConferenceState state) => state with
    {
        Locked = Locked,
        WaitingRoom = HasWaitingRoom,
        Waiting = _waiting.Waiting,
        AdmittedTickets = [.. _waiting.AdmittedTickets],
        RefusedTickets = [.. _waiting.RefusedTickets],
        BarredIds = [.. _barred.Ids],
        BarredBrowsers = [.. _barred.Browsers],
        Gone = [.. _returning.Everybody],
    };

    /// <summary>Somebody comes for the first time. A ticket that was admitted carries the same id, and is good once.</summary>
    public Entry Pass(Newcomer who, DateTimeOffset now)
    {
        if (who.MayPreside)
        {
            return Entry.Inside;
        }

        if (_barred.Contains(who) || _waiting.IsRefused(who.Id))
        {
            return LiveRefusals.RemovedFromRoom;
        }

        if (roster.Count >= MaximumParticipants)
        {
            return LiveRefusals.RoomFull;
        }

        if (who.Address is { } address && roster.Count(one => !one.HasCome && one.Who.Address == address) >= MostUnclaimed)
        {
            return Refusals.TooManyAttempts(Attendance.ComingPatience);
        }

        var admitted = _waiting.Use(who.Id) || _returning.Knows(who, now);
        if (Locked && !admitted && !who.PassesDoor)
        {
            return LiveRefusals.RoomLocked;
        }

        return IsToBeAdmitted(who) && !admitted ? Entry.Waits : Entry.Inside;
    }

    /// <summary>Somebody comes back who was inside before: what has changed at the door since does not count.</summary>
    public Refusal? PassAgain(Newcomer who) => _barred.Contains(who) ? LiveRefusals.RemovedFromRoom
        : roster.Count >= MaximumParticipants && !roster.Contains(who.Id) ? LiveRefusals.RoomFull
        : null;

    /// <summary>Somebody stands at the door and can hear the answer: the chair sees it until it goes away or is let in.</summary>
    public Entry Knock(Newcomer who, DateTimeOffset now)
    {
        if (_barred.Contains(who))
        {
            return LiveRefusals.RemovedFromRoom;
        }

        if (!IsToBeAdmitted(who))
        {
            return Entry.Inside;
        }

        return _waiting.Ask(new WaitingPerson(who.Id, who.DisplayName, now, who.NeedsConsent ? who.Line : null)) is { } no ? no
            : _waiting.IsAdmitted(who.Id) ? Entry.Inside
            : Entry.Waits;
    }

    /// <summary>Somebody waiting went away by itself.</summary>
    public void GiveUp(Guid ticketId) => _waiting.Forget(ticketId);

    /// <summary>Somebody waiting is not heard of any more; who comes back soon has kept its place.</summary>
    public void Lose(Guid ticketId, DateTimeOffset now) => _waiting.Lose(ticketId, now);

    public void Expire(DateTimeOffset now) => _waiting.Expire(now);

    public Refusal? Admit(Guid ticketId, Participant by, DateTimeOffset now)
    {
        if (_waiting.Waiting.FirstOrDefault(person => person.TicketId == ticketId) is { Line: not null } asking)
        {
            consequences.NoteConsent(now, asking, by);
        }

        return Answer(_waiting.Admit(ticketId), ticketId, TellingKind.Admitted, by.Id);
    }

    public Refusal? Refuse(Guid ticketId, Participant by) => Answer(_waiting.Refuse(ticketId), ticketId, TellingKind.Refused, by.Id);

    public void AdmitAll(Participant by, DateTimeOffset now)
    {
        foreach (var person in _waiting.Waiting)
        {
            Admit(person.TicketId, by, now);
        }
    }

    public void SetLocked(bool locked, Participant by, DateTimeOffset now)
    {
        Locked = locked;
        if (locked)
        {
            _returning.Forget();
        }

        changes.Of(ChangedSetting.Locked);
        consequences.Note(now, locked ? JournalEvent.Locked : JournalEvent.Unlocked, by: by);
    }

    /// <summary>Without a waiting room those who were kept by it alone have nothing left to wait for.</summary>
    public void SetWaitingRoom(bool on, Participant by, DateTimeOffset now)
    {
        HasWaitingRoom = on;
        if (on)
        {
            _returning.Forget();
        }

        changes.Of(ChangedSetting.WaitingRoom);
        consequences.Note(now, on ? JournalEvent.WaitingRoomOpened : JournalEvent.WaitingRoomClosed, by: by);
        if (!on)
        {
            foreach (var person in _waiting.Waiting.Where(person => person.Line is null))
            {
                Admit(person.TicketId, by, now);
            }
        }
    }

    /// <summary>Somebody who was inside goes, by itself or with its line; it may be back soon.</summary>
    public void Remember(Newcomer who, DateTimeOffset now) => _returning.Remember(who, now);

    /// <summary>The place on the list that somebody lost who comes anew; null: none.</summary>
    public Participant? LostPlaceOf(Newcomer who) => _returning.Lost(who);

    /// <summary>Nobody removed comes back, nor with another name from the same browser, account or link.</summary>
    public void Bar(Newcomer who) => _barred.Add(who);

    private bool IsToBeAdmitted(Newcomer who) => who.NeedsConsent || (HasWaitingRoom && !who.PassesDoor);

    private Refusal? Answer(bool waited, Guid ticketId, TellingKind what, Guid by)
    {
        if (!waited)
        {
            return LiveRefusals.NotHere;
        }

        consequences.Tell(ticketId, what, by);
        return null;
    }
}
