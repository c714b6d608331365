using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace DiemCau.Meetings.Live.Whip;

/// <summary>One publisher or player at the standard doors, named by its Location.</summary>
/// <param name="Offer">As last given: an ICE restart brings only new credentials for it.</param>
internal sealed record WhipSession(string Id, string Door, Guid RoomId, Guid ConferenceId, Guid ParticipantId, MediaOffer Offer)
{
    /// <summary>The entity tag of the present ICE session (RFC 9725 section 4.3).</summary>
    public string IceTag => $"\"{SdpLines.Attribute(Offer.Sdp, "ice-ufrag") ?? "none"}\"";
}

/// <summary>The sessions of this server. They end with their DELETE or with their transport.</summary>
internal sealed class WhipSessions
{
    private readonly ConcurrentDictionary<string, WhipSession> _sessions = new();

    public WhipSession Add(string door, Guid roomId, Guid conferenceId, Guid participantId, MediaOffer offer)
    {
        // Unguessable: who knows the Location and has a token of the room may end the session.
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        return _sessions[id] = new WhipSession(id, door, roomId, conferenceId, participantId, offer);
    }

    public WhipSession? Find(string door, Guid roomId, string id) =>
        _sessions.TryGetValue(id, out var session) && session.Door == door && session.RoomId == roomId ? session : null;

    public void Replace(WhipSession session) => _sessions[session.Id] = session;

    public void Remove(WhipSession session) => _sessions.TryRemove(session.Id, out _);

    /// <summary>Whether somebody is here by a standard door.</summary>
    public bool IsOf(Guid participantId) => _sessions.Values.Any(session => session.ParticipantId == participantId);

    /// <summary>Forgets the sessions of somebody who is gone.</summary>
    public void Forget(Guid participantId)
    {
        foreach (var session in _sessions.Values.Where(session => session.ParticipantId == participantId))
        {
            Remove(session);
        }
    }
}
