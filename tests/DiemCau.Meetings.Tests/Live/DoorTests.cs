using DiemCau.Meetings.Live;
using DiemCau.Meetings.Live.Conferences;

namespace DiemCau.Meetings.Tests.Live;

public sealed class DoorTests
{
    [Fact]
    public void In_a_room_with_a_waiting_room_guests_wait_until_the_chair_admits_them()
    {
        var sitting = new Sitting(waitingRoom: true);
        var guest = Sitting.Person("Xã Ea Kao");
        Assert.Equal(Entry.Waits, sitting.Conference.Enter(guest, sitting.Now));
        Assert.Equal(Entry.Waits, sitting.Conference.AskToEnter(guest, sitting.Now));
        Assert.Equal(guest.Id, Assert.Single(sitting.Snapshot.Waiting).TicketId);

        Assert.Null(sitting.Conference.Admit(sitting.Chair, guest.Id, sitting.Now));

        Assert.Contains(new Telling(guest.Id, TellingKind.Admitted, sitting.Chair), sitting.Conference.TakeTellings());
        Assert.Equal(Entry.Inside, sitting.Conference.Enter(guest, sitting.Now));
        Assert.Empty(sitting.Snapshot.Waiting);
    }

    [Fact]
    public void Who_was_not_admitted_is_told_and_stays_out()
    {
        var sitting = new Sitting(waitingRoom: true);
        var guest = Sitting.Person("Người lạ");
        sitting.Conference.AskToEnter(guest, sitting.Now);

        sitting.Conference.Refuse(sitting.Chair, guest.Id);

        Assert.Contains(new Telling(guest.Id, TellingKind.Refused, sitting.Chair), sitting.Conference.TakeTellings());
        Assert.Equal(LiveRefusals.RemovedFromRoom, sitting.Conference.Enter(guest, sitting.Now).Refusal);
    }

    [Fact]
    public void Closing_the_waiting_room_lets_in_who_waits()
    {
        var sitting = new Sitting(waitingRoom: true);
        var guest = Sitting.Person("Xã Ea Kao");
        sitting.Conference.AskToEnter(guest, sitting.Now);

        sitting.Conference.SetWaitingRoom(sitting.Chair, false, sitting.Now);

        Assert.Contains(new Telling(guest.Id, TellingKind.Admitted, sitting.Chair), sitting.Conference.TakeTellings());
        Assert.True(sitting.Conference.Enter(guest, sitting.Now).IsInside);
    }

    [Fact]
    public void The_waiting_list_has_an_end()
    {
        var sitting = new Sitting(waitingRoom: true);
        for (var i = 0; i < WaitingList.Maximum; i++)
        {
            Assert.Equal(Entry.Waits, sitting.Conference.AskToEnter(Sitting.Person($"Khách {i}"), sitting.Now));
        }

        Assert.Equal(LiveRefusals.RoomFull, sitting.Conference.AskToEnter(Sitting.Person("Một người nữa"), sitting.Now).Refusal);
    }

    [Fact]
    public void Who_reloads_the_page_while_waiting_keeps_its_place_in_the_order()
    {
        var sitting = new Sitting(waitingRoom: true);
        var first = Sitting.Person("Xã Ea Kao");
        var second = Sitting.Person("Xã Hòa Thắng");
        sitting.Conference.AskToEnter(first, sitting.Now);
        sitting.Conference.AskToEnter(second, sitting.Now);

        sitting.Conference.LoseWaiting(first.Id, sitting.Now);
        Assert.Equal([true, false], sitting.Snapshot.Waiting.Select(person => person.Away));
        sitting.Pass(Attendance.AbsencePatience / 2);
        Assert.Equal(Entry.Waits, sitting.Conference.AskToEnter(first, sitting.Now));

        sitting.Pass(Attendance.AbsencePatience);
        Assert.Equal([first.Id, second.Id], sitting.Snapshot.Waiting.Select(person => person.TicketId));
        Assert.All(sitting.Snapshot.Waiting, person => Assert.False(person.Away));
    }

    [Fact]
    public void Who_does_not_come_back_to_the_waiting_room_is_taken_off_after_a_minute()
    {
        var sitting = new Sitting(waitingRoom: true);
        var guest = Sitting.Person("Xã Ea Kao");
        sitting.Conference.AskToEnter(guest, sitting.Now);

        sitting.Conference.LoseWaiting(guest.Id, sitting.Now);

        Assert.Equal(sitting.Now + Attendance.AbsencePatience, sitting.Conference.Settle(sitting.Now));
        sitting.Pass(Attendance.AbsencePatience);
        Assert.Empty(sitting.Snapshot.Waiting);
    }

