using DiemCau.Meetings.Live.Wire;
using DiemCau.Meetings.Shared.Problems;

namespace DiemCau.Meetings.Live.Conferences;

/// <summary>
/// Who may come in. The room's owner always; whoever was removed or turned away never; others while there is room, the door is not
/// locked and, where there is a waiting room, once the chair has admitted them.
/// </summary>
internal sealed class Door(bool waitingRoom, Roster roster, Changes changes, Consequences consequences)
{
    /// <summary>Twice the largest conference planned for (250 sites); beyond it the roster itself would be a burden for weak clients.</summary>
    public const int MaximumParticipants = 500;

    private readonly WaitingList _waiting = new(changes);
    private readonly HashSet<Guid> _removedParticipants = [];
    private readonly HashSet<string> _removedBrowsers = [];

    public bool Locked { get; private set; }

    public bool HasWaitingRoom { get; private set; } = waitingRoom;

    public IReadOnlyList<WaitingView> Waiting => _waiting.Waiting;

    public void Restore(ConferenceState state)
    {
        Locked = state.Locked;
        _waiting.Restore(state.Waiting, state.AdmittedTickets, state.RefusedTickets);
        _removedParticipants.UnionWith(state.RemovedParticipants);
        _removedBrowsers.UnionWith(state.RemovedBrowsers);
    }

    public ConferenceState Capture(ConferenceState state) => state with
    {
        Locked = Locked,
        WaitingRoom = HasWaitingRoom,
        Waiting = _waiting.Waiting,
        AdmittedTickets = [.. _waiting.AdmittedTickets],
        RefusedTickets = [.. _waiting.RefusedTickets],
        RemovedParticipants = [.. _removedParticipants],
        RemovedBrowsers = [.. _removedBrowsers],
    };

    /// <summary>Somebody comes for the first time. A ticket that was admitted carries the same id, and is good once.</summary>
    public Entry Pass(Newcomer who)
    {
        if (who.OwnsRoom)
        {
            return Entry.Inside;
        }

        if (IsRemoved(who) || _waiting.IsRefused(who.Id))
        {
            return LiveRefusals.RemovedFromRoom;
        }

        if (roster.Count >= MaximumParticipants)
        {
            return LiveRefusals.RoomFull;
        }

        var admitted = who.PassesDoor || _waiting.Use(who.Id);
        if (Locked && !admitted)
        {
            return LiveRefusals.RoomLocked;
        }

        return HasWaitingRoom && !admitted ? Entry.Waits : Entry.Inside;
    }

    /// <summary>Somebody comes back who was inside before: what has changed at the door since does not count.</summary>
    public Refusal? PassAgain(Newcomer who) => IsRemoved(who) ? LiveRefusals.RemovedFromRoom
        : roster.Count >= MaximumParticipants && !roster.Contains(who.Id) ? LiveRefusals.RoomFull
        : null;

    /// <summary>Somebody stands at the door and can hear the answer: the chair sees it until it goes away or is let in.</summary>
    public Entry Knock(Newcomer who, DateTimeOffset now)
    {
        if (IsRemoved(who))
        {
            return LiveRefusals.RemovedFromRoom;
        }

        if (!HasWaitingRoom)
        {
            return Entry.Inside;
        }

        return _waiting.Ask(new WaitingView(who.Id, who.DisplayName, now)) is { } no ? no
            : _waiting.IsAdmitted(who.Id) ? Entry.Inside
            : Entry.Waits;
    }

    /// <summary>Somebody waiting went away by itself.</summary>
    public void GiveUp(Guid ticketId) => _waiting.Forget(ticketId);

    public Refusal? Admit(Guid ticketId, Guid chair) => Answer(_waiting.Admit(ticketId), ticketId, TellingKind.Admitted, chair);

    public Refusal? Refuse(Guid ticketId, Guid chair) => Answer(_waiting.Refuse(ticketId), ticketId, TellingKind.Refused, chair);

    public void AdmitAll(Guid chair)
    {
        foreach (var ticket in _waiting.AdmitAll())
        {
            consequences.Tell(ticket, TellingKind.Admitted, chair);
        }
    }

    public void SetLocked(bool locked, Guid chair, DateTimeOffset now)
    {
        Locked = locked;
        changes.Of(ChangedSetting.Locked);
        consequences.Note(now, locked ? JournalEvent.Locked : JournalEvent.Unlocked, by: chair);
    }

    /// <summary>Without a waiting room there is nothing left to wait for.</summary>
    public void SetWaitingRoom(bool on, Guid chair)
    {
        HasWaitingRoom = on;
        changes.Of(ChangedSetting.WaitingRoom);
        if (!on)
        {
            AdmitAll(chair);
        }
    }

    /// <summary>Nobody removed comes back, nor with another name from the same browser; the owner's browser may be shared with a guest.</summary>
    public void Bar(Newcomer who)
    {
        _removedParticipants.Add(who.Id);
        if (who.Browser is { } browser && !who.OwnsRoom)
        {
            _removedBrowsers.Add(browser);
        }
    }

    private bool IsRemoved(Newcomer who) =>
        _removedParticipants.Contains(who.Id) || (who.Browser is not null && _removedBrowsers.Contains(who.Browser));

    private Refusal? Answer(bool waited, Guid ticketId, TellingKind what, Guid chair)
    {
        if (!waited)
        {
            return LiveRefusals.NotHere;
        }

        consequences.Tell(ticketId, what, chair);
        return null;
    }
}
