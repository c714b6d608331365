using DiemCau.Meetings.Live.Conferences;
using DiemCau.Meetings.Shared.Problems;

namespace DiemCau.Meetings.Live.Running;

/// <summary>Those who only receive, by WHEP, and are on no list.</summary>
internal sealed class Audience(ConferenceIdentity conference, LiveSurroundings surroundings)
{
    private readonly HashSet<Guid> _players = [];

    /// <summary>A player takes a place of the server as everybody else does.</summary>
    public Refusal? Add(Guid playerId, int maximum)
    {
        if (_players.Count >= maximum)
        {
            return LiveRefusals.RoomFull;
        }

        if (surroundings.Places.Take(conference.ConferenceId, conference.Occasion, playerId, isExpected: false) is { } full)
        {
            return full;
        }

        _players.Add(playerId);
        return null;
    }

    public bool Holds(Guid playerId) => _players.Contains(playerId);

    public void Remove(Guid playerId)
    {
        if (_players.Remove(playerId))
        {
            surroundings.Places.Give(conference.ConferenceId, playerId);
        }
    }

    /// <summary>A player whose transport is gone does not come back by itself.</summary>
    /// <returns>False: the transport is no player's.</returns>
    public bool TransportChanged(Guid playerId, MediaTransportState state)
    {
        if (!_players.Contains(playerId))
        {
            return false;
        }

        if (state is MediaTransportState.Closed or MediaTransportState.Disconnected)
        {
            Remove(playerId);
            surroundings.WhipSessions.Forget(playerId);
            surroundings.Media.Leave(conference.ConferenceId, playerId);
        }

        return true;
    }

    public void Close()
    {
        foreach (var player in _players)
        {
            surroundings.WhipSessions.Forget(player);
        }
    }
}
