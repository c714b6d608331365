using DiemCau.Media.Tests.Routing.Direct;

namespace DiemCau.Media.Tests.Routing;

public sealed class ConferenceShardTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(32)]
    public void A_picture_reaches_receivers_on_every_worker(int workers)
    {
        using var conference = new DirectConference(workers);
        var speaker = conference.Join(new DirectPlan(Sends: true));
        var watchers = Enumerable.Range(0, workers).Select(worker => conference.Join(new DirectPlan(Podium: true), worker)).ToList();
        conference.Show(podium: speaker);
        Film(conference, new CameraStream(speaker, 10, 7), 20);

        Assert.All(watchers, watcher => Assert.True(watcher.In("podium").Count >= 10, $"{watcher.In("podium").Count} pictures"));
    }

    [Fact]
    public void A_stream_that_nobody_watches_any_more_is_forgotten_with_its_packets()
    {
        using var conference = new DirectConference();
        var (speaker, watcher) = (conference.Join(new DirectPlan(Sends: true)), conference.Join(new DirectPlan(Podium: true)));
        conference.Show(podium: speaker);
        Film(conference, new CameraStream(speaker, 10, 7), 20);
        Assert.True(conference.Pool.Outstanding > 0); // kept for repairs
        Assert.NotEmpty(watcher.Received);

        conference.Show();
        conference.Pass(3_000);
        Assert.Equal(0u, speaker.Participant.Camera.Streams[0].SubscribedWorkers);
        Assert.Equal(0, conference.Pool.Outstanding);
    }

    [Fact]
    public void A_closed_conference_gives_everything_back_and_stays_closed()
    {
        using var conference = new DirectConference(2);
        var speaker = conference.Join(new DirectPlan(Sends: true));
        conference.Join(new DirectPlan(Podium: true), worker: 1);
        conference.Show(podium: speaker);
        Film(conference, new CameraStream(speaker, 10, 7), 20);
        conference.Close();

        Assert.Equal(0, conference.Pool.Outstanding);
        Assert.All(conference.Routing, routing => Assert.Equal(0, routing.Worker.Residents));
        Assert.False(conference.Conference.TrySeat(Guid.NewGuid(), conference.Now));
        Assert.Empty(conference.Conference.Participants);
    }

    [Fact]
    public void Who_has_left_is_sent_nothing_more()
    {
        using var conference = new DirectConference();
        var (speaker, watcher) = (conference.Join(new DirectPlan(Sends: true)), conference.Join(new DirectPlan(Podium: true)));
        conference.Show(podium: speaker);
        var camera = new CameraStream(speaker, 10, 7);
        Film(conference, camera, 20);
        conference.Conference.Remove(watcher.Id, conference.Now);
        conference.Turn();
        watcher.Received.Clear();
        Film(conference, camera, 20);

        Assert.Empty(watcher.Received);
        Assert.Equal(TransportState.Closed, watcher.Transport.State);
    }

    [Fact]
    public void A_transport_of_somebody_who_has_left_is_not_taken()
    {
        using var conference = new DirectConference();
        var who = conference.Join(new DirectPlan(Podium: true));
        conference.Conference.Remove(who.Id, conference.Now);
        Assert.False(conference.Conference.TryAttach(who.Participant, who.Transport));
    }

    private static void Film(DirectConference conference, CameraStream camera, int pictures)
    {
        for (var i = 0; i < pictures; i++)
        {
            camera.Picture(isKey: i % 10 == 0, packets: 3);
            conference.Pass(30);
        }
    }
}
