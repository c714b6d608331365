using System.Collections.Concurrent;
using DiemCau.Media.Observability;
using DiemCau.Media.Workers;

namespace DiemCau.Media.Routing;

/// <summary>
/// A conference of the media engine: who takes part, what the programme lets be heard and seen, and a shard per worker. The control side
/// (any thread, under the lock) changes it and tells the shards; packets only read.
/// </summary>
internal sealed class Conference
{
    private readonly ConferenceShard[] shards;
    private readonly ConcurrentDictionary<Guid, Participant> participants = new();
    private readonly Lock control = new();
    private readonly SpeakerSelection speakers;
    private Programme programme = Programme.Empty;
    private volatile Participant? podium;
    private volatile Participant? previousPodium;
    private volatile Participant? screen;

    public Conference(Guid id, IReadOnlyList<MediaWorker> workers, MediaEventQueue events)
    {
        Id = id;
        Events = events;
        shards = [.. workers.Select(worker => new ConferenceShard(this, worker))];
        speakers = new SpeakerSelection(this);

        // Conferences spread their selections over the workers.
        var home = workers[(int)((uint)id.GetHashCode() % workers.Count)];
        home.Post(_ => home.AddTicking(speakers));
        Home = home;
        foreach (var shard in shards)
        {
            shard.Worker.Post(_ => shard.Worker.AddTicking(shard));
        }
    }

    public Guid Id { get; }

    public MediaEventQueue Events { get; }

    /// <summary>The worker that selects the speakers.</summary>
    public MediaWorker Home { get; }

    public int WorkerCount => shards.Length;

    public Participant? Podium => podium;

    /// <summary>Whom the one at the podium sees there.</summary>
    public Participant? PreviousPodium => previousPodium;

    public Participant? Screen => screen;

    public ICollection<Participant> Participants => participants.Values;

    public Participant? Find(Guid id) => participants.TryGetValue(id, out var participant) ? participant : null;

    public ConferenceShard ShardOn(MediaWorker worker) => shards[worker.Index];

    public Participant FindOrAdd(Guid id)
    {
        lock (control)
        {
            if (participants.TryGetValue(id, out var known))
            {
                return known;
            }

            var participant = new Participant(id, this);
            participants[id] = participant;
            Home.Post(_ => speakers.Add(participant.Microphone));
            Allow(participant);
            Resolve();
            return participant;
        }
    }

    public void Remove(Guid id)
    {
        lock (control)
        {
            if (!participants.TryRemove(id, out var participant))
            {
                return;
            }

            participant.Transport?.CloseSoon();
            Home.Post(_ => speakers.Remove(participant.Microphone));
            if (previousPodium == participant)
            {
                previousPodium = null;
            }

            Resolve();
        }
    }

    public void Apply(Programme next)
    {
        lock (control)
        {
            programme = next;
            foreach (var participant in participants.Values)
            {
                Allow(participant);
            }

            Resolve();
        }
    }

    public void Close()
    {
        lock (control)
        {
            foreach (var participant in participants.Values)
            {
                participant.Transport?.CloseSoon();
            }

            participants.Clear();
            programme = Programme.Empty;
            Home.Post(_ => Home.RemoveTicking(speakers));
            foreach (var shard in shards)
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

            var shard = shards[i];
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
        foreach (var shard in shards)
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
        participant.Microphone.IsAllowed = programme.MayBeHeard.Contains(participant.Id);
        participant.Camera.IsAllowed = programme.MayBeSeen.Contains(participant.Id);
        participant.Screen.IsAllowed = programme.Screen == participant.Id;
    }

    /// <summary>Finds the programme's participants (they may join after it names them) and has all slots looked at.</summary>
    private void Resolve()
    {
        var nextPodium = programme.Podium is { } id ? Find(id) : null;
        if (nextPodium != podium)
        {
            previousPodium = podium is { } left && participants.ContainsKey(left.Id) ? left : previousPodium;
            podium = nextPodium;
        }

        screen = programme.Screen is { } sharing ? Find(sharing) : null;
        foreach (var shard in shards)
        {
            shard.Worker.Post(shard.AssignAll);
        }
    }
}
