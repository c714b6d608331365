using DiemCau.Meetings.Live.Conferences;
using DiemCau.Meetings.Live.Signalling;

namespace DiemCau.Meetings.Live.Running;

/// <summary>Who waits for conferences that are not open yet ("Chờ chủ trì mở phòng"). Lives as long as their connections.</summary>
internal sealed class Lobby
{
    private readonly Dictionary<Occasion, Dictionary<Guid, (Newcomer Who, Listener Listener)>> _waiting = [];
    private readonly Lock _gate = new();

    /// <returns>False: this lobby is full.</returns>
    public bool TryWait(Occasion occasion, Newcomer who, Listener listener)
    {
        lock (_gate)
        {
            if (!_waiting.TryGetValue(occasion, out var waiting))
            {
                _waiting[occasion] = waiting = [];
            }

            if (waiting.Count >= Door.MaximumParticipants && !waiting.ContainsKey(who.Id))
            {
                return false;
            }

            waiting[who.Id] = (who, listener);
            return true;
        }
    }

    public void Leave(Occasion occasion, Guid ticketId, string connectionId)
    {
        lock (_gate)
        {
            if (_waiting.TryGetValue(occasion, out var waiting)
                && waiting.TryGetValue(ticketId, out var known)
                && known.Listener.ConnectionId == connectionId)
            {
                waiting.Remove(ticketId);
                if (waiting.Count == 0)
                {
                    _waiting.Remove(occasion);
                }
            }
        }
    }

    /// <summary>It opens: everybody who waited for it.</summary>
    public IReadOnlyCollection<(Newcomer Who, Listener Listener)> Empty(Occasion occasion)
    {
        lock (_gate)
        {
            return _waiting.Remove(occasion, out var waiting) ? waiting.Values : [];
        }
    }
}
