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

    /// <summary>Longer, and the database is away: what happened counts, and is written when it is back.</summary>
    public static readonly TimeSpan LongestWrite = TimeSpan.FromSeconds(2);

    private readonly Conference _conference;
    private readonly ConferenceViews _views;
    private readonly LiveSurroundings _surroundings;
    private readonly Action<LiveConference> _onEnded;
    private readonly WorkQueue _queue;
    private readonly Listeners _listeners;
    private readonly Messenger _messenger;
    private readonly StateKeeper _keeper;
    private readonly ChatKeeper _chat;
    private readonly ITimer _timer;
    private readonly Reception _reception = new();
    private readonly Audience _audience;
    private readonly ConferencePlaces _places;
    private readonly List<JournalLine> _unwritten = [];
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset _flushedAt;
    private int _writersAway;
    private volatile bool _closed;

    public LiveConference(RestoredConference restored, LiveSurroundings surroundings, Action<LiveConference> onEnded)
    {
        _conference = restored.Conference;
        _views = new ConferenceViews(_conference.Parts, restored.Version);
        _surroundings = surroundings;
        _onEnded = onEnded;
        Identity = _conference.Identity;
        Terms = _conference.Terms;
        _listeners = new Listeners(Id, surroundings.Hub, surroundings.Log);
        _messenger = new Messenger(_listeners);
        _places = new ConferencePlaces(_conference, surroundings.Places, surroundings.Time);
        _places.Restore();
        _audience = new Audience(Id, _places, surroundings);
        _keeper = new StateKeeper(
            Identity, surroundings.Store, surroundings.Time, surroundings.Log,
            Reachable, surroundings.Counters.SetAside);
        _chat = new ChatKeeper(Id, surroundings.Store, surroundings.Time, surroundings.Log, Reachable, surroundings.Counters.SetAside);
        _queue = new WorkQueue(Follow, bug => LiveLog.WorkFailed(surroundings.Log, bug, Id));
        _timer = surroundings.Time.CreateTimer(_ => _queue.Post(() => { }), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _queue.Post(() =>
        {
            surroundings.Media.Open(Id);
            surroundings.Media.Apply(Id, _conference.Programme());
        });
    }

    public ConferenceIdentity Identity { get; }

    public ConferenceTerms Terms { get; }

    public Guid Id => Identity.ConferenceId;

    public Occasion Occasion => Identity.Occasion;

    /// <summary>How many take part, as of the last delta; for lists.</summary>
    public int Participants { get; private set; }

    /// <summary>Different sites among them.</summary>
    public int Sites { get; private set; }

    public DateTimeOffset? SessionOpenedAt { get; private set; }

    public bool Locked { get; private set; }

    public bool HasEnded => _closed;

    /// <summary>Completes when it has ended and the database knows it, so that the room may be opened anew.</summary>
    public Task Over => _over.Task;

    private DateTimeOffset Now => _surroundings.Time.GetUtcNow();

    /// <summary>Runs a verb on the conference's queue.</summary>
    public Task<T> AskAsync<T>(Func<Conference, DateTimeOffset, T> verb) => _queue.AskAsync(() => verb(_conference, Now));

    /// <summary>
    /// Somebody writes to all. Everybody reads it at once; it is answered when the database has it, or with
    /// <see cref="LiveRefusals.ChatNotWritten"/> when that takes too long: then it is written as soon as it can be.
    /// </summary>
    /// <param name="messageId">
    /// The sender's own name of it: said again under it after a lost answer it is answered again and said once, also after a restart.
    /// </param>
    public async Task<Refusal?> SayAsync(Guid by, string text, Guid? messageId = null)
    {
        var (refusal, written) = await _queue.AskAsync<(Refusal?, Task<bool>?)>(() =>
        {
            if (messageId is { } name && _conference.Said(by, name) is { } said)
            {
                return (null, Written(said));
            }

            if (_conference.Holds(by) && !_reception.ChatBudgetOf(by).TrySpend(Now))
            {
                return (Refusals.TooManyAttempts(TimeSpan.FromSeconds(1)), null);
            }

            if (_conference.SendChat(by, messageId ?? Guid.CreateVersion7(Now), text, Now) is { } no)
            {
                return (no, null);
            }

            return (null, Written(_conference.Parts.Changes.Chat[^1]));
        });
        if (written is null)
        {
            return refusal;
        }

        try
        {
            return await written.WaitAsync(LongestWrite, _surroundings.Time) ? null : LiveRefusals.ChatNotWritten;
        }
        catch (TimeoutException)
        {
            return LiveRefusals.ChatNotWritten;
        }
    }

    /// <summary>
    /// The one door: somebody comes in (or back), its offer is answered and it sees what there is, all in one piece of the queue's work, so
    /// that nobody who was removed meanwhile gets a transport. An offer that cannot be used takes the newcomer back out.
    /// </summary>
    /// <param name="enter">Lets the newcomer in: <see cref="Conference.Enter"/> or <see cref="Conference.Return"/>.</param>
    /// <param name="offer">Null: without sound and picture.</param>
    public async Task<Seating> SeatAsync(Newcomer who, MediaOffer? offer, Func<Conference, DateTimeOffset, Entry> enter)
    {
        await _places.RefreshAsync();
        return await _queue.AskAsync(() => Seat(who, offer, enter));
    }

    /// <summary>A new offer of somebody who is here.</summary>
    public async Task<(string? Answer, Refusal? Refusal)> AnswerAsync(Guid participantId, MediaOffer offer)
    {
        await _places.RefreshAsync();
        return await _queue.AskAsync<(string?, Refusal?)>(() =>
        {
            if (_conference.Parts.Roster.Find(participantId) is not { Who: var who })
            {
                return (null, LiveRefusals.NotHere);
            }

            var hadPlace = _places.Has(participantId);
            if (_places.Take(who) is { } full)
            {
                return (null, full);
            }

            if (_conference.MediaOffered(participantId) is { } refusal)
            {
                GiveBack(participantId, hadPlace);
                return (null, refusal);
            }

            var answered = Answer(participantId, offer);
            if (answered.Sdp is null)
            {
                GiveBack(participantId, hadPlace);
                return (null, LiveRefusals.MediaOfferInvalid(answered.RefusalCode ?? "unknown"));
            }

            return (answered.Sdp, null);
        });
    }

    /// <summary>Null when the participant is not (or no longer) here.</summary>
    public Task<Snapshot?> SnapshotAsync(Guid participantId) => _queue.AskAsync(() => SnapshotFor(participantId));

    /// <summary>Somebody with a participant's token listens; who was taken off the list meanwhile is back on it.</summary>
    public Task<Refusal?> ConnectAsync(Newcomer who, Listener listener) => _queue.AskAsync(() =>
    {
        if (!_conference.Holds(who.Id) && _conference.Return(who, Now) is { } refusal)
        {
            return refusal;
        }

        _conference.HubChanged(who.Id, on: true, Now);
        _listeners.Add(who.Id, listener);
        _listeners.Send(who.Id, ConferenceMessages.Snapshot, SnapshotFor(who.Id)!);
        return null;
    });

    public void Disconnect(Guid participantId, string connectionId) => _queue.Post(() =>
    {
        if (_listeners.Remove(participantId, connectionId))
        {
            _conference.HubChanged(participantId, on: false, Now);
        }
    });

    /// <summary>Somebody with a ticket stands at the door and listens.</summary>
    public void Wait(Newcomer who, Listener listener) => _queue.Post(() =>
    {
        _listeners.AddWaiting(who.Id, listener);
        var entry = _conference.AskToEnter(who, Now);
        if (entry.IsInside)
        {
            _listeners.Admit(who.Id);
        }
        else if (entry.Refusal is { } refusal)
        {
            _listeners.TurnAway(who.Id, refusal);
        }
    });

    public void LoseWaiting(Guid ticketId, string connectionId) => _queue.Post(() =>
    {
        if (_listeners.RemoveWaiting(ticketId, connectionId))
        {
            _conference.LoseWaiting(ticketId, Now);
        }
    });

    public void GiveUpWaiting(Guid ticketId) => _queue.Post(() => _conference.GiveUpWaiting(ticketId));

    public void TransportChanged(Guid participantId, MediaTransportState state) => _queue.Post(() =>
    {
        if (_audience.TransportChanged(participantId, state))
        {
            return;
        }

        _conference.MediaChanged(participantId, state, Now);
        if (state is MediaTransportState.Closed && _surroundings.WhipSessions.IsOf(participantId))
        {
            // An encoder has no other line that could come back; a browser's hub may still be there.
            _conference.Leave(participantId, Now);
        }
    });

    public void SpeakerChanged(Guid? participantId) => _queue.Post(() => _conference.SpeakerChanged(participantId, Now));

    public void SlotsChanged(Guid participantId, IReadOnlyList<MediaSlot> items) => _queue.Post(() =>
    {
        if (_conference.Holds(participantId))
        {
            _listeners.Send(participantId, ConferenceMessages.Slots, _reception.Take(participantId, items));
        }
    });

    public void LayersWanted(Guid participantId, MediaSource source, IReadOnlyList<string> rids) => _queue.Post(() =>
    {
        if (source == MediaSource.Camera && _conference.Holds(participantId))
        {
            _listeners.Send(participantId, ConferenceMessages.SendLayers, new WantedLayers(rids));
        }
    });

    public void Measured(Guid participantId, MediaQuality measured) => _queue.Post(() => Judge(participantId, line => line.Measured(measured)));

    public void Reported(Guid participantId, QualityReport report) => _queue.Post(() => Judge(participantId, line => line.Reported(report)));

    /// <summary>Ends it whoever presides: its occasion is over, or gone.</summary>
    /// <param name="reason">For the journal.</param>
    public Task EndAsync(string? reason = null) => _queue.AskAsync(() =>
    {
        _conference.End(Now, reason: reason);
        return true;
    });

    /// <summary>Somebody who only receives and is on no list: counted and answered in one piece.</summary>
    public async Task<(string? Answer, Refusal? Refusal)> PlayAsync(Guid playerId, MediaOffer offer, MediaView view, int maximum)
    {
        await _places.RefreshAsync();
        return await _queue.AskAsync<(string?, Refusal?)>(() =>
        {
            if (_conference.Ended)
            {
                return (null, LiveRefusals.ConferenceEnded);
            }

            if (_audience.Add(playerId, maximum) is { } refusal)
            {
                return (null, refusal);
            }

            var answered = Answer(playerId, offer);
            if (answered.Sdp is null)
            {
                _audience.Remove(playerId);
                _surroundings.Media.Leave(Id, playerId);
                return (null, LiveRefusals.MediaOfferInvalid(answered.RefusalCode ?? "unknown"));
            }

            _surroundings.Media.SetView(Id, playerId, view);
            return (answered.Sdp, null);
        });
    }

    /// <summary>New credentials of somebody who plays or publishes by a standard door; null: it is not here any more.</summary>
    public Task<MediaAnswer?> RestartIceAsync(Guid id, MediaOffer offer) => _queue.AskAsync(() =>
        _conference.Holds(id) || _audience.Holds(id) ? Answer(id, offer) : null);

    public void RemovePlayer(Guid playerId) => _queue.Post(() => _audience.Remove(playerId));

    /// <summary>Completes when all that has happened so far is written, or the time is over.</summary>
    public async Task WrittenAsync(TimeSpan patience)
    {
        await _queue.AskAsync(() =>
        {
            Flush();
            return true;
        });
        await Task.WhenAny(SettledAsync(), Task.Delay(patience, _surroundings.Time));
    }

    /// <summary>Writes it, again if need be: the database keeps one of each name.</summary>
    /// <returns>Completes with whether it is kept; at once with false while the database is known to be away.</returns>
    private Task<bool> Written(ChatMessage said)
    {
        var kept = _chat.Keep(said);
        return _writersAway > 0 && !kept.IsCompleted ? Task.FromResult(false) : kept;
    }

    private Seating Seat(Newcomer who, MediaOffer? offer, Func<Conference, DateTimeOffset, Entry> enter)
    {
        var (wasHere, hadPlace) = (_conference.Holds(who.Id), _places.Has(who.Id));
        if (offer is not null && _places.Take(who) is { } full)
        {
            return new Seating(full, null, null);
        }

        var entry = enter(_conference, Now);
        if (!entry.IsInside)
        {
            GiveBack(who.Id, hadPlace);
            return new Seating(entry, null, null);
        }

        string? answer = null;
        if (offer is not null)
        {
            var answered = Answer(who.Id, offer);
            if (answered.Sdp is null)
            {
                if (!wasHere)
                {
                    _conference.Leave(who.Id, Now);
                }

                GiveBack(who.Id, hadPlace);
                return new Seating(LiveRefusals.MediaOfferInvalid(answered.RefusalCode ?? "unknown"), null, null);
            }

            answer = answered.Sdp;
        }

        return new Seating(entry, answer, SnapshotFor(who.Id));
    }

    /// <summary>What it was let in for has not come about.</summary>
    private void GiveBack(Guid who, bool hadPlace)
    {
        if (!hadPlace)
        {
            _places.Give(who);
        }
    }

    private Task SettledAsync() => Task.WhenAll(_keeper.SettledAsync(), _chat.SettledAsync());

    /// <summary>State and chat are written by themselves; everybody is told once that the database is away, and once that it is back.</summary>
    private void Reachable(bool reachable) => _queue.Post(() =>
    {
        _writersAway += reachable ? -1 : 1;
        if (_writersAway == (reachable ? 0 : 1))
        {
            _listeners.Announce(reachable ? "database_back" : "database_unavailable");
        }
    });

    /// <summary>On the queue alone, of somebody who is here: the engine answers nobody else.</summary>
    private MediaAnswer Answer(Guid id, MediaOffer offer)
    {
        _surroundings.Media.Seat(Id, id);
        return _surroundings.Media.Answer(Id, id, offer);
    }

    private Snapshot? SnapshotFor(Guid participantId) => _conference.Holds(participantId)
        ? _views.SnapshotFor(participantId, _reception.SlotsOf(participantId), Now)
        : null;

    private void Judge(Guid participantId, Func<LineQuality, LineVerdict> judge)
    {
        if (_conference.Holds(participantId))
        {
            var (quality, reason) = judge(_reception.LineOf(participantId));
            _conference.QualityChanged(participantId, quality, reason);
        }
    }

    private void Follow()
    {
        if (_closed)
        {
            return;
        }

        var due = _conference.Settle(Now);
        if (_conference.TakeProgramme() is { } programme && !_conference.Ended)
        {
            _surroundings.Media.Apply(Id, programme);
        }

        foreach (var telling in _conference.TakeTellings())
        {
            _messenger.Tell(telling);
        }

        if (_conference.Ended)
        {
            Close();
            return;
        }

        var flushDue = _flushedAt + Interval;
        if (flushDue <= Now)
        {
            Flush();
        }
        else if (_conference.HasChanges && (due is null || flushDue < due))
        {
            due = flushDue;
        }

        _timer.Change(due is { } at ? Later(at - Now) : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private void Flush()
    {
        if (_closed)
        {
            return; // its last state, with its end, is written already
        }

        var delta = _views.TakeDelta();
        if (delta is not null)
        {
            _flushedAt = Now;
            (Participants, Locked, SessionOpenedAt) = (_conference.Count, _conference.Locked, _conference.SessionOpenedAt);
            Sites = _conference.Everybody.Select(who => who.Who.Site?.Id).OfType<Guid>().Distinct().Count();
            foreach (var gone in delta.Left ?? [])
            {
                Forget(gone);
            }

            _listeners.SendDelta(delta, delta.Waiting is null ? [] : _views.Directing());
        }

        _unwritten.AddRange(_conference.TakeJournal());
        if (_conference.TakeLastingChange() || _unwritten.Count > 0)
        {
            Write(endedAt: null);
        }
    }

    private void Write(DateTimeOffset? endedAt)
    {
        _keeper.Keep(new ConferenceChange(_conference.Capture(), _views.Version, [.. _unwritten], endedAt));
        _unwritten.Clear();
    }

    private void Close()
    {
        _closed = true;
        _timer.Dispose();
        Participants = 0;
        _unwritten.AddRange(_conference.TakeJournal());
        var delta = _views.TakeDelta();
        Write(Now);
        _audience.Close();
        foreach (var gone in delta?.Left ?? [])
        {
            _surroundings.WhipSessions.Forget(gone);
        }

        _places.GiveAll();
        _surroundings.Media.Close(Id);
        LiveLog.Ended(_surroundings.Log, Id);
        _ = SettledAsync().ContinueWith(
            _ =>
            {
                _onEnded(this);
                _over.SetResult();
            },
            TaskScheduler.Default);
    }

    private void Forget(Guid participantId)
    {
        _surroundings.Media.Leave(Id, participantId);
        _places.Give(participantId);
        _surroundings.WhipSessions.Forget(participantId);
        _listeners.Drop(participantId);
        _reception.Forget(participantId);
    }

    private static TimeSpan Later(TimeSpan wait) => wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
}
