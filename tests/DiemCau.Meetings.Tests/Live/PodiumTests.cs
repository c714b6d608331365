using DiemCau.Meetings.Live;
using DiemCau.Meetings.Live.Conferences;
using DiemCau.Meetings.Live.Wire;
using DiemCau.Meetings.Shared.Problems;

namespace DiemCau.Meetings.Tests.Live;

public sealed class PodiumTests
{
    [Fact]
    public void The_chair_is_on_the_podium_until_somebody_speaks()
    {
        var sitting = new Sitting();
        var site = sitting.Come("Xã Ea Kao");
        Assert.Equal(sitting.Chair, sitting.OnPodium);
        sitting.Pass(Podium.Dwell);

        sitting.Conference.SpeakerChanged(site, sitting.Now);

        Assert.Equal(site, sitting.OnPodium);
    }

    [Fact]
    public void Who_stands_at_the_podium_sees_the_one_before()
    {
        var sitting = new Sitting();
        var site = sitting.Come("Xã Ea Kao");
        sitting.Pass(Podium.Dwell);
        Assert.Empty(sitting.Programme.PodiumInstead);

        sitting.Conference.SpeakerChanged(site, sitting.Now);

        Assert.Equal(new Dictionary<Guid, Guid> { [site] = sitting.Chair }, sitting.Programme.PodiumInstead);
    }

    [Fact]
    public void Two_who_talk_over_each_other_do_not_make_the_picture_jump()
    {
        var sitting = new Sitting();
        var (one, other) = (sitting.Come("A"), sitting.Come("B"));
        sitting.Pass(Podium.Dwell);
        sitting.Conference.SpeakerChanged(one, sitting.Now);
        sitting.Pass(TimeSpan.FromSeconds(0.4));

        sitting.Conference.SpeakerChanged(other, sitting.Now);
        Assert.Equal(one, sitting.OnPodium);
        sitting.Pass(TimeSpan.FromSeconds(0.4));
        sitting.Conference.SpeakerChanged(one, sitting.Now);
        sitting.Pass(Podium.Dwell);

        Assert.Equal(one, sitting.OnPodium);
    }

    [Fact]
    public void Who_goes_on_speaking_gets_the_podium_when_the_dwell_is_over()
    {
        var sitting = new Sitting();
        var (one, other) = (sitting.Come("A"), sitting.Come("B"));
        sitting.Pass(Podium.Dwell);
        sitting.Conference.SpeakerChanged(one, sitting.Now);
        sitting.Pass(TimeSpan.FromSeconds(0.5));
        sitting.Conference.SpeakerChanged(other, sitting.Now);

        var due = sitting.Conference.Settle(sitting.Now);
        sitting.Pass(due!.Value - sitting.Now);

        Assert.Equal(other, sitting.OnPodium);
    }

    [Fact]
    public void Silence_leaves_the_last_speaker_on_the_podium()
    {
        var sitting = new Sitting();
        var site = sitting.Come("Xã Ea Kao");
        sitting.Pass(Podium.Dwell);
        sitting.Conference.SpeakerChanged(site, sitting.Now);
        sitting.Pass(TimeSpan.FromMinutes(1));

        sitting.Conference.SpeakerChanged(null, sitting.Now);

        Assert.Equal(site, sitting.OnPodium);
    }

    [Fact]
    public void The_floor_goes_before_whoever_else_speaks_and_the_chairs_choice_before_the_floor()
    {
        var sitting = new Sitting();
        var (invited, loud, chosen) = (sitting.Come("A"), sitting.Come("B"), sitting.Come("C"));
        sitting.Conference.GiveFloor(sitting.Chair, invited, sitting.Now);
        sitting.Conference.SpeakerChanged(loud, sitting.Now);
        Assert.Equal(invited, sitting.OnPodium);

        sitting.Conference.SetPodium(sitting.Chair, chosen, sitting.Now);
        Assert.Equal(new PodiumView(chosen, true), sitting.Snapshot.Podium);

        sitting.Conference.SetPodium(sitting.Chair, null, sitting.Now);
        Assert.Equal(invited, sitting.OnPodium);
    }

    [Fact]
    public void Whoever_leaves_leaves_the_podium_too()
    {
        var sitting = new Sitting();
        var site = sitting.Come("Xã Ea Kao");
        sitting.Conference.SetPodium(sitting.Chair, site, sitting.Now);

        sitting.Conference.Leave(site, sitting.Now);

        Assert.Equal(sitting.Chair, sitting.OnPodium);
        Assert.False(sitting.Snapshot.Podium.Pinned);
    }

    [Fact]
    public void One_screen_at_a_time_and_the_chair_may_take_it_over()
    {
        var sitting = new Sitting();
        var (first, second) = (sitting.Come("A"), sitting.Come("B"));
        Assert.Null(sitting.Say(first, microphone: false, screen: true));

        Assert.Equal(LiveRefusals.ScreenInUse, sitting.Say(second, microphone: false, screen: true));
        Assert.Null(sitting.Say(sitting.Chair, microphone: false, screen: true));

        Assert.Equal(sitting.Chair, sitting.Programme.Screen);
        Assert.False(sitting.See(first).Screen);
    }

