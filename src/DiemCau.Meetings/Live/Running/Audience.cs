using DiemCau.Meetings.Shared.Problems;

namespace DiemCau.Meetings.Live.Running;

/// <summary>Those who only receive, by WHEP, and are on no list.</summary>
internal sealed class Audience(Guid conferenceId, ConferencePlaces places, LiveSurroundings surroundings)
{
    private readonly HashSet<Guid> _players = [];

    /// <summary>A player takes a place of the server as everybody else does.</summary>
    public Refusal? Add(Guid playerId, int maximum)
    {
        if (_players.Count >= maximum)
        {
            return LiveRefusals.RoomFull;
        }

        if (places.TakeForPlayer(playerId) is { } full)
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
            places.Give(playerId);
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
            surroundings.Media.Leave(conferenceId, playerId);
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