    [Fact]
    public void Who_is_admitted_while_its_page_is_reloaded_comes_in()
    {
        var sitting = new Sitting(waitingRoom: true);
        var guest = Sitting.Person("Xã Ea Kao");
        sitting.Conference.AskToEnter(guest, sitting.Now);
        sitting.Conference.LoseWaiting(guest.Id, sitting.Now);

        Assert.Null(sitting.Conference.Admit(sitting.Chair, guest.Id, sitting.Now));

        Assert.Equal(Entry.Inside, sitting.Conference.AskToEnter(guest, sitting.Now));
        Assert.Equal(Entry.Inside, sitting.Conference.Enter(guest, sitting.Now));
    }

    [Fact]
    public void On_a_full_waiting_list_whoever_is_away_longest_gives_way()
    {
        var sitting = new Sitting(waitingRoom: true);
        var people = Enumerable.Range(0, WaitingList.Maximum).Select(i => Sitting.Person($"Khách {i}")).ToArray();
        Array.ForEach(people, person => sitting.Conference.AskToEnter(person, sitting.Now));
        sitting.Conference.LoseWaiting(people[7].Id, sitting.Now);
        sitting.Pass(TimeSpan.FromSeconds(1));
        sitting.Conference.LoseWaiting(people[3].Id, sitting.Now);

        Assert.Equal(Entry.Waits, sitting.Conference.AskToEnter(Sitting.Person("Một người nữa"), sitting.Now));

        Assert.DoesNotContain(sitting.Snapshot.Waiting, person => person.TicketId == people[7].Id);
        Assert.Contains(sitting.Snapshot.Waiting, person => person.TicketId == people[3].Id);
    }

    [Fact]
    public void After_a_restart_who_waited_has_a_minute_to_come_back()
    {
        var sitting = new Sitting(waitingRoom: true);
        sitting.Conference.AskToEnter(Sitting.Person("Xã Ea Kao"), sitting.Now);

        var later = sitting.Restarted(after: TimeSpan.FromHours(1));
        Assert.Equal(later.Now, Assert.Single(later.Conference.Parts.Door.Waiting).AwaySince);

        later.Connect(later.Chair);
        later.Pass(Attendance.AbsencePatience);
        Assert.Empty(later.Conference.Parts.Door.Waiting);
    }

    [Fact]
    public void A_locked_room_lets_nobody_in_but_its_own_account_and_who_was_inside()
    {
        var sitting = new Sitting();
        var lost = Sitting.Person("Xã Ea Kao");
        sitting.Conference.Enter(lost, sitting.Now);
        sitting.Conference.SetLocked(sitting.Chair, true, sitting.Now);
        sitting.Pass(Attendance.AbsencePatience);
        Assert.False(sitting.Conference.Holds(lost.Id));

        Assert.Equal(LiveRefusals.RoomLocked, sitting.Conference.Enter(Sitting.Person("Người mới"), sitting.Now).Refusal);
        Assert.True(sitting.Conference.Enter(Sitting.Person("Máy thứ hai", ownsRoom: true), sitting.Now).IsInside);
        Assert.Null(sitting.Conference.Return(lost, sitting.Now));
    }

    [Fact]
    public void Who_was_asked_to_leave_does_not_come_back_by_token_or_with_the_same_browser()
    {
        var sitting = new Sitting();
        var guest = Sitting.Person("Người gây ồn", browser: "mark");
        sitting.Conference.Enter(guest, sitting.Now);

        Assert.Null(sitting.Conference.Remove(sitting.Chair, guest.Id, sitting.Now));

        Assert.Contains(new Telling(guest.Id, TellingKind.Removed, sitting.Chair), sitting.Conference.TakeTellings());
        Assert.Equal(LiveRefusals.RemovedFromRoom, sitting.Conference.Return(guest, sitting.Now));
        Assert.Equal(LiveRefusals.RemovedFromRoom, sitting.Conference.Enter(guest with { Id = Guid.NewGuid() }, sitting.Now).Refusal);
        Assert.True(sitting.Conference.Enter(Sitting.Person("Người khác", browser: "other"), sitting.Now).IsInside);
    }

