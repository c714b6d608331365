using DiemCau.Meetings.Live.Wire;
using DiemCau.Meetings.Shared.Problems;

namespace DiemCau.Meetings.Live.Conferences;

/// <summary>Who asks to be let in, and whom the chair has already let in or turned away.</summary>
internal sealed class WaitingList(Changes changes)
{
    /// <summary>One conference of every commune of a province; beyond it somebody is playing with the door.</summary>
    public const int Maximum = 200;

    private readonly OrderedDictionary<Guid, WaitingView> waiting = [];
    private readonly HashSet<Guid> admitted = [];
    private readonly HashSet<Guid> refused = [];

    public IReadOnlyList<WaitingView> Waiting => [.. waiting.Values];

    public IReadOnlyCollection<Guid> AdmittedTickets => admitted;

    public IReadOnlyCollection<Guid> RefusedTickets => refused;

    public void Restore(IEnumerable<WaitingView> people, IEnumerable<Guid> admittedTickets, IEnumerable<Guid> refusedTickets)
    {
        foreach (var person in people)
        {
            waiting.Add(person.TicketId, person);
        }

        admitted.UnionWith(admittedTickets);
        refused.UnionWith(refusedTickets);
    }

    public bool IsAdmitted(Guid ticketId) => admitted.Contains(ticketId);

    public bool IsRefused(Guid ticketId) => refused.Contains(ticketId);

    public Refusal? Ask(WaitingView person)
    {
        if (IsRefused(person.TicketId))
        {
            return LiveRefusals.RemovedFromRoom;
        }

        if (IsAdmitted(person.TicketId) || waiting.ContainsKey(person.TicketId))
        {
            return null;
        }

        if (waiting.Count >= Maximum)
        {
            return LiveRefusals.RoomFull;
        }

        waiting.Add(person.TicketId, person);
        changes.OfWaiting();
        return null;
    }

    public bool Admit(Guid ticketId) => Decide(ticketId, admitted);

    public bool Refuse(Guid ticketId) => Decide(ticketId, refused);

    public IReadOnlyList<Guid> AdmitAll()
    {
        Guid[] tickets = [.. waiting.Keys];
        foreach (var ticket in tickets)
        {
            Admit(ticket);
        }

        return tickets;
    }

    /// <summary>Lets the ticket's holder in once; afterwards the door's rules count again.</summary>
    public bool Use(Guid ticketId) => admitted.Remove(ticketId);

    /// <summary>The person went away by itself, or came in.</summary>
    public void Forget(Guid ticketId)
    {
        if (waiting.Remove(ticketId))
        {
            changes.OfWaiting();
        }
    }

    private bool Decide(Guid ticketId, HashSet<Guid> decided)
    {
        if (!waiting.Remove(ticketId))
        {
            return false;
        }

        // Bounded by admissions of people who proved the password; a day-long meeting stays far below.
        decided.Add(ticketId);
        changes.OfWaiting();
        return true;
    }
}
