using DiemCau.Media.Tests.Routing.Direct;
using DiemCau.Media.Tests.Routing.Voices;

namespace DiemCau.Media.Tests.Routing;

/// <summary>What a recorder is told of a conference, beside the meeting.</summary>
public sealed class FollowTests : IDisposable
{
    private readonly DirectConference _conference = new();

    public void Dispose() => _conference.Dispose();

    [Fact]
    public void Everything_comes_in_its_order_with_its_time_and_without_a_hole()
    {
        var recorder = Follow();
        var came = _conference.Now;
        var site = _conference.Join(new DirectPlan(Sends: true));
        var (camera, microphone) = (new CameraStream(site, 10, 7), new MicrophoneStream(site, 30, 7));
        _conference.Show(podium: site);
        var began = _conference.Now;
        for (var i = 0; i < 100; i++)
        {
            camera.Picture(isKey: i == 0);
            microphone.Speak(SpokenVietnamese.Chair[i]);
            _conference.Pass(20);
        }

        var last = _conference.Now - 20_000;
        _conference.Pass(2_000);
        _conference.Show();
        _conference.Conference.Remove(site.Id, _conference.Now);
        _conference.Turn();
        _conference.Close();

        var story = Read(recorder);
        Assert.Equal(Enumerable.Range(1, story.Count).Select(number => (long)number), story.Select(happened => happened.Number));
        Assert.Equal(
            [
                new ParticipantSeated(At(came), site.Id),
                new FeedShows(At(began), "podium", site.Id, SourceKind.Camera),
                new SourceBegan(At(began), site.Id, SourceKind.Microphone, "opus"),
                new SourceBegan(At(began), site.Id, SourceKind.Camera, "VP8"),
                new ActiveSpeaker(default, site.Id),
                new SourceEnded(At(last), site.Id, SourceKind.Microphone),
                new SourceEnded(At(last), site.Id, SourceKind.Camera),
                new FeedShows(At(_conference.Now), "podium", null, SourceKind.Camera),
                new ParticipantLeft(At(_conference.Now), site.Id),
                new ActiveSpeaker(default, null),
                new ConferenceClosed(At(_conference.Now)),
            ],
            story.Select(happened => happened with { Number = 0, At = happened is ActiveSpeaker ? default : happened.At }));
        Assert.Equal(FollowEnd.Closed, recorder.End);
    }

    [Fact]
    public void Who_comes_late_is_told_what_holds_and_then_what_happens()
    {
        var (site, other) = (_conference.Join(new DirectPlan(Sends: true)), _conference.Join(new DirectPlan(Sends: true)));
        new CameraStream(site, 10, 7).Picture(isKey: true);
        _conference.Show(podium: site);
        _conference.Show(podium: other);
        _conference.Pass(300);
        _conference.Conference.Remove(other.Id, _conference.Now);
        var recorder = Follow();
        var third = _conference.Join(new DirectPlan(Voices: 1));
        var story = Read(recorder);
        Assert.Equal(
            [typeof(ParticipantSeated), typeof(FeedShows), typeof(SourceBegan), typeof(ParticipantSeated)],
            story.Select(happened => happened.GetType()));
        Assert.Equal(other.Id, ((FeedShows)story[1]).ParticipantId); // the programme's word holds although its site has left
        Assert.Equal(third.Id, ((ParticipantSeated)story[^1]).ParticipantId);
        Assert.All(story.Zip(story.Skip(1)), pair => Assert.True(pair.First.Number < pair.Second.Number));
        Assert.Equal(FollowEnd.Stopped, recorder.End);
    }

    [Fact]
    public void Who_does_not_keep_up_is_cut_off_and_the_others_lose_nothing()
    {
        var (slow, quick) = (Follow(capacity: 10), Follow());
        for (var i = 0; i < 30; i++)
        {
            _conference.Conference.TrySeat(Guid.NewGuid(), _conference.Now);
        }

        Assert.Equal(10, Read(slow).Count); // what came before the cut is there, and nothing after it
        Assert.Equal(FollowEnd.TooSlow, slow.End);
        Assert.Null(quick.End);
        Assert.Equal(30, Read(quick).Count);
    }

    [Fact]
    public void A_source_that_comes_back_by_another_transport_has_ended_and_begins_anew()
    {
        var recorder = Follow();
        var site = _conference.Join(new DirectPlan(Sends: true));
        new CameraStream(site, 10, 7).Picture(isKey: true);
        _conference.Pass(300);
        var again = _conference.Rejoin(site);
        new CameraStream(again, 11, 7).Picture(isKey: true);
        _conference.Pass(300);

        var story = Read(recorder);
        Assert.Equal(
            [typeof(ParticipantSeated), typeof(SourceBegan), typeof(SourceEnded), typeof(SourceBegan)],
            story.Select(happened => happened.GetType()));
    }

    [Fact]
    public void Private_words_are_not_told()
    {
        var recorder = Follow();
        var (speaker, listener) = (_conference.Join(new DirectPlan(Sends: true)), _conference.Join(new DirectPlan(Voices: 1)));
        _conference.Apply(programme => programme with
        {
            PrivateVoices = new Dictionary<Guid, IReadOnlySet<Guid>> { [speaker.Id] = new HashSet<Guid> { listener.Id } },
        });
        Assert.All(Read(recorder), happened => Assert.IsType<ParticipantSeated>(happened));
    }

    private static TimeSpan At(long time) => TimeSpan.FromMicroseconds(time);

    private ConferenceFollower Follow(int capacity = 1_000)
    {
        var follower = new ConferenceFollower(capacity);
        _conference.Conference.Story.Follow(follower);
        return follower;
    }

    /// <summary>All that has happened until now, of one that is told nothing more.</summary>
    private List<ConferenceEvent> Read(ConferenceFollower follower)
    {
        Assert.NotNull(_conference.Told);
        follower.Dispose();
        return follower.ReadAllAsync().ToBlockingEnumerable().ToList();
    }
}
