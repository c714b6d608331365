using DiemCau.Meetings.Live.Running;
using DiemCau.Meetings.Live.Wire;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;

namespace DiemCau.Meetings.Live.Signalling;

/// <param name="ConnectionId">SignalR's; a participant who reconnects has a new one before the old one is known to be dead.</param>
/// <param name="Abort">Ends the connection; its client is told not to come back by itself.</param>
internal readonly record struct Listener(string ConnectionId, string Language, Action Abort);

/// <summary>
/// Who of one conference listens on the hub, and how each is reached: participants as a group, so that a delta is
/// serialized once for all of them, and every person by itself. Touched on the conference's queue only.
/// Nothing here waits for a client: a slow line must not hold up the others, and the hub drops a dead one after its timeout.
/// </summary>
internal sealed class Listeners(Guid conferenceId, IHubContext<ConferenceHub> hub, ILogger log)
{
    private readonly string _group = "conference-" + conferenceId.ToString("N");
    private readonly Dictionary<Guid, Listener> _participants = [];
    private readonly Dictionary<Guid, Listener> _waiting = [];

    public void Add(Guid participantId, Listener listener)
    {
        if (_participants.TryGetValue(participantId, out var older))
        {
            // One seat, one connection: two that share it would have two of everything that is counted by connection.
            Observe(hub.Groups.RemoveFromGroupAsync(older.ConnectionId, _group));
            Close(older, LiveRefusals.SeatTakenOver);
        }

        _participants[participantId] = listener;
        Observe(hub.Groups.AddToGroupAsync(listener.ConnectionId, _group));
    }

    /// <returns>False: this was an older connection of somebody who has come back since.</returns>
    public bool Remove(Guid participantId, string connectionId)
    {
        if (!_participants.TryGetValue(participantId, out var known) || known.ConnectionId != connectionId)
        {
            return false;
        }

        Drop(participantId);
        return true;
    }

    public void Drop(Guid participantId)
    {
        if (_participants.Remove(participantId, out var known))
        {
            Observe(hub.Groups.RemoveFromGroupAsync(known.ConnectionId, _group));
        }
    }

    public void AddWaiting(Guid ticketId, Listener listener) => _waiting[ticketId] = listener;

    public bool RemoveWaiting(Guid ticketId, string connectionId) =>
        _waiting.TryGetValue(ticketId, out var known) && known.ConnectionId == connectionId && _waiting.Remove(ticketId);

    /// <summary>Everybody gets the delta; who waits at the door is told to those who direct the conference only.</summary>
    public void SendDelta(Delta delta, IReadOnlyList<Guid> directing)
    {
        var common = delta with { Waiting = null };
        string[] doorkeepers = delta.Waiting is null
            ? []
            : [.. directing.Where(_participants.ContainsKey).Select(participant => _participants[participant].ConnectionId)];
        if (doorkeepers.Length == 0)
        {
            Observe(hub.Clients.Group(_group).SendAsync(ConferenceMessages.Changed, common));
            return;
        }

        Observe(hub.Clients.GroupExcept(_group, doorkeepers).SendAsync(ConferenceMessages.Changed, common));
        Observe(hub.Clients.Clients(doorkeepers).SendAsync(ConferenceMessages.Changed, delta));
    }

    public void Send(Guid participantId, string message, object content)
    {
        if (_participants.TryGetValue(participantId, out var listener))
        {
            Observe(hub.Clients.Client(listener.ConnectionId).SendAsync(message, content));
        }
    }

    public void Call(Guid participantId, string message)
    {
        if (_participants.TryGetValue(participantId, out var listener))
        {
            Observe(hub.Clients.Client(listener.ConnectionId).SendAsync(message));
        }
    }

    public void SendProblem(Guid participantId, string message, Refusal refusal)
    {
        if (_participants.TryGetValue(participantId, out var listener))
        {
            SendProblem(listener, message, refusal);
        }
    }

    /// <summary>Says why, and ends the connection.</summary>
    public void TakeOut(Guid participantId, Refusal refusal)
    {
        if (_participants.TryGetValue(participantId, out var listener))
        {
            Close(listener, refusal);
            Drop(participantId);
        }
    }

    public void Admit(Guid ticketId)
    {
        if (_waiting.Remove(ticketId, out var listener))
        {
            Observe(hub.Clients.Client(listener.ConnectionId).SendAsync(ConferenceMessages.Admitted));
        }
    }

    public void TurnAway(Guid ticketId, Refusal refusal)
    {
        if (_waiting.Remove(ticketId, out var listener))
        {
            SendProblem(listener, ConferenceMessages.Refused, refusal);
        }
    }

    public void Announce(string code)
    {
        foreach (var listener in _participants.Values)
        {
            var notice = new Notice(code, Texts.Get(listener.Language, "notice." + code));
            Observe(hub.Clients.Client(listener.ConnectionId).SendAsync(ConferenceMessages.Notice, notice));
        }
    }

    public void End(Refusal refusal)
    {
        foreach (var participant in _participants.Keys.ToArray())
        {
            SendProblem(participant, ConferenceMessages.Ended, refusal);
            Drop(participant);
        }

        foreach (var ticket in _waiting.Keys.ToArray())
        {
            TurnAway(ticket, refusal);
        }
    }

    private void Close(Listener listener, Refusal refusal) => _ = hub.Clients.Client(listener.ConnectionId)
        .SendAsync(ConferenceMessages.Removed, refusal.In(listener.Language))
        .ContinueWith(_ => listener.Abort(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

    private void SendProblem(Listener listener, string message, Refusal refusal) =>
        Observe(hub.Clients.Client(listener.ConnectionId).SendAsync(message, refusal.In(listener.Language)));

    private void Observe(Task sending)
    {
        if (!sending.IsCompletedSuccessfully)
        {
            _ = sending.ContinueWith(
                failed => LiveLog.NotSent(log, failed.Exception!, conferenceId),
                CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }
    }
}
