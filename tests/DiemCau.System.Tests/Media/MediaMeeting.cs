using System.Net;
using DiemCau.Media;
using DiemCau.VirtualParticipant.Clips;
using DiemCau.VirtualParticipant.Network;
using DiemCau.VirtualParticipant.Receiving;
using DiemCau.VirtualParticipant.Session;
using Microsoft.Extensions.Logging.Abstractions;

namespace DiemCau.System.Tests.Media;

/// <summary>A conference on a media engine in this process, with virtual participants over real sockets on loopback.</summary>
internal sealed class MediaMeeting : IAsyncDisposable
{
    /// <summary>Only a failure takes so long, however busy the machine is.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly HashSet<Guid> _present = [];
    private readonly PeerNetwork _network = new();

    public MediaMeeting(int workers = 2)
    {
        Server = new MediaServer(new MediaServerOptions { Port = 0, Workers = workers }, TimeProvider.System, NullLogger<MediaServer>.Instance);
        Server.Start();
        Server.Listen(Told);
        Server.Open(Conference);
    }

    public MediaServer Server { get; }

    /// <summary>Which layers each publisher was told to send.</summary>
    public ToldLayers Told { get; } = new();

    public Guid Conference { get; } = Guid.NewGuid();

    public IPEndPoint Address => new(IPAddress.Loopback, Server.Port);

    public Guid? Podium { get; private set; }

    public HashSet<Guid> Muted { get; } = [];

    /// <param name="clip">Null: it only watches.</param>
    /// <param name="check">Whether every received frame is put together and recognised.</param>
    /// <param name="redundancy">Speech with the packet before it, both ways.</param>
    /// <param name="scalable">Pictures of AV1, all layers in one stream; they are not recognised.</param>
    /// <param name="descriptors">They come with dependency descriptors.</param>
    /// <param name="recognise">The recorded clips that others play; null: synthetic ones.</param>
    public async Task<Attendee> JoinAsync(
        Clip? clip = null, int audioSlots = 0, bool podium = false, int tiles = 0, bool check = true, IPEndPoint? via = null,
        ContentIndex? recognise = null, bool redundancy = false, bool scalable = false, bool descriptors = true)
    {
        var plan = new PeerPlan
        {
            Redundancy = redundancy, Scalable = scalable, Descriptors = descriptors,
            Microphone = clip, Camera = clip, AudioSlots = audioSlots, PodiumSlot = podium, Tiles = tiles,
            Check = check ? recognise ?? ContentIndex.Synthetic : null, ClipStart = _network.Started,
        };
        var attendee = new Attendee(Guid.NewGuid(), _network.Connect(plan));
        var lines = attendee.Connection.Session.Lines;
        Server.Seat(Conference, attendee.Id);
        var (answer, refusal) = Server.Answer(
            Conference, attendee.Id, attendee.Connection.Session.Offer,
            new SlotPlan(lines.Microphone, lines.Camera, lines.Screen, lines.Audio, lines.Podium, lines.ScreenSlot, lines.Tiles));
        Assert.Null(refusal);
        using var patience = new CancellationTokenSource(Patience);
        await attendee.Connection.ConnectAsync(answer!, via, patience.Token);
        lock (_present)
        {
            _present.Add(attendee.Id);
        }

        Apply();
        return attendee;
    }

    /// <summary>Puts the programme in force: everybody who is present and not muted is heard, everybody is seen.</summary>
    public void Apply(Guid? podium = null)
    {
        Podium = podium ?? Podium;
        HashSet<Guid> present;
        lock (_present)
        {
            present = [.. _present]; // several may be joining
        }

        Server.Apply(Conference, Programme.Of(present.Except(Muted).ToHashSet(), present, Podium, null));
    }

    public void Watch(Attendee who, ViewSize? podium, params IReadOnlyList<ViewTile> tiles) =>
        Server.SetView(Conference, who.Id, new ReceiverView(podium, null, tiles));

    public async Task LeaveAsync(Attendee who)
    {
        lock (_present)
        {
            _present.Remove(who.Id);
        }

        Server.Leave(Conference, who.Id);
        Apply();
        await who.Connection.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        // The loop ends with its network; connections still open are closed by the engine's end.
        await Server.DisposeAsync();
        _network.Dispose();
    }
}

