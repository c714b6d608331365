using DiemCau.Media.Negotiation;
using DiemCau.Media.Observability;
using DiemCau.Media.Tests.Routing.Direct;

namespace DiemCau.Media.Tests.Routing.Publishing;

/// <summary>A source falls back and comes back: what is shown is whatever of it can be shown, after three seconds at most.</summary>
public sealed class ReturningSourceTests : IDisposable
{
    private const int PicturesInThreeSeconds = 90;

    private readonly DirectConference _conference = new();
    private DirectParticipant _speaker = null!;
    private DirectParticipant _watcher = null!;

    public void Dispose() => _conference.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Of_two_ssrcs_of_one_line_the_small_one_is_shown_when_the_large_one_stops(bool areAnnounced)
    {
        Meet(new DirectPlan(Sends: true, Announced: areAnnounced ? [new SdpSource(10, null, null, true), new SdpSource(20, null, null, true)] : null));
        var (small, large) = (new CameraStream(_speaker, 10, 1, height: 180), new CameraStream(_speaker, 20, 2, height: 720));
        Film(30, small);
        Film(60, small, large);
        Assert.Equal(2, Shown());

        Film(PicturesInThreeSeconds, small);
        Assert.Equal(1, Shown());
        Assert.True(Count(1) > 15, $"{Count(1)} pictures of the small one");

        Film(60, small, large);
        Assert.Equal(2, Shown());
        AssertOneStream();
    }

    [Fact]
    public void Layers_announced_by_ssrc_are_chosen_by_size_and_repaired_each_for_itself()
    {
        Meet(new DirectPlan(Sends: true, Announced: [new SdpSource(10, 11, null, true), new SdpSource(20, 21, null, true)]), new ViewSize(320, 180));
        var (small, large) = (new CameraStream(_speaker, 10, 1, height: 180), new CameraStream(_speaker, 20, 2, height: 720));
        Film(60, small, large);
        Assert.Equal(1, Shown());
        Assert.Equal([10u, 20u], _speaker.Participant.Camera.Streams.Select(stream => stream.Ssrc));

        _watcher.View(podium: new ViewSize(1280, 720));
        Film(60, small, large);
        Assert.Equal(2, Shown());
    }

    [Fact]
    public void A_source_that_changes_to_another_ssrc_and_back_is_shown_again()
    {
        Meet(new DirectPlan(Sends: true));
        var (first, second) = (new CameraStream(_speaker, 10, 1), new CameraStream(_speaker, 20, 2));
        for (var turn = 0; turn < 3; turn++)
        {
            Film(PicturesInThreeSeconds, first);
            Assert.Equal(1, Shown());
            Film(PicturesInThreeSeconds, second);
            Assert.Equal(2, Shown());
        }

        Film(PicturesInThreeSeconds, new CameraStream(_speaker, 30, 3));
        Assert.Equal(3, Shown());
        AssertOneStream();
    }

    [Fact]
    public void So_is_a_microphone_heard_again()
    {
        Meet(new DirectPlan(Sends: true));
        var listener = _conference.Join(new DirectPlan(Voices: 1));
        _conference.Show();
        var (first, second) = (new MicrophoneStream(_speaker, 30, 1), new MicrophoneStream(_speaker, 40, 2));
        foreach (var (microphone, signature) in new[] { (first, 1), (second, 2), (first, 1) })
        {
            for (var i = 0; i < 150; i++)
            {
                microphone.Speak();
                _conference.Pass(20);
            }

            Assert.Equal(signature, listener.In("voice0")[^1].Signature);
        }
    }

    /// <summary>What is still on its way when a source has changed does not bring it back.</summary>
    [Fact]
    public void Late_packets_of_the_stream_of_before_change_nothing()
    {
        Meet(new DirectPlan(Sends: true));
        var (first, second) = (new CameraStream(_speaker, 10, 1), new CameraStream(_speaker, 20, 2));
        Film(30, first);
        Film(30, second);
        first.Picture();
        Film(30, second);

        Assert.Equal(2, Shown());
        Assert.Equal(1, _conference.Dropped(DropReason.StreamReplaced));
        Assert.Equal([20u], _speaker.Participant.Camera.Streams.Select(stream => stream.Ssrc));
    }

