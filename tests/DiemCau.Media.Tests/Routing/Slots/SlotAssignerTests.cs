using DiemCau.Media.Tests.Routing.Direct;

namespace DiemCau.Media.Tests.Routing.Slots;

public sealed class SlotAssignerTests : IDisposable
{
    private static readonly DirectPlan Site =
        new(Sends: true, Voices: 3, Podium: true, Screen: true, ChairScreen: true, Tiles: 2, SharesScreen: true);

    private readonly DirectConference _conference = new();

    public void Dispose() => _conference.Dispose();

    [Fact]
    public void Nobody_is_shown_their_own_picture()
    {
        var (one, other) = (_conference.Join(Site), _conference.Join(Site));
        _conference.Show(podium: one, screen: one);

        Assert.Null(one.Shown("podium"));
        Assert.Null(one.Shown("screen"));
        Assert.Same(one.Participant.Camera, other.Shown("podium"));
        Assert.Same(one.Participant.Screen, other.Shown("screen"));
    }

    [Fact]
    public void A_receiver_is_shown_the_feed_that_was_chosen_for_it()
    {
        var (standing, before, third) = (_conference.Join(Site), _conference.Join(Site), _conference.Join(Site));
        _conference.Apply(programme => programme with
        {
            Feeds = [new Feed("podium", standing.Id, SourceKind.Camera), new Feed("before", before.Id, SourceKind.Camera)],
            Shown = new FeedChoice("podium", null),
            ShownTo = new Dictionary<Guid, FeedChoice> { [standing.Id] = new("before", null, "podium") },
        });

        Assert.Same(standing.Participant.Camera, third.Shown("podium"));
        Assert.Same(before.Participant.Camera, standing.Shown("podium"));
        Assert.Null(standing.Shown("chair")); // a feed, but its own picture
    }

    [Fact]
    public void A_screen_is_forwarded_while_a_feed_has_it()
    {
        var (one, other) = (_conference.Join(Site), _conference.Join(Site));
        _conference.Show(screen: one);
        Assert.True(one.Participant.Screen.IsShown);
        Assert.False(other.Participant.Screen.IsShown);
        _conference.Show();
        Assert.False(one.Participant.Screen.IsShown);
    }

    [Fact]
    public void A_feed_may_name_somebody_who_comes_later()
    {
        var watcher = _conference.Join(Site);
        var late = Guid.NewGuid();
        _conference.Conference.Apply(Programme.Of(new HashSet<Guid>(), new HashSet<Guid> { late }, late, null), _conference.Now);
        Assert.True(_conference.Conference.TrySeat(late, _conference.Now));
        _conference.Turn();
        Assert.Same(_conference.Conference.Find(late)!.Camera, watcher.Shown("podium"));
        _conference.Conference.Remove(late, _conference.Now);
        _conference.Turn();
        Assert.Null(watcher.Shown("podium"));
    }

    [Fact]
    public void Who_is_in_a_tile_stays_there_when_the_order_changes()
    {
        var (watcher, one, two) = (_conference.Join(Site), _conference.Join(Site), _conference.Join(Site));
        var size = (Width: 320, Height: 180);
        _conference.Show();
        watcher.View(tiles: [new ViewTile(one.Id, size.Width, size.Height), new ViewTile(two.Id, size.Width, size.Height)]);
        var (first, second) = (watcher.Shown("tile0"), watcher.Shown("tile1"));
        watcher.View(tiles: [new ViewTile(two.Id, size.Width, size.Height), new ViewTile(one.Id, size.Width, size.Height)]);

        Assert.Equal((one.Participant.Camera, two.Participant.Camera), (first, second));
        Assert.Equal((first, second), (watcher.Shown("tile0"), watcher.Shown("tile1")));
    }

    /// <summary>Voices and a picture or two of 320 kbit/s are what the line carries.</summary>
    [Fact]
    public void The_chairs_screen_goes_before_tiles_and_after_the_podium_and_the_shared_screen()
    {
        var (podium, screen) = (_conference.Join(Site), _conference.Join(Site));
        var (chair, tile) = (_conference.Join(Site), _conference.Join(Site));
        var watcher = _conference.Join(Site);
        var cameras = new[]
        {
            new CameraStream(podium, 10, 1), new CameraStream(screen, 20, 2, mid: "s"),
            new CameraStream(chair, 30, 3), new CameraStream(tile, 40, 4),
        };
        _conference.Apply(programme => programme with
        {
            Feeds =
            [
                new Feed("p", podium.Id, SourceKind.Camera),
                new Feed("s", screen.Id, SourceKind.Screen),
                new Feed("c", chair.Id, SourceKind.Camera),
            ],
            Shown = new FeedChoice("p", "s", "c"),
        });
        var full = new ViewSize(1280, 720);
        watcher.View(full, full, full, new ViewTile(tile.Id, 1280, 720));
        string[] order = ["podium", "screen", "chair", "tile0"];
        var shownAtOnce = new HashSet<int>();
        for (var i = 0; i < 300; i++)
        {
            foreach (var camera in cameras)
            {
                camera.Picture(isKey: i % 10 == 0, packets: 2, length: 600); // 320 kbit/s
            }

            watcher.Estimate(700_000);
            _conference.Pass(30);
            if (i >= 30)
            {
                var paused = order.Select(mid => watcher.Transport.Receiver.Slots.Single(slot => slot.Mid == mid).Paused).ToList();
                var shown = paused.TakeWhile(reason => reason is null).Count();
                Assert.All(paused.Skip(shown), reason => Assert.Equal(PauseReason.Bandwidth, reason)); // none before a more important one
                shownAtOnce.Add(shown);
            }
        }

        Assert.Contains(2, shownAtOnce);
        Assert.DoesNotContain(0, shownAtOnce);
    }
}
