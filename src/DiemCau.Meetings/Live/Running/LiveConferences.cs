using System.Collections.Concurrent;
using DiemCau.Meetings.Live.Conferences;
using DiemCau.Meetings.Live.Signalling;
using DiemCau.Meetings.Live.Tokens;
using Microsoft.Extensions.Hosting;
using DiemCau.Meetings.Shared.Problems;
using Npgsql;

namespace DiemCau.Meetings.Live.Running;

/// <summary>
/// The conferences that live on this server: opened here, or found in the database on first touch after a restart.
/// </summary>
internal sealed class LiveConferences : IHostedService, IMediaPlaneListener, IRunningConferences, IDisposable
{
    /// <summary>How long a stopping server waits for its last writes.</summary>
    private static readonly TimeSpan LastWrites = TimeSpan.FromSeconds(5);

    private readonly LiveSurroundings _surroundings;
    private readonly ConcurrentDictionary<Guid, LiveConference> _byId = new();
    private readonly ConcurrentDictionary<Occasion, LiveConference> _byOccasion = new();
    private readonly SemaphoreSlim _finding = new(1);
    private readonly Lobby _lobby = new();
    private volatile bool _opensNoMore;

    public LiveConferences(LiveSurroundings surroundings)
    {
        _surroundings = surroundings;
        surroundings.Media.Listen(this);
    }

    /// <summary>The server is about to stop.</summary>
    public bool OpensNoMore => _opensNoMore;

    long IRunningConferences.RowsSetAside => _surroundings.Counters.RowsSetAside;

    int IRunningConferences.PlacesInUse => _surroundings.Places.InUse;

    long IRunningConferences.RefusedFull => _surroundings.Counters.RefusedFull;

    int IRunningConferences.Attended => Here().Count(live => live.Participants > 0);

    /// <summary>The conference as this server holds it; does not look into the database.</summary>
    public LiveConference? Here(Guid conferenceId) => _byId.GetValueOrDefault(conferenceId);

    /// <summary>All that this server holds, in no order.</summary>
    public IReadOnlyList<LiveConference> Here() => [.. _byId.Values.Where(live => !live.HasEnded)];

    public LiveConference? HereFor(Occasion occasion) => _byOccasion.GetValueOrDefault(occasion);

    /// <summary>Null when it has ended or never was.</summary>
    public Task<LiveConference?> FindAsync(Guid conferenceId, CancellationToken cancellation) =>
        FindAsync(_byId, conferenceId, _surroundings.Store.FindAsync, cancellation);

    /// <summary>The conference held for an occasion; null when none is open.</summary>
    public Task<LiveConference?> FindForAsync(Occasion occasion, CancellationToken cancellation) =>
        FindAsync(_byOccasion, occasion, _surroundings.Store.FindByOccasionAsync, cancellation);

    /// <summary>The occasion's conference, opened now if it is not.</summary>
    /// <returns>Both null: there is no such occasion, or nothing is opened any more.</returns>
    public async Task<(LiveConference? Live, Refusal? Refusal)> OpenAsync(Occasion occasion, CancellationToken cancellation)
    {
        if (await FindForAsync(occasion, cancellation) is { } open)
        {
            return (open, null);
        }

        if (_opensNoMore)
        {
            return (null, LiveRefusals.ServerStopping);
        }

        var (conference, refusal) = await _surroundings.Store.TryOpenAsync(occasion, cancellation);
        if (conference is null)
        {
            return (refusal is null ? await FindForAsync(occasion, cancellation) : null, refusal);
        }

        await _finding.WaitAsync(cancellation);
        try
        {
            LiveLog.Opened(_surroundings.Log, conference.Identity.ConferenceId, occasion.Kind, occasion.Id);
            return (Hold(new(conference, 0)), null);
        }
        finally
        {
            _finding.Release();
        }
    }

    /// <summary>What somebody came with does not count any more: it leaves every conference here at once.</summary>
    public Task ExpelAsync(Func<Newcomer, bool> whom) => Task.WhenAll(Here().Select(live => live.AskAsync((conference, now) =>
    {
        conference.Expel(whom, now);
        return true;
    })));

    /// <summary>A waiting ticket's holder has connected: to the conference's door, or to the lobby while the room is closed.</summary>
    public async Task WaitAsync(LiveToken ticket, Listener listener, CancellationToken cancellation)
    {
        if (await FindForAsync(ticket.Occasion, cancellation) is { } open)
        {
            open.Wait(ticket.Who, listener);
        }
        else if (_lobby.TryWait(ticket.Occasion, ticket.Who, listener) && HereFor(ticket.Occasion) is not null)
        {
            // The chair came between the two looks.
            LetLobbyIn(ticket.Occasion);
        }
    }

