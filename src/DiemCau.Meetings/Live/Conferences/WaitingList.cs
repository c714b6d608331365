using DiemCau.Meetings.Shared.Problems;

namespace DiemCau.Meetings.Live.Conferences;

/// <summary>Who asks to be let in, and whom the chair has already let in or turned away.</summary>
internal sealed class WaitingList(Changes changes)
{
    /// <summary>One conference of every commune of a province; beyond it somebody is playing with the door.</summary>
    public const int Maximum = 200;

    private readonly OrderedDictionary<Guid, WaitingPerson> _waiting = [];
    private readonly HashSet<Guid> _admitted = [];
    private readonly HashSet<Guid> _refused = [];

    public IReadOnlyList<WaitingPerson> Waiting => [.. _waiting.Values];

    /// <summary>When the next absence has lasted long enough; null: all who wait are at the door.</summary>
    public DateTimeOffset? Due => _waiting.Values.Min(person => person.AwaySince) + Attendance.AbsencePatience;

    public IReadOnlyCollection<Guid> AdmittedTickets => _admitted;

    public IReadOnlyCollection<Guid> RefusedTickets => _refused;

    /// <summary>Takes up a list from before a restart: nobody of it is connected yet.</summary>
    public void Restore(
        IEnumerable<WaitingPerson> people, IEnumerable<Guid> admittedTickets, IEnumerable<Guid> refusedTickets, DateTimeOffset now)
    {
        foreach (var person in people)
        {
            _waiting.Add(person.TicketId, person with { AwaySince = now });
        }

        _admitted.UnionWith(admittedTickets);
        _refused.UnionWith(refusedTickets);
    }

    public bool IsAdmitted(Guid ticketId) => _admitted.Contains(ticketId);

    public bool IsRefused(Guid ticketId) => _refused.Contains(ticketId);

    public Refusal? Ask(WaitingPerson person)
    {
        if (IsRefused(person.TicketId))
        {
            return LiveRefusals.RemovedFromRoom;
        }

        if (IsAdmitted(person.TicketId))
        {
            return null;
        }

        if (_waiting.TryGetValue(person.TicketId, out var known))
        {
            Move(known, awaySince: null);
            return null;
        }

        if (_waiting.Count >= Maximum && !MakeRoom())
        {
            return LiveRefusals.RoomFull;
        }

        _waiting.Add(person.TicketId, person);
        changes.OfWaiting();
        return null;
    }

    /// <summary>The line to somebody waiting is gone: a page that is reloaded, or closed. The place in the order is kept for a while.</summary>
    public void Lose(Guid ticketId, DateTimeOffset now)
    {
        if (_waiting.TryGetValue(ticketId, out var person))
        {
            Move(person, person.AwaySince ?? now);
        }
    }

    /// <summary>Those who have been away too long wait no more.</summary>
    public void Expire(DateTimeOffset now)
    {
        foreach (var person in _waiting.Values.Where(person => person.AwaySince + Attendance.AbsencePatience <= now).ToArray())
        {
            Forget(person.TicketId);
        }
    }

    public bool Admit(Guid ticketId) => Decide(ticketId, _admitted);

    public bool Refuse(Guid ticketId) => Decide(ticketId, _refused);

    public IReadOnlyList<Guid> AdmitAll()
    {
        Guid[] tickets = [.. _waiting.Keys];
        foreach (var ticket in tickets)
        {
            Admit(ticket);
        }

        return tickets;
    }

    /// <summary>Lets the ticket's holder in once; afterwards the door's rules count again.</summary>
    public bool Use(Guid ticketId) => _admitted.Remove(ticketId);

    /// <summary>The person went away by itself, or came in.</summary>
    public void Forget(Guid ticketId)
    {
        if (_waiting.Remove(ticketId))
        {
            changes.OfWaiting();
        }
    }

    /// <summary>Whoever stands at the door comes before whoever may not come back.</summary>
    private bool MakeRoom()
    {
        var longestAway = _waiting.Values.Where(person => person.AwaySince is not null).MinBy(person => person.AwaySince);
        return longestAway is not null && _waiting.Remove(longestAway.TicketId);
    }

    private void Move(WaitingPerson person, DateTimeOffset? awaySince)
    {
        if (person.AwaySince != awaySince)
        {
            _waiting[person.TicketId] = person with { AwaySince = awaySince };
            changes.OfWaiting();
        }
    }

    private bool Decide(Guid ticketId, HashSet<Guid> decided)
    {
        if (!_waiting.Remove(ticketId))
        {
            return false;
        }

        // Bounded by admissions of people who proved the password; a day-long meeting stays far below.
        decided.Add(ticketId);
        changes.OfWaiting();
        return true;
    }
}

/// <param name="Line">Named where the chair decides whether it may come in by this line.</param>
/// <param name="AwaySince">When the line to it was lost; null: it stands at the door.</param>
internal sealed record WaitingPerson(
    Guid TicketId, string DisplayName, DateTimeOffset At, LineClass? Line = null, DateTimeOffset? AwaySince = null);
