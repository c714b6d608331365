using DiemCau.Meetings.Deadlines;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Tests.Lifecycle;
using DiemCau.Meetings.WorkingDays;

namespace DiemCau.Meetings.Tests.Deadlines;

public sealed class MeetingTimesTests
{
    private static readonly WorkingCalendars Days = new(new InstallationOptions());

    private static readonly MeetingTimes Times = new(
        new(Enumerable.Range(2025, 4).SelectMany(ComputedDay.Of).Select(day => day.Exception)), Days, DeadlineRule.Defaults.ToDictionary(rule => rule.Deadline));

    private static readonly MeetingActor Somebody = new(null, "Sở Y tế");

    [Theory]
    [InlineData("2026-11-16 08:00", "2026-11-09")] // Monday to Monday
    [InlineData("2026-11-25 08:00", "2026-11-17")] // the 24th is a holiday
    [InlineData("2026-02-26 08:00", "2026-02-12")] // Tết lies between
    [InlineData("2026-09-04 14:00", "2026-08-25")] // National Day, and a Monday exchanged for a Saturday
    public void A_meeting_is_registered_five_working_days_before(string start, string lastDay) =>
        Assert.Equal(Days.EndOf(DateOnly.Parse(lastDay)), Times.RegisterBy(Local(start)));

    [Fact]
    public void Each_deadline_is_counted_as_the_procedure_says()
    {
        // A meeting on Monday the 16th at 08h00, for three hours, sent on Thursday the 5th.
        var meeting = Submitted(Local("2026-11-16 08:00"), Local("2026-11-05 09:00"));
        Assert.Equal(
            [
                (MeetingDeadline.Registration, Local("2026-11-10 00:00")),
                (MeetingDeadline.Approval, Local("2026-11-06 00:00")),
                (MeetingDeadline.Invitations, Local("2026-11-12 00:00")),
                (MeetingDeadline.Preparation, Local("2026-11-13 12:00")), // before that half-day
                (MeetingDeadline.TechnicalCheck, Local("2026-11-14 00:00")), // Friday afternoon is the half-day before Monday morning
                (MeetingDeadline.Connection, Local("2026-11-16 07:00")),
                (MeetingDeadline.Readiness, Local("2026-11-16 07:30")),
                (MeetingDeadline.Conclusions, Local("2026-11-24 00:00")),
            ],
            Times.Of(meeting).Select(state => (state.Deadline, state.DueAt)));
        Assert.Equal(Local("2026-11-16 06:00"), State(meeting, MeetingDeadline.TechnicalCheck).LatestAt);
    }

    [Fact]
    public void A_registration_that_comes_on_a_day_off_is_decided_on_the_next_working_day() =>
        Assert.Equal(Local("2026-11-10 00:00"), State(Submitted(Local("2026-11-23 08:00"), Local("2026-11-07 10:00")), MeetingDeadline.Approval).DueAt);

    [Fact]
    public void A_deadline_is_not_yet_due_then_due_then_late()
    {
        var meeting = Submitted(Local("2026-11-16 08:00"), Local("2026-11-05 09:00"));
        var invitations = State(meeting, MeetingDeadline.Invitations);
        Assert.Equal(DeadlineStanding.NotYet, invitations.At(Local("2026-11-10 12:00")));
        Assert.Equal(DeadlineStanding.Due, invitations.At(Local("2026-11-11 12:00")));
        Assert.Equal(DeadlineStanding.Late, invitations.At(Local("2026-11-12 00:01")));
        Assert.Equal(DeadlineStanding.OnTime, State(meeting, MeetingDeadline.Registration).At(Local("2026-11-15 00:00")));
    }

    [Fact]
    public void What_was_done_late_stays_late_unless_somebody_has_granted_it()
    {
        var meeting = Submitted(Local("2026-11-16 08:00"), Local("2026-11-05 09:00"));
        Assert.Null(meeting.Approve(Somebody, Local("2026-11-05 15:00")));
        Assert.Null(meeting.Notify(Somebody, Local("2026-11-13 08:00")));
        var now = Local("2026-11-14 08:00");
        Assert.Equal(DeadlineStanding.Late, State(meeting, MeetingDeadline.Invitations).At(now));
        Assert.Null(meeting.Exempt(MeetingDeadline.Invitations, "Ông A, Chánh Văn phòng", "Họp khẩn", Somebody, now));
        Assert.Equal(DeadlineStanding.Exempted, State(meeting, MeetingDeadline.Invitations).At(now));
        Assert.Equal(DeadlineStanding.OnTime, State(meeting, MeetingDeadline.Approval).At(now));
    }

    [Fact]
    public void What_is_approved_anew_is_to_be_announced_anew()
    {
        var meeting = Submitted(Local("2026-11-16 08:00"), Local("2026-11-05 09:00"));
        Assert.Null(meeting.Approve(Somebody, Local("2026-11-05 15:00")));
        Assert.Null(meeting.Notify(Somebody, Local("2026-11-06 08:00")));
        Assert.NotNull(State(meeting, MeetingDeadline.Invitations).DoneAt);
        Assert.Null(meeting.Rewrite(meeting.Content with { StartsAt = Local("2026-11-18 08:00"), EndsAt = Local("2026-11-18 11:00") },
            MeetingExamples.Terms, Somebody, Local("2026-11-09 08:00")));
        Assert.Null(State(meeting, MeetingDeadline.Invitations).DoneAt);
        Assert.Equal(Local("2026-11-10 00:00"), State(meeting, MeetingDeadline.Approval).DueAt);
        Assert.NotNull(State(meeting, MeetingDeadline.Registration).DoneAt);
    }