    [Fact]
    public void In_a_video_conference_only_the_chair_and_the_floor_share_screens()
    {
        var sitting = new Sitting(ConferenceMode.Conference);
        var site = sitting.Come("Xã Ea Kao");
        Assert.Equal(Refusals.Forbidden, sitting.Say(site, microphone: false, screen: true));

        sitting.Conference.GiveFloor(sitting.Chair, site, sitting.Now);

        Assert.Null(sitting.Say(site, microphone: false, screen: true));
    }

    [Fact]
    public void Who_has_lost_hub_and_media_leaves_the_podium_after_five_seconds()
    {
        var sitting = new Sitting();
        var site = sitting.Come("Xã Ea Kao");
        sitting.Pass(Podium.Dwell);
        sitting.Conference.SpeakerChanged(site, sitting.Now);
        Assert.Equal(site, sitting.OnPodium);

        sitting.Lose(site);
        Assert.Equal(ConnectionState.Reconnecting, sitting.See(site).Connection.State);
        var due = sitting.Conference.Settle(sitting.Now);
        Assert.Equal(sitting.Now + Podium.AbsencePatience, due);
        sitting.Pass(Podium.AbsencePatience);

        Assert.Equal(sitting.Chair, sitting.OnPodium);
        Assert.Contains(sitting.Snapshot.Participants, participant => participant.Id == site);
    }

    [Fact]
    public void A_short_interruption_keeps_the_podium()
    {
        var sitting = new Sitting();
        var site = sitting.Come("Xã Ea Kao");
        sitting.Pass(Podium.Dwell);
        sitting.Conference.SpeakerChanged(site, sitting.Now);
        sitting.Pass(TimeSpan.Zero);
        sitting.Lose(site);
        sitting.Pass(TimeSpan.FromSeconds(4));
        sitting.Connect(site);
        sitting.Pass(TimeSpan.FromSeconds(4));

        Assert.Equal(site, sitting.OnPodium);
    }

    [Fact]
    public void Whom_the_chair_put_on_the_podium_keeps_it_while_away()
    {
        var sitting = new Sitting();
        var site = sitting.Come("Xã Ea Kao");
        Assert.Null(sitting.Conference.SetPodium(sitting.Chair, site, sitting.Now));
        sitting.Lose(site);
        sitting.Pass(TimeSpan.FromSeconds(20));

        Assert.Equal(site, sitting.OnPodium);
    }

    [Fact]
    public void Where_nobody_presides_the_first_camera_is_on_the_podium_although_nobody_speaks()
    {
        var sitting = new Sitting();
        sitting.Conference.Leave(sitting.Chair, sitting.Now);
        var listener = sitting.Come("Người nghe");
        var (encoder, second) = (sitting.Come("Máy quay lưu động"), sitting.Come("Máy quay hội trường"));
        Assert.NotEqual(listener, sitting.OnPodium);

        sitting.Say(second, microphone: false, camera: true);
        Assert.Equal(second, sitting.OnPodium);

        sitting.Say(encoder, microphone: false, camera: true);
        Assert.Equal(second, sitting.OnPodium);
        sitting.Say(second, microphone: false, camera: false);
        Assert.Equal(encoder, sitting.OnPodium);
    }

    [Fact]
    public void A_camera_that_stood_in_gives_way_to_the_chair_and_to_whoever_speaks()
    {
        var sitting = new Sitting();
        sitting.Conference.Leave(sitting.Chair, sitting.Now);
        var (encoder, site) = (sitting.Come("Máy quay lưu động"), sitting.Come("Xã Ea Kao"));
        sitting.Say(encoder, microphone: false, camera: true);
        Assert.Equal(encoder, sitting.OnPodium);
        sitting.Pass(Podium.Dwell);

        var chair = sitting.Come("Chủ trì", ownsRoom: true, unit: Sitting.Province);
        Assert.Equal(chair, sitting.OnPodium);

        sitting.Pass(Podium.Dwell);
        sitting.Conference.SpeakerChanged(site, sitting.Now);
        Assert.Equal(site, sitting.OnPodium);
    }

    [Fact]
    public void A_camera_that_stood_in_and_then_spoke_keeps_the_podium_when_the_chair_comes()
    {
        var sitting = new Sitting();
        sitting.Conference.Leave(sitting.Chair, sitting.Now);
        var site = sitting.Come("Xã Ea Kao");
        sitting.Say(site, microphone: true, camera: true);
        Assert.Equal(site, sitting.OnPodium);
        sitting.Conference.SpeakerChanged(site, sitting.Now);
        Assert.Equal(site, sitting.OnPodium);
        sitting.Conference.SpeakerChanged(null, sitting.Now);

        sitting.Come("Chủ trì", ownsRoom: true, unit: Sitting.Province);

        Assert.Equal(site, sitting.OnPodium);
    }
}
