using DiemCau.Media.Tests.Routing.Direct;

namespace DiemCau.Media.Tests.Routing.Slots;

/// <summary>When somebody's picture or voice has reached a receiver: what connect times are computed from.</summary>
public sealed class ArrivalTests : IDisposable
{
    private readonly DirectConference _conference = new();

    public void Dispose() => _conference.Dispose();

    [Fact]
    public void A_feeds_new_source_is_told_at_its_key_frame_with_the_time_of_the_programmes_word()
    {
        var (site, hall) = (_conference.Join(new DirectPlan(Sends: true)), _conference.Join(new DirectPlan(Podium: true)));
        var camera = new CameraStream(site, 10, 7);
        Film(camera, 5);
        _conference.Show(podium: site);
        var granted = _conference.Now;
        Film(camera, 10);
        Assert.Empty(_conference.Told.Arrivals); // no key frame has come
        camera.Picture(isKey: true);
        _conference.Turn();
        var reached = _conference.Now;
        Film(camera, 20);

        var (receiver, arrival) = Assert.Single(_conference.Told.Arrivals);
        Assert.Equal(hall.Id, receiver);
        Assert.Equal(
            new SourceArrival("podium", site.Id, SourceKind.Camera, TimeSpan.FromMicroseconds(granted), TimeSpan.FromMicroseconds(reached)),
            arrival);
    }

    [Fact]
    public void A_layer_that_changes_and_a_line_that_comes_back_are_no_arrivals()
    {
        var site = _conference.Join(new DirectPlan(Sends: true, Rids: ["l", "h"]));
        var hall = _conference.Join(new DirectPlan(Podium: true));
        var (small, large) = (new CameraStream(site, 10, 1, rid: "l"), new CameraStream(site, 20, 2, rid: "h", height: 720));
        _conference.Show(podium: site);
        hall.View(podium: new ViewSize(320, 180));
        Film(30);
        hall.View(podium: new ViewSize(1_280, 720));
        Film(40);
        Assert.Equal([1, 2], hall.In("podium").Select(packet => (int)packet.Signature).Distinct());
        hall.View(podium: default(ViewSize));
        Film(10);
        hall.View(podium: new ViewSize(320, 180));
        Film(20);

        Assert.Single(_conference.Told.Arrivals);

        void Film(int pictures)
        {
            for (var i = 0; i < pictures; i++)
            {
                small.Picture(isKey: i % 5 == 0);
                large.Picture(isKey: i % 5 == 0, packets: 2);
                _conference.Pass(30);
            }
        }
    }

    [Fact]
    public void Who_comes_back_to_the_podium_reaches_everybody_anew()
    {
        var (site, other) = (_conference.Join(new DirectPlan(Sends: true)), _conference.Join(new DirectPlan(Sends: true)));
        _conference.Join(new DirectPlan(Podium: true));
        var cameras = new[] { new CameraStream(site, 10, 1), new CameraStream(other, 20, 2) };
        foreach (var who in new[] { site, other, site })
        {
            _conference.Show(podium: who);
            for (var i = 0; i < 12; i++)
            {
                Array.ForEach(cameras, camera => camera.Picture(isKey: i % 5 == 4));
                _conference.Pass(30);
            }
        }

        Assert.Equal([site.Id, other.Id, site.Id], _conference.Told.Arrivals.Select(told => told.Arrival.ParticipantId));
    }

    /// <summary>The picture has been there all the time: another's was announced and taken back before its key frame.</summary>
    [Fact]
    public void What_flows_already_when_it_is_granted_has_arrived_at_once()
    {
        var (site, other) = (_conference.Join(new DirectPlan(Sends: true)), _conference.Join(new DirectPlan(Sends: true)));
        _conference.Join(new DirectPlan(Podium: true));
        var (camera, otherCamera) = (new CameraStream(site, 10, 1), new CameraStream(other, 20, 2));
        _conference.Show(podium: site);
        Film(camera, 10);
        camera.Picture(isKey: true);
        Film(camera, 10);
        _conference.Show(podium: other);
        otherCamera.Picture();
        Film(camera, 3);
        _conference.Show(podium: site);
        Film(camera, 3);

        var arrivals = _conference.Told.Arrivals.Select(told => told.Arrival).ToList();
        Assert.Equal([site.Id, site.Id], arrivals.Select(arrival => arrival.ParticipantId));
        Assert.InRange(arrivals[1].At - arrivals[1].GrantedAt, TimeSpan.Zero, TimeSpan.FromMilliseconds(20));
    }

    [Fact]
    public void Each_receiver_is_told_of_by_itself_and_by_the_feed_that_it_is_shown()
    {
        var (site, chair) = (_conference.Join(new DirectPlan(Sends: true)), _conference.Join(new DirectPlan(ChairScreen: true)));
        var (hall, elsewhere) = (_conference.Join(new DirectPlan(Podium: true)), _conference.Join(new DirectPlan(Podium: true)));
        _conference.Apply(programme => programme with
        {
            Feeds = [new Feed("podium", site.Id, SourceKind.Camera), new Feed("talk", site.Id, SourceKind.Camera)],
            Shown = new FeedChoice("podium", null),
            ShownTo = new Dictionary<Guid, FeedChoice> { [chair.Id] = new(null, null, "talk"), [elsewhere.Id] = new(null, null) },
        });
        var camera = new CameraStream(site, 10, 7);
        Film(camera, 10);
        camera.Picture(isKey: true);
        Film(camera, 20);
        Assert.Equal(
            [(chair.Id, "talk"), (hall.Id, "podium")],
            _conference.Told.Arrivals.Select(told => (told.Receiver, told.Arrival.Feed!)).OrderBy(told => told.Item1 == hall.Id));
    }

    [Fact]
    public void A_voice_is_told_when_a_slot_first_carries_it_and_again_after_it_was_forbidden()
    {
        var (site, hall) = (_conference.Join(new DirectPlan(Sends: true)), _conference.Join(new DirectPlan(Voices: 2)));
        var microphone = new MicrophoneStream(site, 30, 7);
        _conference.Show(muted: site);
        Speak();
        Assert.Empty(_conference.Told.Arrivals);
        _conference.Show();
        var granted = _conference.Now;
        Speak();
        var told = Assert.Single(_conference.Told.Arrivals);
        Assert.Equal((hall.Id, null, SourceKind.Microphone), (told.Receiver, told.Arrival.Feed, told.Arrival.Source));
        Assert.Equal(granted, told.Arrival.GrantedAt.TotalMicroseconds);
        Assert.InRange(told.Arrival.At - told.Arrival.GrantedAt, TimeSpan.Zero, TimeSpan.FromMilliseconds(100));

        _conference.Show(muted: site);
        Speak();
        _conference.Show();
        Speak();
        Assert.Equal(2, _conference.Told.Arrivals.Count);

        void Speak()
        {
            for (var i = 0; i < 40; i++)
            {
                microphone.Speak();
                _conference.Pass(20);
            }
        }
    }

    private void Film(CameraStream camera, int pictures)
    {
        for (var i = 0; i < pictures; i++)
        {
            camera.Picture();
            _conference.Pass(30);
        }
    }
}