    [Fact]
    public void The_hour_of_an_ad_hoc_meeting_has_no_registration_and_no_check()
    {
        var meeting = MeetingExamples.At(MeetingStage.Notified, MeetingKind.AdHoc);
        var states = Times.Of(meeting);
        Assert.Equal(
            [MeetingDeadline.Preparation, MeetingDeadline.Connection, MeetingDeadline.Readiness, MeetingDeadline.Conclusions],
            states.Select(state => state.Deadline));
        Assert.Equal(states[1].DueAt, states[0].DueAt); // prepared until its sites connect
    }

    [Fact]
    public void The_check_and_the_sites_that_are_connected_are_two_facts()
    {
        var meeting = MeetingExamples.At(MeetingStage.Ready);
        Assert.NotNull(State(meeting, MeetingDeadline.TechnicalCheck).DoneAt);
        Assert.Null(State(meeting, MeetingDeadline.Readiness).DoneAt);
        var opened = MeetingExamples.Start.AddMinutes(-60).AddSeconds(20);
        Assert.Null(meeting.Connect(MeetingActor.System, opened));
        Assert.Equal(DeadlineStanding.OnTime, State(meeting, MeetingDeadline.Connection).At(opened));
        Assert.Null(meeting.ConfirmConnected(Somebody, MeetingExamples.Start.AddMinutes(-31)));
        Assert.Null(meeting.ConfirmConnected(Somebody, MeetingExamples.Start.AddMinutes(-5))); // said again, it stays in time
        Assert.Equal(MeetingStage.Connecting, meeting.Stage);
        Assert.Equal(DeadlineStanding.OnTime, State(meeting, MeetingDeadline.Readiness).At(MeetingExamples.Start));
    }

    [Fact]
    public void What_was_decided_to_be_done_without_is_not_done_in_time()
    {
        var meeting = MeetingExamples.At(MeetingStage.TechnicalCheck);
        var now = MeetingExamples.Start.AddDays(-3);
        Assert.NotNull(meeting.DeclareReady(Somebody, now, new(" "))); // a decision has a reason
        Assert.Null(meeting.DeclareReady(Somebody, now, new("Mưa bão, 3 xã mất điện")));
        var check = State(meeting, MeetingDeadline.TechnicalCheck);
        Assert.Null(check.DoneAt);
        Assert.Equal(("Sở Y tế", "Mưa bão, 3 xã mất điện"), (check.Anyway!.ByName, check.Anyway.Reason));
        Assert.Equal(DeadlineStanding.Late, check.At(now));
        Assert.False(check.IsOpen); // nobody is reminded of what is decided
    }

    [Fact]
    public void What_was_passed_over_is_late_and_nobody_can_do_it_any_more()
    {
        var meeting = MeetingExamples.At(MeetingStage.Preparing);
        var now = MeetingExamples.Start.AddMinutes(-60);
        Assert.Null(meeting.Connect(MeetingActor.System, now));
        var check = State(meeting, MeetingDeadline.TechnicalCheck);
        Assert.Equal((DeadlineStanding.Late, false), (check.At(now), check.IsOpen));
        Assert.True(State(meeting, MeetingDeadline.Readiness).IsOpen);
        Assert.False(State(meeting, MeetingDeadline.Conclusions).IsOpen); // it is not over yet
    }

    [Theory]
    [InlineData("2026-11-16 00:29", "2026-11-16 00:55", "2026-11-16 00:39", "2026-11-16 00:44")]
    [InlineData("2026-11-16 00:29", "2026-11-16 00:35", "2026-11-16 00:35", "2026-11-16 00:35")] // never after the beginning
    [InlineData("2026-11-16 00:29", "2026-11-16 08:00", "2026-11-16 07:00", "2026-11-16 07:30")]
    public void A_meeting_called_at_short_notice_is_not_late_when_it_is_born(string sent, string start, string connected, string ready)
    {
        var meeting = MeetingExamples.Draft(MeetingExamples.Content(kind: MeetingKind.AdHoc) with { StartsAt = Local(start), EndsAt = Local(start).AddHours(1) });
        Assert.Null(meeting.Submit(MeetingExamples.Terms, Somebody, Local(sent)));
        Assert.Equal([Local(connected), Local(connected), Local(ready)], Times.Of(meeting).Take(3).Select(state => state.DueAt));
        Assert.DoesNotContain(DeadlineStanding.Late, Times.Of(meeting).Select(state => state.At(Local(sent))));
    }

    [Fact]
    public void Outside_the_system_the_own_sites_are_ready_and_nobody_is_asked_who_is_connected()
    {
        var meeting = MeetingExamples.At(MeetingStage.Ready, MeetingKind.Outside);
        Assert.Equal([MeetingDeadline.Preparation, MeetingDeadline.Readiness], Times.Of(meeting).Select(state => state.Deadline));
        Assert.All(Times.Of(meeting), state => Assert.NotNull(state.DoneAt));
    }

    private static DeadlineState State(Meeting meeting, MeetingDeadline deadline) => Times.Of(meeting).Single(state => state.Deadline == deadline);

    private static Meeting Submitted(DateTimeOffset start, DateTimeOffset sent)
    {
        var meeting = MeetingExamples.Draft(MeetingExamples.Content() with { StartsAt = start, EndsAt = start.AddHours(3) });
        Assert.Null(meeting.Submit(MeetingExamples.Terms with { RegisterBy = Times.RegisterBy(start) }, Somebody, sent));
        return meeting;
    }

    /// <summary>A time in Vietnam.</summary>
    private static DateTimeOffset Local(string time) => new DateTimeOffset(DateTime.Parse(time), TimeSpan.FromHours(7)).ToUniversalTime();
}
