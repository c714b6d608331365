namespace DiemCau.Meetings.Live.Running;

/// <summary>Those who only receive, by WHEP, and are on no list.</summary>
internal sealed class Audience(Guid conferenceId, LiveSurroundings surroundings)
{
    private readonly HashSet<Guid> _players = [];

    public bool TryAdd(Guid playerId, int maximum) => _players.Count < maximum && _players.Add(playerId);

    public bool Holds(Guid playerId) => _players.Contains(playerId);

    public void Remove(Guid playerId) => _players.Remove(playerId);

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
            _players.Remove(playerId);
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
