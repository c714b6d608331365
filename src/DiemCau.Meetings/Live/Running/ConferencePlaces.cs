using DiemCau.Meetings.Live.Conferences;
using DiemCau.Meetings.Shared.Problems;

namespace DiemCau.Meetings.Live.Running;

/// <summary>What one conference takes of the server's places, and for whom of it a place was promised. On the conference's own queue.</summary>
internal sealed class ConferencePlaces(Conference conference, ServerPlaces server, TimeProvider time)
{
    /// <summary>So long a newcomer takes to connect.</summary>
    private static readonly TimeSpan Arriving = TimeSpan.FromSeconds(10);

    private readonly Guid _id = conference.Identity.ConferenceId;
    private readonly Occasion _occasion = conference.Identity.Occasion;

    /// <summary>Those who were inside before a restart keep their places.</summary>
    public void Restore()
    {
        foreach (var participant in conference.Everybody.Where(participant => participant.Who.WithMedia))
        {
            server.Take(_id, _occasion, participant.Id, isExpected: true);
        }
    }

    /// <summary>Looks at the plan again when it is old; before anybody is let in.</summary>
    public Task RefreshAsync() => server.RefreshAsync(CancellationToken.None);

    public bool Has(Guid who) => server.Has(_id, who);

    public Refusal? Take(Newcomer who) => server.Take(_id, _occasion, who.Id, IsExpected(who));

    /// <summary>For somebody who only receives and is on no list.</summary>
    public Refusal? TakeForPlayer(Guid playerId) => server.Take(_id, _occasion, playerId, isExpected: false);

    public void Give(Guid who) => server.Give(_id, who);

    /// <summary>It has ended.</summary>
    public void GiveAll() => server.GiveAll(_id);

    /// <summary>
    /// An approved meeting was promised that each of its sites, and those who lead it, get in; further machines of a site and delegates were not.
    /// </summary>
    private bool IsExpected(Newcomer who) => _occasion.Kind == OccasionKind.Meeting && who.Capacity switch
    {
        Capacity.Chair or Capacity.Operator or Capacity.Secretary => true,
        Capacity.Site => !conference.Everybody.Any(other => other.Id != who.Id && other.Who.Site?.Id == who.Site?.Id && IsTaken(other)),
        _ => false,
    };

    /// <summary>Somebody sits there, or is about to. A seat that was left without a word, as by a power cut, keeps its site's next machine from nothing.</summary>
    private bool IsTaken(Participant seat) => seat.IsPresent || time.GetUtcNow() - seat.JoinedAt < Arriving;
}
