using DiemCau.Media.Tests.Routing.Direct;

namespace DiemCau.Media.Tests.Routing.Publishing;

/// <summary>
/// What the sizes of frames say of a picture, with sizes that encoders were measured to make (320×180, 15 pictures a second).
/// </summary>
public sealed class PictureWatchTests : IDisposable
{
    private const int Talking = 460;
    private const int EmptyRoom = 290;
    private const int StandsStill = 113;
    private const int KeyOfRoom = 2_300;
    private const int KeyOfBlack = 138;

    private readonly DirectConference _conference = new();
    private readonly DirectParticipant _site;
    private readonly CameraStream _camera;

    public PictureWatchTests()
    {
        _site = _conference.Join(new DirectPlan(Sends: true, SharesScreen: true));
        _conference.Show();
        _camera = new CameraStream(_site, 10, 7);
    }

    public void Dispose() => _conference.Dispose();

    [Fact]
    public void Somebody_who_talks_moves_and_an_empty_room_does_so_by_the_noise_of_its_camera()
    {
        Key(KeyOfRoom);
        Film(5, Talking);
        Film(20, EmptyRoom);
        Assert.Equal([PictureState.Moving], Told());
    }

    [Fact]
    public void A_camera_that_sends_the_same_picture_again_and_again_stands_still_and_is_not_black()
    {
        Key(KeyOfRoom);
        Film(5, Talking);
        var stopped = _conference.Now;
        Film(9, StandsStill);
        Assert.Equal([PictureState.Moving, PictureState.Still], Told());
        Assert.Contains(10u, _site.KeyFramesAsked); // to know whether it is of one colour
        Key(KeyOfRoom);
        _site.KeyFramesAsked.Clear();
        Film(2, Talking); // sharpening what stands still
        Film(20, StandsStill);
        Assert.Equal([PictureState.Moving, PictureState.Still], Told());
        Assert.Empty(_site.KeyFramesAsked); // once is enough
        Assert.InRange(_conference.Told.Pictures[^1].Report.Since.TotalMicroseconds, stopped - 100_000, stopped + 1_200_000); // to a second

        Film(1, Talking);
        Assert.Equal(PictureState.Moving, Told()[^1]);
    }

    [Fact]
    public void A_black_picture_is_known_by_its_key_frame()
    {
        Key(KeyOfRoom);
        Film(3, Talking);
        Film(9, StandsStill); // the lens is covered, or the camera sends nothing but black
        Key(KeyOfBlack);
        Film(2, StandsStill);
        Assert.Equal([PictureState.Moving, PictureState.Still, PictureState.Uniform], Told());
        Key(KeyOfRoom);
        Film(4, Talking);
        Assert.Equal(PictureState.Moving, Told()[^1]);
    }

    [Fact]
    public void A_camera_that_sends_no_frame_any_more_is_frozen_whatever_else_its_line_brings()
    {
        Key(KeyOfRoom);
        Film(3, Talking);
        var last = _conference.Now;
        for (var i = 0; i < 50; i++)
        {
            _camera.Pad();
            _conference.Pass(100);
        }

        Assert.Equal([PictureState.Moving, PictureState.Frozen], Told());
        Assert.InRange(_conference.Told.Pictures[^1].Report.Since.TotalMicroseconds, last - 70_000, last);
        Film(2, Talking);
        Assert.Equal([PictureState.Moving, PictureState.Frozen, PictureState.Moving], Told());
    }

    [Fact]
    public void Slides_may_stand_as_long_as_they_like_but_not_black()
    {
        var screen = new CameraStream(_site, 20, 8, mid: "s");
        screen.Picture(isKey: true, length: KeyOfRoom / 2, packets: 2);
        _conference.Pass(20_000);
        screen.Picture(length: StandsStill);
        _conference.Pass(20_000);
        Assert.Equal([PictureState.Moving], Told(SourceKind.Screen));
        screen.Picture(isKey: true, length: KeyOfBlack);
        screen.Picture(length: StandsStill);
        _conference.Pass(10_000);
        Assert.Equal([PictureState.Moving, PictureState.Uniform], Told(SourceKind.Screen));
    }

    [Fact]
    public void A_key_frame_that_did_not_come_whole_says_nothing()
    {
        Key(KeyOfRoom);
        Film(3, Talking);
        Film(9, StandsStill);
        _camera.Picture(isKey: true, packets: 20, length: KeyOfBlack, lost: [.. Enumerable.Range(1, 18)]);
        Film(9, StandsStill);
        Assert.DoesNotContain(PictureState.Uniform, Told());
    }

    [Fact]
    public void Of_simulcast_layers_the_smallest_speaks_for_all_and_those_that_are_not_wanted_are_not_missed()
    {
        var site = _conference.Join(new DirectPlan(Sends: true, Rids: ["l", "h"]));
        var (small, large) = (new CameraStream(site, 30, 1, rid: "l"), new CameraStream(site, 40, 2, rid: "h", height: 720));
        for (var i = 0; i < 200; i++)
        {
            small.Picture(isKey: i % 100 == 0, length: i % 100 == 0 ? 1_200 : Talking, packets: i % 100 == 0 ? 2 : 1);
            if (i < 30)
            {
                large.Picture(isKey: i == 0, packets: 3, length: 1_000);
            }

            _conference.Pass(66);
        }

        Assert.Equal([PictureState.Moving], Told(SourceKind.Camera, site));
    }

    private List<PictureState> Told(SourceKind source = SourceKind.Camera, DirectParticipant? of = null) =>
        [.. _conference.Told.Pictures
            .Where(told => told.Source == source && told.Participant == (of ?? _site).Id)
            .Select(told => told.Report.State)];

    private void Key(int bytes)
    {
        var packets = (bytes / 1_000) + 1;
        _camera.Picture(isKey: true, packets: packets, length: bytes / packets);
    }

    private void Film(int seconds, int bytes)
    {
        for (var i = 0; i < seconds * 15; i++)
        {
            _camera.Picture(length: bytes);
            _conference.Pass(66);
        }
    }
}