    [Fact]
    public void A_layer_that_comes_back_under_its_first_ssrc_is_shown_again()
    {
        Meet(new DirectPlan(Sends: true, Rids: ["l", "h"]));
        var low = new CameraStream(_speaker, 10, 1, rid: "l", height: 180);
        var high = new CameraStream(_speaker, 20, 2, rid: "h", height: 720);
        Film(60, low, high);
        Film(60, low, new CameraStream(_speaker, 30, 3, rid: "h", height: 720));
        Assert.Equal(3, Shown());
        Film(PicturesInThreeSeconds, low, high);
        Assert.Equal(2, Shown());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_layer_of_nothing_but_padding_is_as_good_as_gone(bool byRid)
    {
        Meet(byRid ? new DirectPlan(Sends: true, Rids: ["l", "h"])
            : new DirectPlan(Sends: true, Announced: [new SdpSource(10, null, null, true), new SdpSource(20, null, null, true)]));
        var low = new CameraStream(_speaker, 10, 1, rid: byRid ? "l" : null, height: 180);
        var high = new CameraStream(_speaker, 20, 2, rid: byRid ? "h" : null, height: 720);
        Film(60, low, high);
        Assert.Equal(2, Shown());

        _watcher.Received.Clear();
        for (var i = 0; i < PicturesInThreeSeconds; i++)
        {
            high.Pad();
            Film(1, low);
        }

        Assert.Equal(1, Shown());
        Assert.True(Count(1) > 30, $"{Count(1)} pictures of the small layer");
    }

    [Fact]
    public void Padding_under_a_new_ssrc_takes_nobodys_place()
    {
        Meet(new DirectPlan(Sends: true));
        var camera = new CameraStream(_speaker, 10, 1);
        Film(30, camera);
        new CameraStream(_speaker, 20, 2).Pad();
        Film(10, camera);

        Assert.Equal([10u], _speaker.Participant.Camera.Streams.Select(stream => stream.Ssrc));
        Assert.Equal(1, Shown());
    }

    /// <summary>Its pictures flow, but nobody who comes can begin with any of them.</summary>
    [Fact]
    public void Who_comes_is_shown_the_layer_whose_key_frame_comes()
    {
        Meet(new DirectPlan(Sends: true, Rids: ["l", "h"]));
        var low = new CameraStream(_speaker, 10, 1, rid: "l", height: 180);
        var high = new CameraStream(_speaker, 20, 2, rid: "h", height: 720);
        Film(60, low, high);
        Assert.Equal(2, Shown());

        var late = _conference.Join(new DirectPlan(Podium: true));
        _conference.Show(podium: _speaker);
        late.View(podium: new ViewSize(1280, 720));
        var before = Count(2);
        for (var i = 0; i < 2 * PicturesInThreeSeconds; i++)
        {
            high.Picture(); // whatever is asked for
            Film(1, low);
        }

        Assert.Equal(1, late.In("podium")[^1].Signature);
        Assert.True(Count(2) >= before + PicturesInThreeSeconds, "who sees the large layer goes on seeing it");

        Film(PicturesInThreeSeconds, low, high);
        Assert.Equal(2, late.In("podium")[^1].Signature);
    }

    [Theory]
    [InlineData(-5)]
    [InlineData(-0.7)]
    [InlineData(-3600)]
    [InlineData(5)]
    [InlineData(3600)]
    [InlineData(23_860.929)] // 2^31 ticks: neither before nor behind
    public void Timestamps_that_jump_stop_nothing(double seconds)
    {
        Meet(new DirectPlan(Sends: true));
        var camera = new CameraStream(_speaker, 10, 1);
        Film(30, camera);
        var before = _watcher.In("podium").Count;
        camera.Jump(seconds);
        for (var i = 0; i < 30; i++)
        {
            camera.Picture();
            _conference.Pass(33);
        }

        var received = _watcher.In("podium").Skip(before - 1).ToList();
        Assert.Equal(1 + 30, received.Count);
        Assert.All(received.Zip(received.Skip(1)), pair => Assert.InRange((int)(pair.Second.Timestamp - pair.First.Timestamp), 1, 9_000));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(20_000)]
    public void An_encoder_that_numbers_its_pictures_anew_goes_on(ushort first)
    {
        Meet(new DirectPlan(Sends: true));
        var camera = new CameraStream(_speaker, 10, 1);
        Film(30, camera);
        _watcher.Received.Clear();
        camera.Renumber(first);
        camera.Picture(isKey: true);
        Film(30, camera);

        AssertOneStream();
        Assert.Equal(31, _watcher.In("podium").Count);
    }

    private void Meet(DirectPlan speaker, ViewSize? size = null)
    {
        _speaker = _conference.Join(speaker);
        _watcher = _conference.Join(new DirectPlan(Podium: true));
        _conference.Show(podium: _speaker);
        _watcher.View(podium: size ?? new ViewSize(1280, 720));
    }

    /// <summary>Each camera answers requests for key frames.</summary>
    private void Film(int pictures, params ReadOnlySpan<CameraStream> cameras)
    {
        for (var i = 0; i < pictures; i++)
        {
            foreach (var camera in cameras)
            {
                var ssrc = camera.Ssrc;
                camera.Picture(isKey: camera.IsNew || _speaker.KeyFramesAsked.RemoveAll(asked => asked == ssrc) > 0);
            }

            _conference.Pass(33);
        }
    }

    private byte Shown() => _watcher.In("podium")[^1].Signature;

    private int Count(byte signature) => _watcher.In("podium").Count(packet => packet.Signature == signature);

    private void AssertOneStream()
    {
        var received = _watcher.In("podium");
        Assert.All(received.Zip(received.Skip(1)), pair =>
        {
            Assert.Equal((ushort)(pair.First.Sequence + 1), pair.Second.Sequence);
            Assert.Equal((pair.First.PictureId + 1) & 0x7FFF, pair.Second.PictureId);
            Assert.True((int)(pair.Second.Timestamp - pair.First.Timestamp) > 0);
        });
    }
}
