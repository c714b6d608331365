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

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_voice_waits_a_moment_for_a_picture_that_is_due_and_goes_behind_it(int workers)
    {
        using var conference = new DirectConference(workers);
        var speaker = conference.Join(new DirectPlan(Sends: true));
        var watcher = conference.Join(new DirectPlan(Podium: true, Voices: 1), workers - 1);
        conference.Show(podium: speaker);
        var (camera, microphone) = (new CameraStream(speaker, 10, 7), new MicrophoneStream(speaker, 40, 9));
        microphone.Speak();
        Film(conference, camera, 20); // every 30 ms, the last one 30 ms ago less what follows

        conference.PassMicroseconds(-1_000);
        watcher.Received.Clear();
        microphone.Speak();
        conference.Turn();
        Assert.Empty(watcher.Received);
        conference.PassMicroseconds(1_000);
        camera.Picture(packets: 2);
        conference.Turn();
        Assert.Equal([7, 7, 9], watcher.Received.Select(packet => (int)packet.Signature));
    }

    [Fact]
    public void A_voice_waits_for_no_picture_that_is_far_off_or_does_not_come()
    {
        using var conference = new DirectConference();
        var speaker = conference.Join(new DirectPlan(Sends: true));
        var watcher = conference.Join(new DirectPlan(Podium: true, Voices: 1));
        conference.Show(podium: speaker);
        var (camera, microphone) = (new CameraStream(speaker, 10, 7), new MicrophoneStream(speaker, 40, 9));
        microphone.Speak();
        Film(conference, camera, 20);
        camera.Picture();
        conference.Pass(10);
        watcher.Received.Clear();
        microphone.Speak();
        conference.Turn();
        Assert.Single(watcher.Received); // the next picture comes in 20 ms

        conference.Pass(10);
        conference.PassMicroseconds(9_000);
        microphone.Speak();
        conference.Turn();
        Assert.Single(watcher.Received);
        Assert.Equal(conference.Now + 2_000, conference.Routing[0].WaitsUntil);
        conference.PassMicroseconds(2_000);
        Assert.Equal(2, watcher.Received.Count);
        Assert.Equal(long.MaxValue, conference.Routing[0].WaitsUntil);
    }

    [Fact]
    public void A_voice_waits_for_no_picture_that_most_of_its_listeners_do_not_get()
    {
        using var conference = new DirectConference();
        var speaker = conference.Join(new DirectPlan(Sends: true));
        var watcher = conference.Join(new DirectPlan(Podium: true, Voices: 1));
        var listeners = Enumerable.Range(0, 2).Select(_ => conference.Join(new DirectPlan(Voices: 1))).ToList();
        conference.Show(podium: speaker);
        var (camera, microphone) = (new CameraStream(speaker, 10, 7), new MicrophoneStream(speaker, 40, 9));
        microphone.Speak();
        Film(conference, camera, 20);
        conference.PassMicroseconds(-1_000);
        listeners[0].Received.Clear();
        microphone.Speak();
        conference.Turn();
        Assert.Single(listeners[0].Received);
    }

    [Fact]
    public void The_first_packets_of_a_picture_wait_a_moment_for_the_rest()
    {
        using var conference = new DirectConference();
        var (speaker, watcher) = (conference.Join(new DirectPlan(Sends: true)), conference.Join(new DirectPlan(Podium: true)));
        conference.Show(podium: speaker);
        var camera = new CameraStream(speaker, 10, 7);
        Film(conference, camera, 20);
        watcher.Received.Clear();

        camera.Begin();
        speaker.Send(camera.Packet(isKey: false, isFirst: true, isLast: false, 200));
        conference.Turn();
        Assert.Empty(watcher.Received);
        speaker.Send(camera.Packet(isKey: false, isFirst: false, isLast: true, 200));
        conference.Turn();
        Assert.Equal(2, watcher.Received.Count);

        camera.Begin();
        speaker.Send(camera.Packet(isKey: false, isFirst: true, isLast: false, 200));
        conference.Turn();
        Assert.Equal(2, watcher.Received.Count);
        conference.PassMicroseconds(1_000);
        Assert.Equal(3, watcher.Received.Count); // the rest is late, or lost
    }

    [Fact]
    public void Who_comes_while_a_picture_waits_for_its_rest_is_shown_the_key_frame_before_it_and_each_packet_once()
    {
        using var conference = new DirectConference();
        var (speaker, watcher) = (conference.Join(new DirectPlan(Sends: true)), conference.Join(new DirectPlan(Podium: true)));
        conference.Show(podium: speaker);
        var camera = new CameraStream(speaker, 10, 7);
        Film(conference, camera, 20);
        camera.Picture(isKey: true, packets: 3);
        conference.Turn();
        var asked = speaker.KeyFramesAsked.Count;

        camera.Begin();
        speaker.Send(camera.Packet(isKey: false, isFirst: true, isLast: false, 200));
        conference.Turn();
        var newcomer = conference.Join(new DirectPlan(Podium: true));
        speaker.Send(camera.Packet(isKey: false, isFirst: false, isLast: true, 200));
        conference.Turn();
        conference.Pass(100);
        Assert.Equal(5, newcomer.Received.Select(packet => packet.Sequence).Distinct().Count());
        Assert.Equal(5, newcomer.Received.Count);
        Assert.Equal(asked, speaker.KeyFramesAsked.Count);
        Assert.NotEmpty(watcher.Received);
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
