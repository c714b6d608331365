using DiemCau.Media;
using DiemCau.Media.Negotiation;
using DiemCau.Media.Routing;
using DiemCau.Media.Rtp.Codecs;
using DiemCau.Media.Workers;
using DiemCau.VirtualParticipant.Clips;
using Xunit.Abstractions;

namespace DiemCau.System.Tests.Media;

/// <summary>Bugs are put into a running engine: the calls that have nothing to do with them go on.</summary>
public sealed class FaultsTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(32)]
    public async Task Faults_at_every_stage_cost_the_other_calls_nothing(int workers)
    {
        await using var meeting = new MediaMeeting(workers);
        var speaker = await meeting.JoinAsync(Clip.Synthetic(7, 300));
        var watchers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => meeting.JoinAsync(audioSlots: 3, podium: true)));
        meeting.Apply(podium: speaker.Id);
        foreach (var watcher in watchers)
        {
            meeting.Watch(watcher, new ViewSize(1280, 720));
            await watcher.UntilAsync(watcher.Lines.Podium, static slot => slot.Frames > 10);
        }

        var conference = meeting.Server.Find(meeting.Conference)!;
        var faulty = meeting.Server.Routing.SelectMany(routing => Enum.GetValues<Stage>().Select(stage => Attach(
            conference, routing.Worker, stage))).ToList();
        foreach (var routing in meeting.Server.Routing)
        {
            routing.Worker.Post(_ => throw new InvalidOperationException("A bug in a command."));
            routing.Worker.Post(_ => routing.Worker.AddTicking(new Ticking()));
        }

        // A conference of its own, whose state is broken.
        var other = Guid.NewGuid();
        meeting.Server.Open(other);
        meeting.Server.Seat(other, Guid.NewGuid());
        Attach(meeting.Server.Find(other)!, meeting.Server.Routing[^1].Worker, Stage.Tick);

        meeting.Apply(podium: speaker.Id);
        foreach (var watcher in watchers)
        {
            await watcher.ResetAsync();
        }

        await Task.Delay(2_500);
        var newcomer = await meeting.JoinAsync(podium: true, audioSlots: 1);
        meeting.Watch(newcomer, new ViewSize(1280, 720));
        await newcomer.UntilAsync(newcomer.Lines.Podium, static slot => slot.Frames > 10);
        foreach (var watcher in watchers)
        {
            var picture = await watcher.InAsync(watcher.Lines.Podium);
            output.WriteLine($"{picture}");
            Assert.True(picture.Frames > 20, $"{picture}");
            Assert.True(picture.LongestPause < TimeSpan.FromSeconds(1.5), $"{picture.LongestPause}");
        }

        Assert.All(
            faulty.GroupBy(transport => transport.Stage),
            stage => Assert.True(stage.Any(transport => transport.Faults > 0), $"{stage.Key}"));
        var faults = meeting.Server.Statistics().Drops["Fault"];
        output.WriteLine($"{faults} faults on {workers} workers");
        Assert.True(faults > workers * 100, $"{faults}");
        meeting.Server.Close(meeting.Conference);

        // What sockets have ready for the next batch is in use as well.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (meeting.Server.Statistics().BuffersInUse > 64 * workers)
        {
            await Task.Delay(50, patience.Token);
        }
    }

    private static FaultyTransport Attach(Conference conference, Worker worker, Stage stage)
    {
        var id = Guid.NewGuid();
        Assert.True(conference.TrySeat(id, 0));
        var faulty = new FaultyTransport(conference.Find(id)!, worker, stage);
        Assert.True(conference.TryAttach(faulty.Participant, faulty));
        worker.Post(faulty.Begin);
        return faulty;
    }

    private enum Stage
    {
        CanSend,
        Reserve,
        Commit,
        Rtcp,
        Tick,
    }

    private sealed class Ticking : ITicking
    {
        public void Tick(long now) => throw new InvalidOperationException("A bug in what ticks.");
    }

    /// <summary>A kind of transport with a bug in one place, that receives the podium.</summary>
    private sealed class FaultyTransport(Participant participant, Worker worker, Stage stage)
        : Transport(participant, Negotiated, Plan, [new("p", SlotKind.Podium, 1, 2, false)]), ITicking
    {
        private static readonly SlotPlan Plan = new(null, null, null, [], "p", null, []);

        private static readonly NegotiatedSession Negotiated = new("u", "p", null!, [
            new NegotiatedMedia(
                0, "p", MediaKind.Video, false, true,
                [new(96, 97, "vp8", VideoCodec.Vp8, 90_000, "", true, true, true, false, true)], default, [], [], null)]);

        private readonly byte[] _room = new byte[2_000];
        private int _faults;

        public Stage Stage => stage;

        public int Faults => Volatile.Read(ref _faults);

        public override bool CanSend => !Breaks(Stage.CanSend) && State == TransportState.Connected;

        public void Begin(long now)
        {
            LiveOn(worker);
            Worker.AddTicking(this);
            Worker.Residents++;
            Open(now);
        }

        public override Span<byte> Reserve(int length) => Breaks(Stage.Reserve) ? [] : _room;

        public override void CommitRtp(Span<byte> packet, int headerLength, int length, long? arrivedAt) => Breaks(Stage.Commit);

        public override void SendRtcp(ReadOnlySpan<byte> compound) => Breaks(Stage.Rtcp);

        public override void TickSoon()
        {
        }

        public void Tick(long now)
        {
            Breaks(Stage.Tick);
            Look(now);
        }

        public override void CloseSoon() => worker.Post(Close);

        public override void Close(long now)
        {
            if (State == TransportState.Closed)
            {
                return;
            }

            ChangeState(TransportState.Closed);
            Worker.RemoveTicking(this);
            Worker.Residents--;
            Conference.ShardOn(Worker).Remove(Receiver, now);
        }

        private bool Breaks(Stage here)
        {
            if (here != stage || State != TransportState.Connected)
            {
                return false;
            }

            Interlocked.Increment(ref _faults);
            throw new InvalidOperationException($"A bug in {here}.");
        }
    }
}