internal sealed class ToldLayers : IMediaEvents
{
    private readonly global::System.Collections.Concurrent.ConcurrentDictionary<Guid, IReadOnlyList<string>> _rids = new();

    public IReadOnlyList<string>? Of(Guid participant) => _rids.GetValueOrDefault(participant);

    public void LayersWanted(Guid conference, Guid participant, SourceKind source, IReadOnlyList<string> rids) => _rids[participant] = rids;

    public void TransportChanged(Guid conference, Guid participant, TransportState state)
    {
    }

    public void ActiveSpeakerChanged(Guid conference, Guid? participant)
    {
    }

    public void SlotsChanged(Guid conference, Guid participant, IReadOnlyList<SlotState> slots)
    {
    }

    public void QualityMeasured(Guid conference, Guid participant, LineQuality quality)
    {
    }

    public void PathChanged(Guid conference, Guid participant, MediaWay way, IPAddress? address)
    {
    }

    public void MicrophoneChanged(Guid conference, Guid participant, MicrophoneReport report)
    {
    }

    public void PictureChanged(Guid conference, Guid participant, SourceKind source, PictureReport report)
    {
    }

    public void SourceReached(Guid conference, Guid receiver, SourceArrival arrival)
    {
    }
}

internal sealed record Attendee(Guid Id, PeerConnection Connection)
{
    public PeerLines Lines => Connection.Session.Lines;

    public async Task<SlotStatistics> InAsync(string? mid) =>
        await Connection.AskAsync(session => session.Received.Find(mid)!.Statistics(PeerClock.Now));

    /// <summary>Pictures that its camera has sent so far, each once however many layers it has: a machine that is late sends fewer.</summary>
    public Task<long> PicturesSentAsync() => Connection.AskAsync(session => session.Published.Camera!.FramesSent);

    public Task ResetAsync() => Connection.AskAsync(session =>
    {
        foreach (var slot in session.Received.Slots)
        {
            slot.ResetCounters();
        }

        return true;
    });

    public Task SendAsync(bool microphone, bool camera) => Connection.AskAsync(session =>
    {
        session.Published.Microphone?.SwitchOn(microphone);
        session.Published.Camera?.SwitchOn(camera);
        return true;
    });

    /// <summary>Sends these layers of the camera only, as a browser does when it is told.</summary>
    public Task SendLayersAsync(params IReadOnlyList<string> rids) => Connection.AskAsync(session =>
    {
        session.Published.Camera!.SendLayers([rids.Contains("l"), rids.Contains("m"), rids.Contains("h")]);
        return true;
    });

    /// <summary>
    /// How much of what another one's camera sends in so long is shown in a slot: what machine and line can do. Its counters begin anew.
    /// </summary>
    public async Task<double> ShareShownAsync(string? mid, Attendee sender, TimeSpan length)
    {
        await ResetAsync();
        var before = await sender.PicturesSentAsync();
        await Task.Delay(length);
        var shown = (await InAsync(mid)).Frames;
        return (double)shown / (await sender.PicturesSentAsync() - before);
    }

    /// <summary>Waits until nothing has come in a slot for some time, and says what had come before.</summary>
    public async Task<SlotStatistics> UntilQuietAsync(string? mid)
    {
        using var patience = new CancellationTokenSource(MediaMeeting.Patience);
        var before = await InAsync(mid);
        while (true)
        {
            await Task.Delay(300, CancellationToken.None);
            var now = await InAsync(mid);
            if (now.Packets == before.Packets)
            {
                return now;
            }

            Assert.False(patience.IsCancellationRequested, $"Not quiet within {MediaMeeting.Patience}: {now}");
            before = now;
        }
    }

    /// <summary>Waits until what came in a slot satisfies a condition.</summary>
    public async Task<SlotStatistics> UntilAsync(string? mid, Func<SlotStatistics, bool> condition)
    {
        using var patience = new CancellationTokenSource(MediaMeeting.Patience);
        while (true)
        {
            var statistics = await InAsync(mid);
            if (condition(statistics))
            {
                return statistics;
            }

            Assert.False(patience.IsCancellationRequested, $"Not within {MediaMeeting.Patience}: {statistics}");
            await Task.Delay(50, CancellationToken.None);
        }
    }
}