    /// <summary>Each of what somebody can come back with bars it by itself, also after the server has started again.</summary>
    [Theory]
    [InlineData("seat")]
    [InlineData("account")]
    [InlineData("link or token")]
    [InlineData("browser")]
    public void Each_of_what_somebody_had_bars_it_at_every_door_and_over_a_restart(string what)
    {
        var sitting = new Sitting(waitingRoom: true);
        var (account, pass) = (Guid.NewGuid(), Guid.NewGuid());
        var gone = Sitting.Person("Người gây ồn", browser: "mark") with { AccountId = account, PassId = pass, PassesDoor = true };
        sitting.Conference.Enter(gone, sitting.Now);
        sitting.Conference.Remove(sitting.Chair, gone.Id, sitting.Now);
        var stranger = Sitting.Person("Người khác", browser: "another");
        var again = what switch
        {
            "seat" => stranger with { Id = gone.Id },
            "account" => stranger with { AccountId = account },
            "link or token" => stranger with { PassId = pass },
            _ => stranger with { Browser = "mark" },
        };

        foreach (var server in new[] { sitting, sitting.Restarted(TimeSpan.FromSeconds(8)) })
        {
            Assert.Equal(LiveRefusals.RemovedFromRoom, server.Conference.Enter(again with { PassesDoor = true }, server.Now).Refusal);
            Assert.Equal(LiveRefusals.RemovedFromRoom, server.Conference.AskToEnter(again, server.Now).Refusal);
            Assert.Equal(LiveRefusals.RemovedFromRoom, server.Conference.Return(again, server.Now));
            Assert.True(server.Conference.Enter(stranger with { Id = Guid.NewGuid(), PassesDoor = true }, server.Now).IsInside);
        }
    }

    [Fact]
    public void A_second_machine_of_the_chairs_account_that_is_removed_bars_neither_account_nor_browser()
    {
        var sitting = new Sitting();
        var second = Sitting.Person("Máy thứ hai", ownsRoom: true, browser: "shared") with { AccountId = Guid.NewGuid() };
        sitting.Conference.Enter(second, sitting.Now);
        sitting.Conference.Remove(sitting.Chair, second.Id, sitting.Now);

        Assert.Equal(LiveRefusals.RemovedFromRoom, sitting.Conference.Return(second, sitting.Now));
        Assert.True(sitting.Conference.Enter(Sitting.Person("Khách cùng máy", browser: "shared"), sitting.Now).IsInside);
        Assert.True(sitting.Conference.Enter(Sitting.Person("Khách của tài khoản") with { AccountId = second.AccountId }, sitting.Now).IsInside);
    }

    [Fact]
    public void A_locked_room_lets_in_whoever_was_invited_by_name_and_an_administrators_encoder()
    {
        var sitting = new Sitting(waitingRoom: true);
        sitting.Conference.SetLocked(sitting.Chair, true, sitting.Now);
        Assert.True(sitting.Conference.Enter(Sitting.Person("Camera hội trường") with { PassesDoor = true }, sitting.Now).IsInside);
    }

    [Fact]
    public void Who_was_asked_to_leave_and_comes_by_another_browser_waits_once_the_waiting_room_is_on()
    {
        var sitting = new Sitting();
        var guest = Sitting.Person("Người gây ồn", browser: "mark");
        sitting.Conference.Enter(guest, sitting.Now);
        sitting.Conference.Remove(sitting.Chair, guest.Id, sitting.Now);
        var again = Sitting.Person("Người khác tên", browser: "another");

        Assert.Null(sitting.Conference.SetWaitingRoom(sitting.Chair, on: true, sitting.Now));

        Assert.False(sitting.Conference.Enter(again, sitting.Now).IsInside);
        Assert.False(sitting.Conference.AskToEnter(again, sitting.Now).IsInside);
        Assert.Contains(sitting.Conference.Parts.Door.Waiting, person => person.TicketId == again.Id);
    }

    [Fact]
    public void A_conference_holds_only_so_many()
    {
        var sitting = new Sitting();
        for (var i = 1; i < Door.MaximumParticipants; i++)
        {
            sitting.Conference.Enter(Sitting.Person($"Xã {i}"), sitting.Now);
        }

        Assert.Equal(LiveRefusals.RoomFull, sitting.Conference.Enter(Sitting.Person("Xã cuối"), sitting.Now).Refusal);
    }
}
