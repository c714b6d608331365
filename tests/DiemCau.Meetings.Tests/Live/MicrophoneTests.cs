using DiemCau.Meetings.Live;
using DiemCau.Meetings.Live.Conferences;
using DiemCau.Meetings.Shared.Problems;

namespace DiemCau.Meetings.Tests.Live;

public sealed class MicrophoneTests
{
    [Fact]
    public void In_a_discussion_everybody_may_open_the_microphone()
    {
        var sitting = new Sitting();
        var site = sitting.Come("Xã Ea Kao");

        Assert.Null(sitting.Say(site, microphone: true));

        Assert.Contains(site, sitting.Programme.MayBeHeard);
    }

    [Fact]
    public void A_client_that_does_not_say_that_it_sends_is_not_heard()
    {
        var sitting = new Sitting();
        var site = sitting.Come("Xã Ea Kao");

        Assert.DoesNotContain(site, sitting.Programme.MayBeHeard);
    }

    [Fact]
    public void A_muted_site_is_not_heard_and_is_told_who_did_it()
    {
        var sitting = new Sitting();
        var site = sitting.Come("Xã Ea Kao");
        sitting.Say(site, microphone: true);
        sitting.Conference.TakeTellings();

        Assert.Null(sitting.Conference.Mute(sitting.Chair, site, sitting.Now));

        Assert.DoesNotContain(site, sitting.Programme.MayBeHeard);
        Assert.Equal([new Telling(site, TellingKind.MutedByChair, sitting.Chair)], sitting.Conference.TakeTellings());
        Assert.True(sitting.See(site).MutedByChair);
    }

    [Fact]
    public void A_muted_site_may_come_back_by_itself_unless_the_mute_is_hard()
    {
        var sitting = new Sitting();
        var site = sitting.Come("Xã Ea Kao");
        sitting.Say(site, microphone: true);
        sitting.Conference.Mute(sitting.Chair, site, sitting.Now);
        Assert.Null(sitting.Say(site, microphone: true));
        Assert.Contains(site, sitting.Programme.MayBeHeard);

        sitting.Conference.SetSelfUnmute(sitting.Chair, false);
        sitting.Conference.Mute(sitting.Chair, site, sitting.Now);

        Assert.Equal(Refusals.Forbidden, sitting.Say(site, microphone: true));
        Assert.DoesNotContain(site, sitting.Programme.MayBeHeard);
        Assert.False(sitting.See(site).MayUnmute);
    }

    [Fact]
    public void Under_a_hard_mute_somebody_allowed_or_given_the_floor_may_speak()
    {
        var sitting = new Sitting();
        var (allowed, invited, silent) = (sitting.Come("A"), sitting.Come("B"), sitting.Come("C"));
        sitting.Conference.MuteAll(sitting.Chair, sitting.Now);
        sitting.Conference.SetSelfUnmute(sitting.Chair, false);

        sitting.Conference.AllowUnmute(sitting.Chair, allowed);
        sitting.Conference.GiveFloor(sitting.Chair, invited, sitting.Now);

        Assert.Null(sitting.Say(allowed, microphone: true));
        Assert.Null(sitting.Say(invited, microphone: true));
        Assert.Equal(Refusals.Forbidden, sitting.Say(silent, microphone: true));
        Assert.Equal(new HashSet<Guid> { allowed, invited }, sitting.Programme.MayBeHeard);
    }

    [Fact]
    public void A_hard_mute_lets_those_who_speak_finish_but_not_begin_again()
    {
        var sitting = new Sitting();
        var site = sitting.Come("Xã Ea Kao");
        sitting.Say(site, microphone: true);

        sitting.Conference.SetSelfUnmute(sitting.Chair, false);
        Assert.Contains(site, sitting.Programme.MayBeHeard);
        sitting.Say(site, microphone: false);

        Assert.Equal(Refusals.Forbidden, sitting.Say(site, microphone: true));
    }

    [Fact]
    public void A_refused_microphone_does_not_keep_the_camera_from_opening()
    {
        var sitting = new Sitting(ConferenceMode.Conference);
        var site = sitting.Come("Xã Ea Kao");

        Assert.Equal(Refusals.Forbidden, sitting.Say(site, microphone: true, camera: true));

        Assert.Contains(site, sitting.Programme.MayBeSeen);
    }

    [Fact]
    public void Mute_all_spares_the_chair_and_whom_it_has_given_the_floor()
    {
        var sitting = new Sitting();
        var (speaker, noise) = (sitting.Come("A"), sitting.Come("B"));
        sitting.Conference.GiveFloor(sitting.Chair, speaker, sitting.Now);
        foreach (var who in (Guid[])[sitting.Chair, speaker, noise])
        {
            sitting.Say(who, microphone: true);
        }

        sitting.Conference.MuteAll(sitting.Chair, sitting.Now);

        Assert.Equal(new HashSet<Guid> { sitting.Chair, speaker }, sitting.Programme.MayBeHeard);
    }

