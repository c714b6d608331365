using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Shared.Problems;
using static DiemCau.Meetings.Tests.Lifecycle.MeetingExamples;

namespace DiemCau.Meetings.Tests.Lifecycle;

public sealed class MeetingTests
{
    [Fact]
    public void A_planned_meeting_goes_the_eight_steps() => Assert.Equal(11, At(MeetingStage.Summarised).Version - 1);

    [Fact]
    public void An_ad_hoc_meeting_skips_approval_and_the_check()
    {
        var meeting = At(MeetingStage.Summarised, MeetingKind.AdHoc);
        Assert.DoesNotContain(meeting.Passages, passage => passage.To is MeetingStage.PendingApproval or MeetingStage.Approved or MeetingStage.TechnicalCheck);
    }

    [Fact]
    public void An_ad_hoc_meeting_is_called_with_its_script_and_everybody_who_is_to_come()
    {
        var content = Content(kind: MeetingKind.AdHoc);
        Assert.NotNull(Draft(content with { Script = [] }).Submit(Terms, Clerk, Now));
        Assert.Null(Draft(content with { Script = [] }).Submit(Terms with { HasPapers = true }, Clerk, Now));
        var refusal = Draft(content with { Members = [content.Members[0], Site("UBND xã khác")] }).Submit(Terms, Clerk, Now);
        Assert.Equal(("members", "meeting_attendees"), (refusal!.Fields[0].Field, refusal.Fields[0].Code));
    }

    [Fact]
    public void A_meeting_outside_the_system_is_never_connected_by_it()
    {
        At(MeetingStage.Summarised, MeetingKind.Outside);
        Assert.NotNull(At(MeetingStage.Ready, MeetingKind.Outside).Connect(Clerk, Now));
    }

    [Fact]
    public void Every_verb_is_refused_where_it_does_not_fit_and_changes_nothing()
    {
        foreach (var stage in MeetingWay.Of(MeetingKind.Planned))
        {
            foreach (var verb in Enum.GetValues<MeetingVerb>().Where(verb => verb is not (MeetingVerb.Exempt or MeetingVerb.Reconsider) && MeetingWay.Next(MeetingKind.Planned, stage, verb) is null))
            {
                var meeting = At(stage);
                var version = meeting.Version;
                if (Do(meeting, verb) is not { } refusal)
                {
                    throw new InvalidOperationException($"{verb} at {stage} was not refused.");
                }

                Assert.Equal(("meeting_wrong_stage", version, stage), (refusal.Code, meeting.Version, meeting.Stage));
                Assert.Empty(meeting.TakeEvents());
            }
        }
    }

    [Fact]
    public void A_late_registration_needs_the_name_of_who_granted_it()
    {
        var meeting = Draft();
        var late = Terms.RegisterBy.AddMinutes(1);
        Assert.Equal("meeting_late", meeting.Submit(Terms, Clerk, late)?.Code);
        Assert.Equal("validation", meeting.Exempt(MeetingDeadline.Registration, "  ", "Dịch bùng phát", Clerk, late)?.Code);
        Assert.Null(meeting.Exempt(MeetingDeadline.Registration, "Ông Nguyễn Văn C, Phó Chánh Văn phòng", "Dịch bùng phát", Clerk, late));
        Assert.Null(meeting.Submit(Terms, Clerk, late));
        Assert.Equal(MeetingStage.PendingApproval, meeting.Stage);
    }

    [Fact]
    public void State_secrets_are_refused_whatever_else_is_right()
    {
        var meeting = Draft(Content() with { IsStateSecret = true });
        Assert.Equal("meeting_state_secret", meeting.Submit(Terms, Clerk, Now)?.Code);
        Assert.Equal("meeting_state_secret", At(MeetingStage.Approved).Rewrite(Content() with { IsStateSecret = true }, Terms, Clerk, Now)?.Code);
    }

    [Fact]
    public void Nothing_mandatory_may_be_missing()
    {
        var meeting = Meeting.Draft(Guid.NewGuid(), Clerk, Now);
        var refusal = meeting.Submit(Terms, Clerk, Now)!;
        Assert.Equal(
            ["title", "startsAt", "endsAt", "chairName", "mainSite", "members", "script", "contact.name", "contact.phone"],
            refusal.Fields.Select(field => field.Field));
    }

    [Fact]
    public void A_script_may_be_attached_as_a_paper() =>
        Assert.Null(Draft(Content() with { Script = [] }).Submit(Terms with { HasPapers = true }, Clerk, Now));

    [Fact]
    public void Returning_rejecting_postponing_and_cancelling_need_a_reason()
    {
        Assert.Equal("validation", At(MeetingStage.PendingApproval).Return(" ", Office, Now)?.Code);
        Assert.Equal("validation", At(MeetingStage.PendingApproval).Reject(null, Office, Now)?.Code);
        Assert.Equal("validation", At(MeetingStage.Approved).Postpone("", Office, Now)?.Code);
        Assert.Equal("validation", At(MeetingStage.Approved).Cancel("", Office, Now)?.Code);
    }

