using System.Collections.Concurrent;
using DiemCau.Media.Observability;
using DiemCau.Media.Routing.Voices;
using DiemCau.Media.Workers;

namespace DiemCau.Media.Routing;

/// <summary>
/// A conference of the media engine: who takes part, what the programme lets be heard and seen, and a shard per worker. The control side
/// (any thread, under the lock) changes it and tells the shards; packets only read.
/// </summary>
internal sealed class Conference
{
    private readonly ConferenceShard[] _shards;
    private readonly ConcurrentDictionary<Guid, Participant> _participants = new();
    private readonly Lock _control = new();
    private readonly SpeakerSelection _speakers;
    private Programme _programme = Programme.Empty;
    private volatile Participant? _podium;
    private volatile Participant? _previousPodium;
    private volatile Participant? _screen;

    public Conference(Guid id, IReadOnlyList<MediaWorker> workers, MediaEventQueue events)
    {
        Id = id;
        Events = events;
        _shards = [.. workers.Select(worker => new ConferenceShard(this, worker))];
        _speakers = new SpeakerSelection(this);

        // Conferences spread their selections over the workers.
        var home = workers[(int)((uint)id.GetHashCode() % workers.Count)];
        home.Post(_ => home.AddTicking(_speakers));
        Home = home;
        foreach (var shard in _shards)
        {
            shard.Worker.Post(_ => shard.Worker.AddTicking(shard));
        }
    }

    public Guid Id { get; }

    public MediaEventQueue Events { get; }

    /// <summary>The worker that selects the speakers.</summary>
    public MediaWorker Home { get; }

    public int WorkerCount => _shards.Length;

    public Participant? Podium => _podium;

    /// <summary>Whom the one at the podium sees there.</summary>
    public Participant? PreviousPodium => _previousPodium;

    public Participant? Screen => _screen;

    public ICollection<Participant> Participants => _participants.Values;

    public Participant? Find(Guid id) => _participants.TryGetValue(id, out var participant) ? participant : null;

    public ConferenceShard ShardOn(MediaWorker worker) => _shards[worker.Index];

    public Participant FindOrAdd(Guid id)
    {
        lock (_control)
        {
            if (_participants.TryGetValue(id, out var known))
            {
                return known;
            }

            var participant = new Participant(id, this);
            _participants[id] = participant;
            Home.Post(_ => _speakers.Add(participant.Microphone));
            Allow(participant);
            Resolve();
            return participant;
        }
    }

    public void Remove(Guid id)
    {
        lock (_control)
        {
            if (!_participants.TryRemove(id, out var participant))
            {
                return;
            }

            participant.Transport?.CloseSoon();
            Home.Post(_ => _speakers.Remove(participant.Microphone));
            if (_previousPodium == participant)
            {
                _previousPodium = null;
            }

            Resolve();
        }
    }

    public void Apply(Programme next)
    {
        lock (_control)
        {
            _programme = next;
            foreach (var participant in _participants.Values)
            {
                Allow(participant);
            }

            Resolve();
        }
    }

    public void Close()
    {
        lock (_control)
        {
            foreach (var participant in _participants.Values)
            {
                participant.Transport?.CloseSoon();
            }

            _participants.Clear();
            _programme = Programme.Empty;
            Home.Post(_ => Home.RemoveTicking(_speakers));
            foreach (var shard in _shards)
            {
                shard.Worker.Post(_ => shard.Close());
            }
        }
    }

    /// <summary>The spine's last step for a publisher's packet: to every worker that has receivers of its stream.</summary>
    public void Route(MediaWorker worker, in RoutedPacket packet)
    {
        var watching = packet.Stream.SubscribedWorkers;
        if (watching == 0)
        {
            worker.Counters.Drop(DropReason.NobodyWatches);
            return;
        }

        for (var i = 0; watching != 0; i++, watching >>= 1)
        {
            if ((watching & 1) == 0)
            {
                continue;
            }

            var shard = _shards[i];
            if (shard.Worker == worker)
            {
                shard.Enqueue(packet);
                continue;
            }

            packet.Buffer.AddReference();
            if (!shard.Worker.TryPost(new WorkerMessage(WorkerMessageKind.Packet, packet.Buffer, Shard: shard, Packet: packet)))
            {
                packet.Buffer.Release();
                worker.Counters.Drop(DropReason.InboxFull);
            }
        }
    }

    /// <summary>From the home worker: these voices are forwarded from now on.</summary>
    public void VoicesChanged(Source[] voices)
    {
        foreach (var shard in _shards)
        {
            shard.Worker.Post(now => shard.SetVoices(voices, now));
        }
    }

    public void ActiveSpeakerChanged(Source? speaker)
    {
        var who = speaker?.Owner.Id;
        Events.Raise(listener => listener.ActiveSpeakerChanged(Id, who));
    }

    private void Allow(Participant participant)
    {
        participant.Microphone.IsAllowed = _programme.MayBeHeard.Contains(participant.Id);
        participant.Camera.IsAllowed = _programme.MayBeSeen.Contains(participant.Id);
        participant.Screen.IsAllowed = _programme.Screen == participant.Id;
    }

    /// <summary>Finds the programme's participants (they may join after it names them) and has all slots looked at.</summary>
    private void Resolve()
    {
        var nextPodium = _programme.Podium is { } id ? Find(id) : null;
        if (nextPodium != _podium)
        {
            _previousPodium = _podium is { } left && _participants.ContainsKey(left.Id) ? left : _previousPodium;
            _podium = nextPodium;
        }

        _screen = _programme.Screen is { } sharing ? Find(sharing) : null;
        foreach (var shard in _shards)
        {
            shard.Worker.Post(shard.AssignAll);
        }
    }
}
