using DiemCau.Meetings.Live.Conferences;
using DiemCau.Meetings.Live.Signalling;

namespace DiemCau.Meetings.Live.Running;

/// <summary>Who waits for the chairs of rooms that are not open yet ("Chờ chủ trì mở phòng"). Lives as long as their connections.</summary>
internal sealed class Lobby
{
    private readonly Dictionary<Guid, Dictionary<Guid, (Newcomer Who, Listener Listener)>> _rooms = [];
    private readonly Lock _gate = new();

    /// <returns>False: this room's lobby is full.</returns>
    public bool TryWait(Guid roomId, Newcomer who, Listener listener)
    {
        lock (_gate)
        {
            if (!_rooms.TryGetValue(roomId, out var waiting))
            {
                _rooms[roomId] = waiting = [];
            }

            if (waiting.Count >= Door.MaximumParticipants && !waiting.ContainsKey(who.Id))
            {
                return false;
            }

            waiting[who.Id] = (who, listener);
            return true;
        }
    }

    public void Leave(Guid roomId, Guid ticketId, string connectionId)
    {
        lock (_gate)
        {
            if (_rooms.TryGetValue(roomId, out var waiting)
                && waiting.TryGetValue(ticketId, out var known)
                && known.Listener.ConnectionId == connectionId)
            {
                waiting.Remove(ticketId);
                if (waiting.Count == 0)
                {
                    _rooms.Remove(roomId);
                }
            }
        }
    }

    /// <summary>The room opens: everybody who waited for it.</summary>
    public IReadOnlyCollection<(Newcomer Who, Listener Listener)> Empty(Guid roomId)
    {
        lock (_gate)
        {
            return _rooms.Remove(roomId, out var waiting) ? waiting.Values : [];
        }
    }
}
