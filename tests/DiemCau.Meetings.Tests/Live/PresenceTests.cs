using DiemCau.Meetings.Live;
using DiemCau.Meetings.Live.Conferences;
using DiemCau.Meetings.Live.Wire;

namespace DiemCau.Meetings.Tests.Live;

public sealed class PresenceTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    [Fact]
    public void Somebody_who_has_lost_only_the_hub_stays()
    {
        var sitting = new Sitting();
        var site = sitting.Come("Xã Ea Kao");

        sitting.Conference.HubChanged(site, on: false, sitting.Now);
        sitting.Pass(TimeSpan.FromMinutes(10));

        Assert.Equal(ConnectionState.Connected, sitting.See(site).Connection.State);
    }

    [Fact]
    public void Somebody_lost_is_shown_as_reconnecting_and_taken_off_the_list_after_a_minute()
    {
        var sitting = new Sitting();
        var site = sitting.Come("Xã Ea Kao");

        sitting.Lose(site);
        Assert.Equal(ConnectionState.Reconnecting, sitting.See(site).Connection.State);
        sitting.Pass(Attendance.AbsencePatience - Moment);
        Assert.True(sitting.Conference.Holds(site));
        sitting.Pass(Moment);

        Assert.False(sitting.Conference.Holds(site));
    }

    [Fact]
    public void Floor_and_raised_hand_stay_with_whoever_reloads_the_page()
    {
        var sitting = new Sitting();
        var speaking = Sitting.Person("Xã Ea Kao");
        sitting.Come(speaking);
        var asking = Sitting.Person("Xã Hòa Thắng");
        sitting.Come(asking);
        sitting.Conference.RaiseHand(asking.Id, sitting.Now);
        sitting.Conference.RaiseHand(sitting.Come("Xã Cư Êbur"), sitting.Now);
        sitting.Conference.GiveFloor(sitting.Chair, speaking.Id, sitting.Now);

        sitting.Lose(speaking.Id);
        sitting.Lose(asking.Id);
        sitting.Pass(Attendance.AbsencePatience - Moment);
        Assert.Null(sitting.Conference.Return(speaking, sitting.Now));
        Assert.Null(sitting.Conference.Return(asking, sitting.Now));
        sitting.Connect(speaking.Id);
        sitting.Connect(asking.Id);
        sitting.Pass(Attendance.AbsencePatience);

        Assert.Equal([speaking.Id], sitting.Snapshot.Floor);
        Assert.Equal(asking.Id, sitting.Snapshot.Hands[0].ParticipantId);
        Assert.Equal(speaking.Id, sitting.OnPodium);
    }

    [Fact]
    public void Whoever_leaves_by_the_button_leaves_floor_and_hand_at_once()
    {
        var sitting = new Sitting();
        var site = sitting.Come("Xã Ea Kao");
        sitting.Conference.GiveFloor(sitting.Chair, site, sitting.Now);
        sitting.Conference.RaiseHand(site, sitting.Now);

        Assert.Null(sitting.Conference.Leave(site, sitting.Now));

        Assert.Empty(sitting.Snapshot.Floor);
        Assert.Empty(sitting.Snapshot.Hands);
        Assert.False(sitting.Conference.Holds(site));
    }

    [Fact]
    public void Coming_back_over_a_media_session_that_still_lives_leaves_it_connected()
    {
        var sitting = new Sitting();
        var guest = Sitting.Person("Xã Ea Kao");
        sitting.Conference.Enter(guest, sitting.Now);
        sitting.Connect(guest.Id);

        Assert.Null(sitting.Conference.Return(guest, sitting.Now));

        Assert.Equal(ConnectionState.Connected, sitting.See(guest.Id).Connection.State);
    }

    [Fact]
    public void Somebody_without_media_is_shown_so()
    {
        var sitting = new Sitting();
        var reader = Sitting.Person("Thư ký", media: false);
        sitting.Conference.Enter(reader, sitting.Now);

        sitting.Conference.HubChanged(reader.Id, on: true, sitting.Now);

        Assert.Equal(ConnectionState.NoMedia, sitting.See(reader.Id).Connection.State);
    }

    [Fact]
    public void The_chair_comes_back_to_its_seat_within_two_minutes()
    {
        var sitting = new Sitting();
        sitting.Come("Cùng đơn vị", unit: Sitting.Province);
        sitting.Lose(sitting.Chair);
        sitting.Pass(Attendance.AbsencePatience);
        Assert.Null(sitting.Conference.ChairId);
        sitting.Pass(TimeSpan.FromSeconds(30));

        sitting.Conference.Return(Sitting.Person("Chủ trì", ownsRoom: true, unit: Sitting.Province) with { Id = sitting.Chair }, sitting.Now);

        Assert.Equal(sitting.Chair, sitting.Conference.ChairId);
    }

    [Fact]
    public void After_two_minutes_the_longest_present_of_the_same_unit_presides()
    {
        var sitting = new Sitting();
        sitting.Come("Khách đến trước");
        var first = sitting.Come("Văn phòng, máy 1", unit: Sitting.Province);
        sitting.Come("Văn phòng, máy 2", unit: Sitting.Province);
        sitting.Lose(sitting.Chair);

        sitting.Pass(Attendance.AbsencePatience);
        sitting.Pass(Chairmanship.Reservation - Attendance.AbsencePatience);

        Assert.Equal(first, sitting.Conference.ChairId);
        Assert.Equal(ParticipantRole.Chair, sitting.See(first).Role);
    }

    [Fact]
    public void Whoever_presides_after_the_reservation_sees_who_waits_and_is_in_the_journal()
    {
        var sitting = new Sitting(waitingRoom: true);
        var successor = Sitting.Person("Văn phòng, máy 2", unit: Sitting.Province) with { PassesDoor = true };
        Assert.Equal(Entry.Inside, sitting.Conference.Enter(successor, sitting.Now));
        sitting.Connect(successor.Id);
        sitting.Conference.RaiseHand(successor.Id, sitting.Now);
        var guest = Sitting.Person("Xã Ea Kao");
        sitting.Conference.AskToEnter(guest, sitting.Now);
        sitting.Conference.Leave(sitting.Chair, sitting.Now);
        sitting.Views.TakeDelta();
        sitting.Conference.TakeJournal();

        sitting.Pass(Chairmanship.Reservation);

        Assert.Equal(guest.Id, Assert.Single(sitting.Views.TakeDelta()!.Waiting!).TicketId);
        Assert.Equal(JournalEvent.ChairTaken, Assert.Single(sitting.Conference.TakeJournal()).Event);
        Assert.Empty(sitting.Snapshot.Hands);
    }

    [Fact]
    public void Without_anybody_of_the_unit_the_conference_goes_on_and_says_that_it_waits_for_a_chair()
    {
        var sitting = new Sitting();
        var site = sitting.Come("Xã Ea Kao");
        sitting.Say(site, microphone: true);
        sitting.Conference.Leave(sitting.Chair, sitting.Now);

        sitting.Pass(Chairmanship.Reservation);

        Assert.Contains(new Telling(null, TellingKind.ChairAway), sitting.Conference.TakeTellings());
        Assert.Null(sitting.Conference.ChairId);
        Assert.Contains(site, sitting.Programme.MayBeHeard);
    }

    [Fact]
    public void The_rooms_own_account_takes_the_seat_of_a_chair_that_is_lost()
    {
        var sitting = new Sitting();
        sitting.Come("Xã Ea Kao");
        sitting.Lose(sitting.Chair);

        var second = sitting.Come("Chủ trì, máy khác", ownsRoom: true, unit: Sitting.Province);

        Assert.Equal(second, sitting.Conference.ChairId);
    }

    [Fact]
    public void A_second_pc_of_the_account_joins_as_a_member_and_may_take_the_chair()
    {
        var sitting = new Sitting();
        var second = sitting.Come("Chủ trì, máy khác", ownsRoom: true, unit: Sitting.Province);
        Assert.Equal(ParticipantRole.Member, sitting.See(second).Role);

        Assert.Null(sitting.Conference.TakeChair(second, sitting.Now));

        Assert.Equal(second, sitting.Conference.ChairId);
        Assert.Equal(ParticipantRole.Member, sitting.See(sitting.Chair).Role);
    }

    [Fact]
    public void Handing_over_the_chair_hands_over_its_rights()
    {
        var sitting = new Sitting(ConferenceMode.Conference);
        var deputy = sitting.Come("Phó chủ trì");
        sitting.Say(sitting.Chair, microphone: true);

        Assert.Null(sitting.Conference.HandOverChair(sitting.Chair, deputy, sitting.Now));

        Assert.Null(sitting.Say(deputy, microphone: true));
        Assert.Equal(new HashSet<Guid> { deputy }, sitting.Programme.MayBeHeard);
        Assert.NotNull(sitting.Conference.MuteAll(sitting.Chair, sitting.Now));
    }

    [Fact]
    public void An_empty_conference_ends_after_five_minutes()
    {
        var sitting = new Sitting();
        sitting.Conference.Leave(sitting.Chair, sitting.Now);
        sitting.Pass(Attendance.EmptyPatience - Moment);
        Assert.False(sitting.Conference.Ended);

        sitting.Pass(Moment);

        Assert.True(sitting.Conference.Ended);
    }

    [Fact]
    public void The_time_to_come_back_is_the_earliest_of_all_that_wait()
    {
        var sitting = new Sitting();
        var site = sitting.Come("Xã Ea Kao");
        Assert.Null(sitting.Conference.Settle(sitting.Now));

        sitting.Lose(site);

        Assert.Equal(sitting.Now + Attendance.AbsencePatience, sitting.Conference.Settle(sitting.Now));
    }

    [Fact]
    public void A_restarted_server_finds_chair_mutes_hands_floor_podium_lock_and_chat_as_they_were()
    {
        var before = new Sitting();
        var (muted, asking, shown) = (before.Come("A"), before.Come("B"), before.Come("C"));
        before.Say(muted, microphone: true);
        before.Conference.SetSelfUnmute(before.Chair, false);
        before.Conference.Mute(before.Chair, muted, before.Now);
        before.Conference.RaiseHand(asking, before.Now);
        before.Conference.GiveFloor(before.Chair, shown, before.Now);
        before.Conference.SetPodium(before.Chair, shown, before.Now);
        before.Conference.SetLocked(before.Chair, true, before.Now);
        before.Conference.SendChat(asking, Guid.NewGuid(), "Xin phép phát biểu", before.Now);

        var after = before.Restarted(TimeSpan.FromSeconds(8));

        var snapshot = after.Snapshot;
        Assert.Equal(before.Chair, snapshot.ChairId);
        Assert.True(after.See(muted).MutedByChair);
        Assert.False(snapshot.SelfUnmute);
        Assert.True(snapshot.Locked);
        Assert.Equal(asking, Assert.Single(snapshot.Hands).ParticipantId);
        Assert.Equal([shown], snapshot.Floor);
        Assert.Equal(new PodiumView(shown, true), snapshot.Podium);
        Assert.Equal("Xin phép phát biểu", Assert.Single(snapshot.Chat).Text);
        Assert.All(snapshot.Participants, participant => Assert.Equal(ConnectionState.Reconnecting, participant.Connection.State));
        Assert.True(snapshot.Version > before.Views.Version - 1);
    }

    [Fact]
    public void After_a_restart_everybody_has_a_minute_to_come_back()
    {
        var before = new Sitting();
        var site = before.Come("Xã Ea Kao");
        var after = before.Restarted(TimeSpan.FromMinutes(20));

        after.Pass(Attendance.AbsencePatience - Moment);
        after.Connect(site);
        after.Pass(Moment);

        Assert.True(after.Conference.Holds(site));
        Assert.False(after.Conference.Holds(after.Chair));
    }
}
