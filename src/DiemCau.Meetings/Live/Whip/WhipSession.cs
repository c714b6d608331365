using System.Collections.Concurrent;
using System.Security.Cryptography;
using DiemCau.Meetings.Live.Running;

namespace DiemCau.Meetings.Live.Whip;

/// <summary>One publisher or player at the standard doors, named by its Location.</summary>
/// <param name="Offer">As last given: an ICE restart brings only new credentials for it.</param>
/// <param name="TokenId">Of the bearer token by which it came.</param>
internal sealed record WhipSession(string Id, string Door, Guid OccasionId, Guid ConferenceId, Guid ParticipantId, MediaOffer Offer, Guid? TokenId)
{
    /// <summary>The entity tag of the present ICE session (RFC 9725 section 4.3).</summary>
    public string IceTag => $"\"{SdpLines.Attribute(Offer.Sdp, "ice-ufrag") ?? "none"}\"";
}

/// <summary>The sessions of this server. They end with their DELETE or with their transport.</summary>
internal sealed class WhipSessions
{
    private readonly ConcurrentDictionary<string, WhipSession> _sessions = new();

    private readonly ConcurrentDictionary<Guid, string> _byParticipant = new();

    public WhipSession Add(string door, LiveConference live, Guid participantId, MediaOffer offer, Guid? tokenId)
    {
        // Unguessable: who knows the Location and has a token of the occasion may end the session.
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        _byParticipant[participantId] = id;
        return _sessions[id] = new WhipSession(id, door, live.Occasion.Id, live.Id, participantId, offer, tokenId);
    }

    public WhipSession? Find(string door, Guid occasionId, string id) =>
        _sessions.TryGetValue(id, out var session) && session.Door == door && session.OccasionId == occasionId ? session : null;

    /// <summary>Those of a conference.</summary>
    public IReadOnlyList<WhipSession> In(Guid conferenceId) => [.. _sessions.Values.Where(session => session.ConferenceId == conferenceId)];

    /// <summary>The tokens by which they came.</summary>
    public IEnumerable<Guid> TokensIn(Guid conferenceId) => In(conferenceId).Select(session => session.TokenId).OfType<Guid>();

    public void Replace(WhipSession session) => _sessions[session.Id] = session;

    public void Remove(WhipSession session) => Forget(session.ParticipantId);

    /// <summary>Whether somebody is here by a standard door.</summary>
    public bool IsOf(Guid participantId) => _byParticipant.ContainsKey(participantId);

    /// <summary>Forgets the session of somebody who is gone.</summary>
    public void Forget(Guid participantId)
    {
        if (_byParticipant.TryRemove(participantId, out var id))
        {
            _sessions.TryRemove(id, out _);
        }
    }
}
