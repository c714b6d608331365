using DiemCau.Meetings.Live.Conferences;
using DiemCau.Meetings.Live.Signalling;
using DiemCau.Meetings.Live.Wire;
using DiemCau.Meetings.Shared.Problems;

namespace DiemCau.Meetings.Live.Running;

/// <summary>
/// A conference in motion: its queue, and what follows from each piece of work, in this order: the media engine is told who is heard,
/// persons are told what concerns them, and, at most every <see cref="Interval"/>, everybody gets the delta and the database the state.
/// </summary>
internal sealed class LiveConference
{
    /// <summary>
    /// One delta and one write per interval however many join: a storm of 250 costs a client twenty messages a second, and
    /// nobody sees the difference between now and 50 ms later.
    /// </summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private readonly Conference conference;
    private readonly LiveSurroundings surroundings;
    private readonly Action<LiveConference> onEnded;
    private readonly WorkQueue queue;
    private readonly Listeners listeners;
    private readonly Messenger messenger;
    private readonly StateKeeper keeper;
    private readonly ITimer timer;
    private readonly Reception reception = new();
    private readonly Audience audience;
    private readonly List<JournalLine> unwritten = [];
    private readonly TaskCompletionSource over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset flushedAt;
    private volatile bool closed;

    public LiveConference(Conference conference, LiveSurroundings surroundings, Action<LiveConference> onEnded)
    {
        this.conference = conference;
        this.surroundings = surroundings;
        this.onEnded = onEnded;
        Id = conference.Identity.ConferenceId;
        RoomId = conference.Identity.RoomId;
        OpenedAt = conference.Identity.OpenedAt;
        listeners = new Listeners(Id, surroundings.Hub, surroundings.Log);
        messenger = new Messenger(listeners);
        audience = new Audience(Id, surroundings);
        keeper = new StateKeeper(Id, surroundings.Store, surroundings.Time, surroundings.Log, reachable =>
            queue!.Post(() => listeners.Announce(reachable ? "database_back" : "database_unavailable")));
        queue = new WorkQueue(Follow, bug => LiveLog.WorkFailed(surroundings.Log, bug, Id));
        timer = surroundings.Time.CreateTimer(_ => queue.Post(() => { }), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        queue.Post(() => surroundings.Media.Apply(Id, conference.Programme()));
    }

    public Guid Id { get; }

    public Guid RoomId { get; }

    public DateTimeOffset OpenedAt { get; }

    /// <summary>How many take part, as of the last delta; for lists.</summary>
    public int Participants { get; private set; }

    public bool Locked { get; private set; }

    public bool HasEnded => closed;

    /// <summary>Completes when it has ended and the database knows it, so that the room may be opened anew.</summary>
    public Task Over => over.Task;

    private DateTimeOffset Now => surroundings.Time.GetUtcNow();

    /// <summary>Runs a verb on the conference's queue.</summary>
    public Task<T> AskAsync<T>(Func<Conference, DateTimeOffset, T> verb) => queue.AskAsync(() => verb(conference, Now));

    /// <summary>Null when the participant is not (or no longer) here.</summary>
    public Task<Snapshot?> SnapshotAsync(Guid participantId) => queue.AskAsync(() => SnapshotFor(participantId));

    /// <summary>Somebody with a participant's token listens; who was taken off the list meanwhile is back on it.</summary>
    public Task<Refusal?> ConnectAsync(Newcomer who, Listener listener) => queue.AskAsync(() =>
    {
        if (!conference.Holds(who.Id) && conference.Return(who, Now) is { } refusal)
        {
            return refusal;
        }

        conference.HubChanged(who.Id, on: true, Now);
        listeners.Add(who.Id, listener);
        listeners.Send(who.Id, ConferenceMessages.Snapshot, SnapshotFor(who.Id)!);
        return null;
    });

    public void Disconnect(Guid participantId, string connectionId) => queue.Post(() =>
    {
        if (listeners.Remove(participantId, connectionId))
        {
            conference.HubChanged(participantId, on: false, Now);
        }
    });

    /// <summary>Somebody with a ticket stands at the door and listens.</summary>
    public void Wait(Newcomer who, Listener listener) => queue.Post(() =>
    {
        listeners.AddWaiting(who.Id, listener);
        var entry = conference.AskToEnter(who, Now);
        if (entry.IsInside)
        {
            listeners.Admit(who.Id);
        }
        else if (entry.Refusal is { } refusal)
        {
            listeners.TurnAway(who.Id, refusal);
        }
    });

    public void StopWaiting(Guid ticketId, string connectionId) => queue.Post(() =>
    {
        if (listeners.RemoveWaiting(ticketId, connectionId))
        {
            conference.GiveUpWaiting(ticketId);
        }
    });

    public void TransportChanged(Guid participantId, MediaTransportState state) => queue.Post(() =>
    {
        if (audience.TransportChanged(participantId, state))
        {
            return;
        }

        conference.MediaChanged(participantId, state, Now);
        if (state is MediaTransportState.Closed && surroundings.WhipSessions.IsOf(participantId))
        {
            // An encoder has no other line that could come back; a browser's hub may still be there.
            conference.Leave(participantId, Now);
        }
    });

    public void SpeakerChanged(Guid? participantId) => queue.Post(() => conference.SpeakerChanged(participantId));

    public void SlotsChanged(Guid participantId, IReadOnlyList<MediaSlot> items) => queue.Post(() =>
    {
        if (conference.Holds(participantId))
        {
            listeners.Send(participantId, ConferenceMessages.Slots, reception.Take(participantId, items));
        }
    });

    public void LayersWanted(Guid participantId, MediaSource source, IReadOnlyList<string> rids) => queue.Post(() =>
    {
        if (source == MediaSource.Camera && conference.Holds(participantId))
        {
            listeners.Send(participantId, ConferenceMessages.SendLayers, new WantedLayers(rids));
        }
    });

    public void Measured(Guid participantId, MediaQuality measured) => queue.Post(() => Judge(participantId, line => line.Measured(measured)));

    public void Reported(Guid participantId, QualityReport report) => queue.Post(() => Judge(participantId, line => line.Reported(report)));

    /// <summary>Ends it whoever presides: its room is deleted.</summary>
    public Task EndAsync() => queue.AskAsync(() =>
    {
        conference.End(Now, by: null);
        return true;
    });

    /// <summary>Counts somebody who only receives and is on no list.</summary>
    public Task<bool> TryAddPlayerAsync(Guid playerId, int maximum) =>
        queue.AskAsync(() => !conference.Ended && audience.TryAdd(playerId, maximum));

    public void RemovePlayer(Guid playerId) => queue.Post(() => audience.Remove(playerId));

    /// <summary>Completes when all that has happened so far is written, or the time is over.</summary>
    public async Task WrittenAsync(TimeSpan patience)
    {
        await queue.AskAsync(() =>
        {
            Flush();
            return true;
        });
        await Task.WhenAny(keeper.SettledAsync(), Task.Delay(patience, surroundings.Time));
    }

    private Snapshot? SnapshotFor(Guid participantId) => conference.Holds(participantId)
        ? conference.SnapshotFor(participantId, reception.SlotsOf(participantId), Now)
        : null;

    private void Judge(Guid participantId, Func<LineQuality, LineVerdict> judge)
    {
        if (conference.Holds(participantId))
        {
            var (quality, reason) = judge(reception.LineOf(participantId));
            conference.QualityChanged(participantId, quality, reason);
        }
    }

    private void Follow()
    {
        if (closed)
        {
            return;
        }

        var due = conference.Settle(Now);
        if (conference.TakeProgramme() is { } programme && !conference.Ended)
        {
            surroundings.Media.Apply(Id, programme);
        }

        foreach (var telling in conference.TakeTellings())
        {
            messenger.Tell(telling);
        }

        if (conference.Ended)
        {
            Close();
            return;
        }

        var flushDue = flushedAt + Interval;
        if (flushDue <= Now)
        {
            Flush();
        }
        else if (conference.HasChanges && (due is null || flushDue < due))
        {
            due = flushDue;
        }

        timer.Change(due is { } at ? Later(at - Now) : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private void Flush()
    {
        var delta = conference.TakeDelta();
        if (delta is not null)
        {
            flushedAt = Now;
            (Participants, Locked) = (conference.Count, conference.Locked);
            foreach (var gone in delta.Left ?? [])
            {
                Forget(gone);
            }

            listeners.SendDelta(delta, conference.ChairId);
        }

        unwritten.AddRange(conference.TakeJournal());
        if (conference.TakeLastingChange() || unwritten.Count > 0 || delta?.Chat is not null)
        {
            Write(delta?.Chat ?? [], endedAt: null);
        }
    }

    private void Write(IReadOnlyList<ChatMessage> chat, DateTimeOffset? endedAt)
    {
        keeper.Keep(new ConferenceChange(conference.Capture(), chat, [.. unwritten], endedAt));
        unwritten.Clear();
    }

    private void Close()
    {
        closed = true;
        timer.Dispose();
        Participants = 0;
        unwritten.AddRange(conference.TakeJournal());
        var delta = conference.TakeDelta();
        Write(delta?.Chat ?? [], Now);
        audience.Close();
        foreach (var gone in delta?.Left ?? [])
        {
            surroundings.WhipSessions.Forget(gone);
        }

        surroundings.Media.Close(Id);
        LiveLog.Ended(surroundings.Log, Id);
        _ = keeper.SettledAsync().ContinueWith(
            _ =>
            {
                onEnded(this);
                over.SetResult();
            },
            TaskScheduler.Default);
    }

    private void Forget(Guid participantId)
    {
        surroundings.Media.Leave(Id, participantId);
        surroundings.WhipSessions.Forget(participantId);
        listeners.Drop(participantId);
        reception.Forget(participantId);
    }

    private static TimeSpan Later(TimeSpan wait) => wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
}
