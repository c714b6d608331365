namespace DiemCau.Media.Observability;

/// <summary>
/// What happens in a conference, put into one order whatever thread it happened on, and what of it still holds. It is told from any thread
/// and kept where events leave the packet threads, so it needs no lock and holds nobody up.
/// </summary>
internal sealed class ConferenceStory(MediaEventQueue queue)
{
    private readonly Dictionary<Guid, ConferenceEvent> _seated = [];
    private readonly Dictionary<(Guid, SourceKind), ConferenceEvent> _sources = [];
    private readonly Dictionary<string, ConferenceEvent> _feeds = [];
    private readonly List<ConferenceFollower> _followers = [];
    private ConferenceEvent? _speaker;
    private long _number;
    private bool _isClosed;

    public void Tell(ConferenceEvent happened) => queue.Do(() => Take(happened));

    public void Follow(ConferenceFollower follower) => queue.Do(() => Begin(follower));

    private void Begin(ConferenceFollower follower)
    {
        foreach (var holds in Holding().OrderBy(static known => known.Number))
        {
            follower.TryTell(holds);
        }

        if (_isClosed)
        {
            follower.Complete(FollowEnd.Closed);
        }
        else
        {
            _followers.Add(follower);
        }
    }

    private IEnumerable<ConferenceEvent> Holding()
    {
        IEnumerable<ConferenceEvent> all = [.. _seated.Values, .. _sources.Values, .. _feeds.Values];
        return _speaker is null ? all : all.Append(_speaker);
    }

    private void Take(ConferenceEvent happened)
    {
        if (_isClosed)
        {
            return;
        }

        switch (happened)
        {
            case ParticipantSeated seated:
                _seated[seated.ParticipantId] = Pass(seated);
                break;
            case ParticipantLeft left:
                foreach (var (whose, source) in _sources.Keys.Where(key => key.Item1 == left.ParticipantId).ToList())
                {
                    Take(new SourceEnded(left.At, whose, source));
                }

                _seated.Remove(left.ParticipantId);
                Pass(left);
                break;
            case SourceBegan began when _seated.ContainsKey(began.ParticipantId):
                var place = (began.ParticipantId, began.Source);
                if (!_sources.TryGetValue(place, out var known) || ((SourceBegan)known).Codec != began.Codec)
                {
                    _sources[place] = Pass(began); // otherwise it goes on by another transport
                }

                break;
            case SourceEnded ended when _sources.Remove((ended.ParticipantId, ended.Source)):
                Pass(ended);
                break;
            case FeedShows { ParticipantId: null } nothing:
                _feeds.Remove(nothing.Feed);
                Pass(nothing);
                break;
            case FeedShows shows:
                _feeds[shows.Feed] = Pass(shows);
                break;
            case ActiveSpeaker speaker:
                _speaker = Pass(speaker);
                break;
            case ConferenceClosed closed:
                Pass(closed);
                Close();
                break;
        }
    }

    private ConferenceEvent Pass(ConferenceEvent happened)
    {
        var numbered = happened with { Number = ++_number };
        _followers.RemoveAll(follower => !follower.TryTell(numbered));
        return numbered;
    }

    private void Close()
    {
        _isClosed = true;
        _followers.ForEach(static follower => follower.Complete(FollowEnd.Closed));
        _followers.Clear();
        _seated.Clear();
        _sources.Clear();
        _feeds.Clear();
        _speaker = null;
    }
}