    [Fact]
    public void What_was_returned_is_reworked_and_submitted_again()
    {
        var meeting = At(MeetingStage.PendingApproval);
        Assert.Null(meeting.Return("Thiếu kịch bản phần thảo luận", Office, Now));
        Assert.Equal("Thiếu kịch bản phần thảo luận", meeting.StageReason);
        Assert.Null(meeting.Rewrite(meeting.Content with { Script = [.. meeting.Content.Script, new("Thảo luận", 60)] }, Terms, Clerk, Now));
        Assert.Null(meeting.Submit(Terms, Clerk, Now));
        Assert.Equal((MeetingStage.PendingApproval, null), (meeting.Stage, meeting.StageReason));
    }

    [Fact]
    public void What_was_approved_is_approved_anew_when_its_time_or_its_sites_change()
    {
        var meeting = At(MeetingStage.Notified);
        Assert.Null(meeting.Rewrite(meeting.Content with { Title = "Hội nghị phòng, chống dịch" }, Terms, Clerk, Now));
        Assert.Equal(MeetingStage.Notified, meeting.Stage);
        Assert.Null(meeting.Rewrite(meeting.Content with { StartsAt = Start.AddMinutes(30) }, Terms, Clerk, Now));
        Assert.Equal(MeetingStage.PendingApproval, meeting.Stage);

        meeting = At(MeetingStage.Approved);
        Assert.Null(meeting.Rewrite(meeting.Content with { Members = [.. meeting.Content.Members.Skip(1)] }, Terms, Clerk, Now));
        Assert.Equal(MeetingStage.Approved, meeting.Stage);
        Assert.Null(meeting.Rewrite(meeting.Content with { Members = [.. meeting.Content.Members, Site("UBND xã mới")] }, Terms, Clerk, Now));
        Assert.Equal(MeetingStage.PendingApproval, meeting.Stage);
    }

    [Fact]
    public void An_event_says_who_when_and_what_was_different()
    {
        var meeting = At(MeetingStage.PendingApproval);
        var before = meeting.Content;
        var added = Site("UBND phường Tân An");
        Assert.Null(meeting.Rewrite(before with { Title = "Hội nghị mới", Members = [.. before.Members.Skip(1), added] }, Terms, Clerk, Now.AddHours(1)));
        var happened = Assert.Single(meeting.TakeEvents());
        Assert.Equal((MeetingVerb.Rewrite, Clerk, Now.AddHours(1)), (happened.Verb, happened.By, happened.At));
        Assert.Equal([new("title", before.Title, "Hội nghị mới"), new("members", before.Members[0].Name, added.Name)], happened.Differences);
        Assert.True(happened.Changes("members"));
        Assert.Null(meeting.Rewrite(meeting.Content, Terms, Clerk, Now));
        Assert.Empty(meeting.TakeEvents());
    }

    [Fact]
    public void A_site_is_named_once_and_the_main_site_is_no_member()
    {
        var (main, member) = (Site("Chính") with { Attendees = "Tất cả" }, Site("Xã"));
        var meeting = Draft(Content() with { MainSite = main, Members = [member, main, member] });
        Assert.Equal([(main.SiteId, SiteRole.Main), (member.SiteId, SiteRole.Member)], meeting.Sites.Select(site => (site.SiteId, site.Role)));
        Assert.Equal(2, meeting.SiteCount);
    }

    [Fact]
    public void A_displaced_meeting_gets_another_time_and_is_submitted_again()
    {
        var meeting = At(MeetingStage.Notified);
        Assert.Null(meeting.Displace("Nhường cho cuộc họp khẩn phòng chống bão", Office, Now));
        Assert.Equal(MeetingStage.Postponed, meeting.Stage);
        Assert.Null(meeting.Rewrite(meeting.Content with { StartsAt = Start.AddDays(2), EndsAt = Start.AddDays(2).AddHours(2) }, Terms, Clerk, Now));
        Assert.Null(meeting.Submit(Terms, Clerk, Now));
        Assert.Equal(MeetingStage.PendingApproval, meeting.Stage);
    }

    private static Refusal? Do(Meeting meeting, MeetingVerb verb) => verb switch
    {
        MeetingVerb.Submit => meeting.Submit(Terms, Clerk, Now),
        MeetingVerb.Withdraw => meeting.Withdraw("x", Clerk, Now),
        MeetingVerb.Return => meeting.Return("x", Office, Now),
        MeetingVerb.Reject => meeting.Reject("x", Office, Now),
        MeetingVerb.TakeBack => meeting.TakeBack(Office, Now),
        MeetingVerb.Approve => meeting.Approve(Office, Now),
        MeetingVerb.Notify => meeting.Notify(Clerk, Now),
        MeetingVerb.Prepare => meeting.Prepare(Clerk, Now),
        MeetingVerb.Check => meeting.Check(Clerk, Now),
        MeetingVerb.DeclareReady => meeting.DeclareReady(Clerk, Now),
        MeetingVerb.Connect => meeting.Connect(Clerk, Now),
        MeetingVerb.ConfirmConnected => meeting.ConfirmConnected(Clerk, Now),
        MeetingVerb.Open => meeting.Open(Clerk, Now),
        MeetingVerb.End => meeting.End(Clerk, Now),
        MeetingVerb.Summarise => meeting.Summarise(Clerk, Now),
        MeetingVerb.Postpone => meeting.Postpone("x", Office, Now),
        MeetingVerb.Displace => meeting.Displace("x", Office, Now),
        MeetingVerb.Cancel => meeting.Cancel("x", Office, Now),
        _ => meeting.Rewrite(meeting.Content with { Title = "Khác" }, Terms, Clerk, Now),
    };
}
