using DiemCau.Media.Observability;
using DiemCau.Media.Tests.Routing.Direct;

namespace DiemCau.Media.Tests.Routing.Publishing;

public sealed class PublisherTests : IDisposable
{
    private readonly DirectConference _conference = new();

    public void Dispose() => _conference.Dispose();

    [Fact]
    public void A_stream_is_known_by_the_mid_and_the_rid_that_its_packets_name()
    {
        var speaker = _conference.Join(new DirectPlan(Sends: true, Rids: ["l", "h"]));
        new CameraStream(speaker, 10, 1, rid: "l").Picture(isKey: true);
        new CameraStream(speaker, 20, 1, rid: "h", height: 720).Picture(isKey: true);
        new MicrophoneStream(speaker, 30, 1).Speak();

        Assert.Equal([("l", 10u), ("h", 20u)], speaker.Participant.Camera.Streams.Select(stream => (stream.Rid!, stream.Ssrc)));
        Assert.Equal([30u], speaker.Participant.Microphone.Streams.Select(stream => stream.Ssrc));
    }

    [Fact]
    public void A_layer_that_was_not_agreed_on_is_ignored()
    {
        var speaker = _conference.Join(new DirectPlan(Sends: true, Rids: ["l", "h"]));
        new CameraStream(speaker, 10, 1, rid: "x").Picture(isKey: true);

        Assert.Empty(speaker.Participant.Camera.Streams);
        Assert.Equal(1, _conference.Dropped(DropReason.RtpUnknownStream));
    }

    [Fact]
    public void A_layer_whose_ssrc_changes_takes_its_predecessors_place()
    {
        var speaker = _conference.Join(new DirectPlan(Sends: true, Rids: ["l"]));
        new CameraStream(speaker, 10, 1, rid: "l").Picture(isKey: true);
        new CameraStream(speaker, 11, 1, rid: "l").Picture(isKey: true);

        Assert.Equal([11u], speaker.Participant.Camera.Streams.Select(stream => stream.Ssrc));
    }

    [Fact]
    public void Streams_beyond_the_bound_make_no_state()
    {
        var speaker = _conference.Join(new DirectPlan(Sends: true, Rids: ["l"]));
        for (var ssrc = 100u; ssrc < 200; ssrc++)
        {
            new CameraStream(speaker, ssrc, 1, rid: "l").Picture(isKey: true);
        }

        Assert.Single(speaker.Participant.Camera.Streams);
        Assert.True(_conference.Dropped(DropReason.RtpTooManyStreams) > 30);
    }

    [Fact]
    public void What_comes_twice_goes_on_once()
    {
        var (speaker, watcher) = (_conference.Join(new DirectPlan(Sends: true)), _conference.Join(new DirectPlan(Podium: true)));
        _conference.Show(podium: speaker);
        var camera = new CameraStream(speaker, 10, 7);
        camera.Picture(isKey: true);
        _conference.Pass(300); // the slot has chosen its layer
        camera.Picture(isKey: true);
        var packet = camera.Packet(isKey: false, isFirst: true, isLast: true, 100);
        speaker.Send(packet);
        speaker.Send(packet);
        _conference.Turn();

        Assert.Equal(1, _conference.Dropped(DropReason.Duplicate));
        Assert.Equal(watcher.In("podium").Count, watcher.In("podium").Select(received => received.Sequence).Distinct().Count());
    }

    [Fact]
    public void A_muted_microphone_goes_no_further_whatever_its_client_sends()
    {
        var (speaker, listener) = (_conference.Join(new DirectPlan(Sends: true)), _conference.Join(new DirectPlan(Voices: 3)));
        _conference.Show(muted: speaker);
        Speak(new MicrophoneStream(speaker, 30, 1), 50);

        Assert.Empty(listener.Received);
        Assert.True(_conference.Dropped(DropReason.Muted) >= 50);
    }

    private void Speak(MicrophoneStream microphone, int packets)
    {
        for (var i = 0; i < packets; i++)
        {
            microphone.Speak();
            _conference.Pass(20);
        }
    }
}
