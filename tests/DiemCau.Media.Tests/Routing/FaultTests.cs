using DiemCau.Media.Observability;
using DiemCau.Media.Tests.Routing.Direct;

namespace DiemCau.Media.Tests.Routing;

/// <summary>A fault costs what it showed itself in: the others in the same conference, in the same burst, go on.</summary>
public sealed class FaultTests
{
    public static TheoryData<FaultyStage, int> Stages
    {
        get
        {
            var all = new TheoryData<FaultyStage, int>();
            foreach (var stage in Enum.GetValues<FaultyStage>())
            {
                foreach (var workers in (int[])[1, 2, 32])
                {
                    all.Add(stage, workers);
                }
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public void A_transport_with_a_bug_costs_the_others_no_packet(FaultyStage stage, int workers)
    {
        var plan = new DirectPlan(Podium: true, Voices: 1, Reports: false);
        using var conference = new DirectConference(workers);
        var speaker = conference.Join(new DirectPlan(Sends: true));
        var before = conference.Join(plan, workers - 1);
        var faulty = Attach(conference, plan, workers - 1, stage);
        var after = conference.Join(plan, workers - 1);
        conference.Show(podium: speaker);
        var (camera, microphone) = (new CameraStream(speaker, 10, 7), new MicrophoneStream(speaker, 30, 8));
        Play(); // slots begin
        before.Received.Clear();
        after.Received.Clear();
        var sent = Play();

        Assert.True(faulty.Faults > 0, "It never came to the bug.");
        Assert.True(conference.Dropped(DropReason.Fault) > 0);
        Assert.All([before, after], watcher => Assert.Equal((sent, sent / 4), (watcher.In("podium").Count, watcher.In("voice0").Count)));
        conference.Close();
        Assert.Equal(0, conference.Pool.Outstanding);

        int Play()
        {
            for (var i = 0; i < 60; i++)
            {
                // A key frame is more than the line takes at once: it is paced.
                camera.Picture(isKey: i % 10 == 0, packets: 4, length: i % 10 == 0 ? 1_200 : 300);
                microphone.Speak();
                conference.Pass(20);
            }

            conference.Pass(1_500);
            return 240;
        }
    }

    [Fact]
    public void A_transport_that_fails_again_and_again_ends()
    {
        using var conference = new DirectConference();
        var speaker = conference.Join(new DirectPlan(Sends: true));
        var faulty = Attach(conference, new DirectPlan(Podium: true), 0, FaultyStage.Commit);
        conference.Show(podium: speaker);
        var camera = new CameraStream(speaker, 10, 7);
        for (var i = 0; i < 300 && faulty.State == TransportState.Connected; i++)
        {
            camera.Picture(isKey: true);
            conference.Pass(30);
        }

        Assert.Equal(TransportState.Closed, faulty.State);
        Assert.InRange(faulty.Faults, 100, 110);
    }

    private static FaultyTransport Attach(DirectConference conference, DirectPlan plan, int worker, FaultyStage stage)
    {
        var id = Guid.NewGuid();
        Assert.True(conference.Conference.TrySeat(id, conference.Now));
        var participant = conference.Conference.Find(id)!;
        var faulty = new FaultyTransport(participant, plan, conference.Routing[worker].Worker, stage);
        Assert.True(conference.Conference.TryAttach(participant, faulty));
        faulty.Worker.Post(faulty.Begin);
        conference.Turn();
        return faulty;
    }
}
