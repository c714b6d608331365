using System.Collections.Concurrent;
using System.Numerics;
using DiemCau.Media.Observability;
using DiemCau.Media.Routing.Voices;
using DiemCau.Media.Workers;

namespace DiemCau.Media.Routing;

/// <summary>
/// A conference of the media engine: who has a seat, what the programme lets be heard and seen, and a shard per worker. The control side
/// (any thread, under the lock) changes it and tells the shards; packets only read.
/// </summary>
internal sealed class Conference
{
    private readonly ConferenceShard[] _shards;
    private readonly ConcurrentDictionary<Guid, Participant> _participants = new();
    private readonly Lock _control = new();
    private readonly SpeakerSelection _speakers;
    private Programme _programme = Programme.Empty;
    private long _appliedAt;
    private volatile FeedTable _feeds = FeedTable.Empty;
    private volatile PrivateVoices _privateVoices = PrivateVoices.None;
    private bool _isClosed;

    /// <param name="workers">All of the engine's, by their index.</param>
    public Conference(Guid id, IReadOnlyList<WorkerRouting> workers, MediaEventQueue events)
    {
        Id = id;
        Events = events;
        Story = new ConferenceStory(events);
        _shards = [.. workers.Select(worker => new ConferenceShard(this, worker))];
        _speakers = new SpeakerSelection(this);

        // Conferences spread their selections over the workers.
        Home = workers[(int)((uint)id.GetHashCode() % workers.Count)].Worker;
    }

    public Guid Id { get; }

    public MediaEventQueue Events { get; }

    /// <summary>What happens here, for those who follow it.</summary>
    public ConferenceStory Story { get; }

    /// <summary>The worker that selects the speakers.</summary>
    public Worker Home { get; }

    public int WorkerCount => _shards.Length;

    /// <summary>What the programme shows now.</summary>
    public FeedTable Feeds => _feeds;

    /// <summary>Who hears whose private word now.</summary>
    public PrivateVoices PrivateVoices => _privateVoices;

    public ICollection<Participant> Participants => _participants.Values;

    /// <summary>Has it looked after. Once.</summary>
    public void Start()
    {
        Home.Post(_ => Home.AddTicking(_speakers));
        foreach (var shard in _shards)
        {
            shard.Worker.Post(_ => shard.Worker.AddTicking(shard));
        }
    }

    public Participant? Find(Guid id) => _participants.TryGetValue(id, out var participant) ? participant : null;

    public ConferenceShard ShardOn(Worker worker) => _shards[worker.Index];

    /// <summary>Gives a participant a seat; who has one keeps it.</summary>
    /// <returns>False for a conference that was closed.</returns>
    public bool TrySeat(Guid id, long now)
    {
        lock (_control)
        {
            if (_isClosed)
            {
                return false;
            }

            if (!_participants.ContainsKey(id))
            {
                var participant = new Participant(id, this);
                _participants[id] = participant;
                Story.Tell(new ParticipantSeated(TimeSpan.FromMicroseconds(now), id));
                Allow(participant);
                Resolve();
            }

            return true;
        }
    }

    /// <summary>Gives a seated participant another transport, in place of the one it had.</summary>
    /// <returns>False for one that has left meanwhile.</returns>
    public bool TryAttach(Participant participant, Transport transport)
    {
        Transport? before;
        lock (_control)
        {
            if (!_participants.TryGetValue(participant.Id, out var seated) || seated != participant)
            {
                return false;
            }

            before = participant.Transport;
            participant.Transport = transport;
        }

        before?.CloseSoon();
        return true;
    }

    public void Remove(Guid id, long now)
    {
        lock (_control)
        {
            if (!_participants.TryRemove(id, out var participant))
            {
                return;
            }

            participant.Transport?.CloseSoon();
            Story.Tell(new ParticipantLeft(TimeSpan.FromMicroseconds(now), id));
            Home.Post(_ => _speakers.Remove(participant.Microphone));
            Resolve();
        }
    }

    public void Apply(Programme next, long now)
    {
        lock (_control)
        {
            TellFeeds(_programme, next, now);
            _programme = next;
            _appliedAt = now;
            foreach (var participant in _participants.Values)
            {
                Allow(participant);
            }

            Resolve();
        }
    }