    /// <summary>Its holder is not connected any more, for a moment or for good.</summary>
    public void LoseWaiting(LiveToken ticket, string connectionId)
    {
        _lobby.Leave(ticket.Occasion, ticket.Who.Id, connectionId);
        HereFor(ticket.Occasion)?.LoseWaiting(ticket.Who.Id, connectionId);
    }

    /// <summary>Its holder waits no more.</summary>
    public void GiveUpWaiting(LiveToken ticket, string connectionId)
    {
        _lobby.Leave(ticket.Occasion, ticket.Who.Id, connectionId);
        HereFor(ticket.Occasion)?.GiveUpWaiting(ticket.Who.Id);
    }

    /// <summary>The chair is inside: those who waited for it may come, or move on to the waiting room.</summary>
    public void LetLobbyIn(Occasion occasion)
    {
        if (HereFor(occasion) is { } open)
        {
            foreach (var (who, listener) in _lobby.Empty(occasion))
            {
                open.Wait(who, listener);
            }
        }
    }

    /// <summary>Goes on with the conferences that lived when the server was stopped, so that their absences run out even if nobody returns.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var id in await _surroundings.Store.LiveAsync(cancellationToken))
            {
                await FindAsync(id, cancellationToken);
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LiveLog.NotResumed(_surroundings.Log, failure);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_byId.Values.Select(live => live.WrittenAsync(LastWrites)));

    public void Dispose() => _finding.Dispose();

    void IRunningConferences.OpenNoMore() => _opensNoMore = true;

    void IMediaPlaneListener.TransportChanged(Guid conferenceId, Guid participantId, MediaTransportState state) =>
        Here(conferenceId)?.TransportChanged(participantId, state);

    void IMediaPlaneListener.ActiveSpeakerChanged(Guid conferenceId, Guid? participantId) => Here(conferenceId)?.SpeakerChanged(participantId);

    void IMediaPlaneListener.SlotsChanged(Guid conferenceId, Guid participantId, IReadOnlyList<MediaSlot> slots) =>
        Here(conferenceId)?.SlotsChanged(participantId, slots);

    void IMediaPlaneListener.LayersWanted(Guid conferenceId, Guid participantId, MediaSource source, IReadOnlyList<string> rids) =>
        Here(conferenceId)?.LayersWanted(participantId, source, rids);

    void IMediaPlaneListener.QualityMeasured(Guid conferenceId, Guid participantId, MediaQuality quality) =>
        Here(conferenceId)?.Measured(participantId, quality);

    private async Task<LiveConference?> FindAsync<TKey>(
        ConcurrentDictionary<TKey, LiveConference> known,
        TKey id,
        Func<TKey, CancellationToken, Task<RestoredConference?>> load,
        CancellationToken cancellation)
        where TKey : notnull
    {
        if (known.TryGetValue(id, out var here))
        {
            if (!here.HasEnded)
            {
                return here;
            }

            await WrittenOffAsync(here, cancellation);
        }

        // One at a time: two requests of the same moment must not restore the same conference twice.
        await _finding.WaitAsync(cancellation);
        try
        {
            if (known.TryGetValue(id, out here))
            {
                return here;
            }

            if (await load(id, cancellation) is not { } found)
            {
                return null;
            }

            LiveLog.GoesOn(_surroundings.Log, found.Conference.Identity.ConferenceId, found.Conference.Count);
            return Hold(found);
        }
        finally
        {
            _finding.Release();
        }
    }

    /// <summary>An ended conference must be ended in the database too, before its occasion is looked for there again.</summary>
    private async Task WrittenOffAsync(LiveConference ended, CancellationToken cancellation)
    {
        try
        {
            await ended.Over.WaitAsync(LastWrites, _surroundings.Time, cancellation);
        }
        catch (TimeoutException late)
        {
            throw new NpgsqlException("The end of the conference could not be written yet", late);
        }
    }

    /// <summary>Within <see cref="_finding"/>: opening and finding may meet, and whoever comes second takes what the first one holds.</summary>
    private LiveConference Hold(RestoredConference found)
    {
        if (_byId.TryGetValue(found.Conference.Identity.ConferenceId, out var here))
        {
            return here;
        }

        var live = new LiveConference(found, _surroundings, Release);
        _byId[live.Id] = live;
        _byOccasion[live.Occasion] = live;
        return live;
    }

    private void Release(LiveConference ended)
    {
        _byId.TryRemove(ended.Id, out _);
        _byOccasion.TryRemove(KeyValuePair.Create(ended.Occasion, ended));
    }
}
