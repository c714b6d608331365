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

    public IReadOnlyCollection<Guid> AdmittedTickets => _admitted;

    public IReadOnlyCollection<Guid> RefusedTickets => _refused;

    public void Restore(IEnumerable<WaitingPerson> people, IEnumerable<Guid> admittedTickets, IEnumerable<Guid> refusedTickets)
    {
        foreach (var person in people)
        {
            _waiting.Add(person.TicketId, person);
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

        if (IsAdmitted(person.TicketId) || _waiting.ContainsKey(person.TicketId))
        {
            return null;
        }

        if (_waiting.Count >= Maximum)
        {
            return LiveRefusals.RoomFull;
        }

        _waiting.Add(person.TicketId, person);
        changes.OfWaiting();
        return null;
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
internal sealed record WaitingPerson(Guid TicketId, string DisplayName, DateTimeOffset At, LineClass? Line = null);