    public void Close(long now)
    {
        lock (_control)
        {
            _isClosed = true;
            foreach (var participant in _participants.Values)
            {
                participant.Transport?.CloseSoon();
            }

            Story.Tell(new ConferenceClosed(TimeSpan.FromMicroseconds(now)));
            _participants.Clear();
            _programme = Programme.Empty;
            Home.Post(_ => Home.RemoveTicking(_speakers));
            foreach (var shard in _shards)
            {
                shard.Worker.Post(_ => shard.Close());
            }
        }
    }

    /// <summary>The first half's last step for a publisher's packet: to every worker that has receivers of its stream.</summary>
    public void Route(Worker worker, in RoutedPacket packet)
    {
        var watching = packet.Stream.SubscribedWorkers;
        if (watching == 0)
        {
            worker.Counters.Drop(DropReason.NobodyWatches);
            return;
        }

        for (; watching != 0; watching &= watching - 1)
        {
            var shard = _shards[BitOperations.TrailingZeroCount(watching)];
            if (shard.Worker == worker)
            {
                shard.Enqueue(packet);
                continue;
            }

            packet.Buffer.AddReference();
            if (!shard.TryPost(packet))
            {
                packet.Buffer.Release();
                worker.Counters.Drop(DropReason.InboxFull);
            }
        }
    }

    /// <summary>From a publisher's worker: a microphone sends, so it may be heard from now on.</summary>
    public void Listen(Source microphone) => Home.Post(_ =>
    {
        if (_participants.ContainsKey(microphone.Owner.Id))
        {
            _speakers.Add(microphone);
        }

        if (microphone.Audience.Listeners is not null)
        {
            AssignAll(); // no selection has to come first
        }
    });

    /// <summary>From the home worker: these voices are forwarded from now on.</summary>
    public void VoicesChanged(Source[] voices)
    {
        foreach (var shard in _shards)
        {
            shard.Worker.Post(now => shard.SetVoices(voices, now));
        }
    }

    public void ActiveSpeakerChanged(Source? speaker, long now)
    {
        var who = speaker?.Owner.Id;
        Story.Tell(new ActiveSpeaker(TimeSpan.FromMicroseconds(now), who));
        Events.Raise(listener => listener.ActiveSpeakerChanged(Id, who));
    }

    /// <summary>From the home worker.</summary>
    public void MicrophoneChanged(Source microphone, MicrophoneReport report)
    {
        var whose = microphone.Owner.Id;
        Events.Raise(listener => listener.MicrophoneChanged(Id, whose, report));
    }

    /// <summary>From the publisher's worker.</summary>
    public void PictureChanged(Source picture)
    {
        var (whose, report) = (picture.Owner.Id, picture.Picture!);
        Events.Raise(listener => listener.PictureChanged(Id, whose, picture.Kind, report));
    }

    private void Allow(Participant participant)
    {
        participant.Microphone.Audience.Set(
            _programme.MayBeHeard.Contains(participant.Id), _programme.PrivateVoices?.GetValueOrDefault(participant.Id), _appliedAt);
        participant.Camera.IsShown = _programme.MayBeSeen.Contains(participant.Id);
        participant.Screen.IsShown = _programme.Feeds.Any(
            feed => feed.Source == SourceKind.Screen && feed.ParticipantId == participant.Id);
    }

    private void TellFeeds(Programme before, Programme next, long now)
    {
        var at = TimeSpan.FromMicroseconds(now);
        foreach (var feed in next.Feeds.Except(before.Feeds))
        {
            Story.Tell(new FeedShows(at, feed.Name, feed.ParticipantId, feed.Source));
        }

        foreach (var gone in before.Feeds.Where(feed => feed.ParticipantId is not null && next.Feeds.All(other => other.Name != feed.Name)))
        {
            Story.Tell(new FeedShows(at, gone.Name, null, gone.Source));
        }
    }

    /// <summary>Finds the programme's participants (they may join after it names them) and has all slots looked at.</summary>
    private void Resolve()
    {
        _feeds = new FeedTable(_programme, _appliedAt, _feeds, Find);
        _privateVoices = new PrivateVoices(_programme, Find);
        AssignAll();
    }

    private void AssignAll()
    {
        foreach (var shard in _shards)
        {
            shard.Worker.Post(shard.AssignAll);
        }
    }
}
