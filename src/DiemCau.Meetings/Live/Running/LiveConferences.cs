using System.Collections.Concurrent;
using DiemCau.Meetings.Live.Conferences;
using DiemCau.Meetings.Live.Signalling;
using DiemCau.Meetings.Live.Tokens;
using Microsoft.Extensions.Hosting;
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
    private readonly ConcurrentDictionary<Guid, LiveConference> _byRoom = new();
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

    int IRunningConferences.Attended => Here().Count(live => live.Participants > 0);

    /// <summary>The conference as this server holds it; does not look into the database.</summary>
    public LiveConference? Here(Guid conferenceId) => _byId.GetValueOrDefault(conferenceId);

    /// <summary>All that this server holds, in no order.</summary>
    public IReadOnlyList<LiveConference> Here() => [.. _byId.Values.Where(live => !live.HasEnded)];

    public LiveConference? HereInRoom(Guid roomId) => _byRoom.GetValueOrDefault(roomId);

    /// <summary>Null when it has ended or never was.</summary>
    public Task<LiveConference?> FindAsync(Guid conferenceId, CancellationToken cancellation) =>
        FindAsync(_byId, conferenceId, _surroundings.Store.FindAsync, cancellation);

    /// <summary>The room's conference; null when the room is not open.</summary>
    public Task<LiveConference?> FindByRoomAsync(Guid roomId, CancellationToken cancellation) =>
        FindAsync(_byRoom, roomId, _surroundings.Store.FindByRoomAsync, cancellation);

    /// <summary>The room's conference, opened now if it is not. Null when there is no such room, or nothing is opened any more.</summary>
    public async Task<LiveConference?> OpenAsync(Guid roomId, CancellationToken cancellation)
    {
        if (await FindByRoomAsync(roomId, cancellation) is { } open)
        {
            return open;
        }

        if (_opensNoMore || await _surroundings.Store.DescribeAsync(roomId, cancellation) is not { } described)
        {
            return null;
        }

        var conference = new Conference(described.Identity, described.WaitingRoom);
        if (!await _surroundings.Store.TryOpenAsync(conference, cancellation))
        {
            return await FindByRoomAsync(roomId, cancellation);
        }

        await _finding.WaitAsync(cancellation);
        try
        {
            LiveLog.Opened(_surroundings.Log, described.Identity.ConferenceId, roomId);
            return Hold(conference);
        }
        finally
        {
            _finding.Release();
        }
    }

    /// <summary>A waiting ticket's holder has connected: to the conference's door, or to the lobby while the room is closed.</summary>
    public async Task WaitAsync(LiveToken ticket, Listener listener, CancellationToken cancellation)
    {
        if (await FindByRoomAsync(ticket.RoomId, cancellation) is { } open)
        {
            open.Wait(ticket.Who, listener);
        }
        else if (_lobby.TryWait(ticket.RoomId, ticket.Who, listener) && HereInRoom(ticket.RoomId) is not null)
        {
            // The chair came between the two looks.
            LetLobbyIn(ticket.RoomId);
        }
    }

    public void StopWaiting(LiveToken ticket, string connectionId)
    {
        _lobby.Leave(ticket.RoomId, ticket.Who.Id, connectionId);
        HereInRoom(ticket.RoomId)?.StopWaiting(ticket.Who.Id, connectionId);
    }

    /// <summary>The chair is inside: those who waited for it may come, or move on to the waiting room.</summary>
    public void LetLobbyIn(Guid roomId)
    {
        if (HereInRoom(roomId) is { } open)
        {
            foreach (var (who, listener) in _lobby.Empty(roomId))
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

    private async Task<LiveConference?> FindAsync(
        ConcurrentDictionary<Guid, LiveConference> known,
        Guid id,
        Func<Guid, CancellationToken, Task<Conference?>> load,
        CancellationToken cancellation)
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

            if (await load(id, cancellation) is not { } conference)
            {
                return null;
            }

            LiveLog.GoesOn(_surroundings.Log, conference.Identity.ConferenceId, conference.Count);
            return Hold(conference);
        }
        finally
        {
            _finding.Release();
        }
    }

    /// <summary>An ended conference must be ended in the database too, before the room is looked for there again.</summary>
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

    private LiveConference Hold(Conference conference)
    {
        // Opening and finding may meet: whoever comes second takes what the first one holds.
        return _byId.GetOrAdd(conference.Identity.ConferenceId, _ =>
        {
            var live = new LiveConference(conference, _surroundings, Release);
            _byRoom[live.RoomId] = live;
            return live;
        });
    }

    private void Release(LiveConference ended)
    {
        _byId.TryRemove(ended.Id, out _);
        _byRoom.TryRemove(KeyValuePair.Create(ended.RoomId, ended));
    }
}