    [Fact]
    public void In_a_video_conference_only_the_chair_and_those_given_the_floor_are_heard_while_cameras_stay_visible()
    {
        var sitting = new Sitting(ConferenceMode.Conference);
        var (invited, member) = (sitting.Come("A"), sitting.Come("B"));
        sitting.Say(sitting.Chair, microphone: true);
        Assert.Equal(Refusals.Forbidden, sitting.Say(member, microphone: true, camera: true));

        sitting.Conference.GiveFloor(sitting.Chair, invited, sitting.Now);
        sitting.Say(invited, microphone: true, camera: true);

        Assert.Equal(new HashSet<Guid> { sitting.Chair, invited }, sitting.Programme.MayBeHeard);
        Assert.Equal(new HashSet<Guid> { invited, member }, sitting.Programme.MayBeSeen);
    }

    [Fact]
    public void In_training_one_speaks_at_a_time_besides_the_chair()
    {
        var sitting = new Sitting(ConferenceMode.Training);
        var (first, second) = (sitting.Come("A"), sitting.Come("B"));
        sitting.Conference.GiveFloor(sitting.Chair, first, sitting.Now);
        sitting.Say(first, microphone: true);

        sitting.Conference.GiveFloor(sitting.Chair, second, sitting.Now);
        sitting.Say(second, microphone: true);

        Assert.Equal(new HashSet<Guid> { second }, sitting.Programme.MayBeHeard);
        Assert.Equal([second], sitting.Snapshot.Floor);
        Assert.Equal(Refusals.Forbidden, sitting.Say(first, microphone: true));
    }

    [Fact]
    public void The_floor_counts_from_the_first_invitation_and_through_a_restart()
    {
        var sitting = new Sitting();
        var site = sitting.Come("Xã Ea Kao");
        var began = sitting.Now;
        sitting.Conference.GiveFloor(sitting.Chair, site, began);
        sitting.Pass(TimeSpan.FromMinutes(2));
        sitting.Conference.GiveFloor(sitting.Chair, site, sitting.Now);

        Assert.Equal(began, sitting.Snapshot.FloorSince[site]);
        Assert.Equal(began, sitting.Restarted(TimeSpan.FromSeconds(10)).Snapshot.FloorSince[site]);

        sitting.Conference.TakeFloor(sitting.Chair, site, sitting.Now);
        Assert.Empty(sitting.Snapshot.FloorSince);
    }

    [Fact]
    public void Taking_the_floor_silences_whoever_had_it()
    {
        var sitting = new Sitting();
        var site = sitting.Come("Xã Ea Kao");
        sitting.Conference.GiveFloor(sitting.Chair, site, sitting.Now);
        sitting.Say(site, microphone: true);

        sitting.Conference.TakeFloor(sitting.Chair, site, sitting.Now);

        Assert.Empty(sitting.Programme.MayBeHeard);
        Assert.Empty(sitting.Snapshot.Floor);
    }

    [Fact]
    public void Whoever_is_given_the_floor_is_told_and_its_hand_goes_down()
    {
        var sitting = new Sitting();
        var site = sitting.Come("Xã Ea Kao");
        sitting.Conference.RaiseHand(site, sitting.Now);
        sitting.Conference.TakeTellings();

        sitting.Conference.GiveFloor(sitting.Chair, site, sitting.Now);

        Assert.Contains(new Telling(site, TellingKind.FloorGiven, sitting.Chair), sitting.Conference.TakeTellings());
        Assert.Empty(sitting.Snapshot.Hands);
    }

    [Fact]
    public void A_member_cannot_do_what_only_the_chair_may()
    {
        var sitting = new Sitting();
        var (member, other, now) = (sitting.Come("A"), sitting.Come("B"), sitting.Now);
        var conference = sitting.Conference;

        Refusal?[] answers =
        [
            conference.Mute(member, other, now), conference.MuteAll(member, now), conference.AllowUnmute(member, member),
            conference.SetSelfUnmute(member, false), conference.GiveFloor(member, member, now), conference.TakeFloor(member, other, now),
            conference.SetPodium(member, member, now), conference.SetLayout(member, ConferenceLayout.Grid, now), conference.AdmitAll(member, now),
            conference.SetLocked(member, true, now), conference.SetWaitingRoom(member, true, now), conference.Remove(member, other, now),
            conference.HandOverChair(member, member, now), conference.EndForAll(member, now), conference.TakeChair(member, now),
            conference.LowerHand(member, other),
        ];

        Assert.All(answers, answer => Assert.Equal(Refusals.Forbidden, answer));
    }
}
