using System.Net;
using DiemCau.Meetings.Lifecycle;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Tests.Registration;

public sealed class SubmissionTests
{
    [Fact]
    public async Task What_is_sent_waits_for_approval_and_is_seen_by_the_sites()
    {
        await using var province = await Province.WithAsync(2);
        var id = await province.SubmittedAsync(province.Form());

        var page = (await province.Commune.Get($"/api/meetings/{id}")).Json!;
        Assert.Equal("pendingApproval", (string?)page["stage"]);
        Assert.Empty(page["allowed"]!.AsArray());
        Assert.Equal(1, (int)(await province.Commune.Get("/api/meetings")).Json!["total"]!);
        Assert.Equal(["registration", "approval", "invitations", "preparation", "technicalCheck", "connection", "readiness", "conclusions"],
            page["deadlines"]!.AsArray().Select(deadline => (string?)deadline!["deadline"]));
        Assert.Equal("onTime", (string?)page["deadlines"]![0]!["standing"]);
    }

    [Fact]
    public async Task A_late_registration_says_so_and_goes_with_the_name_of_who_granted_it()
    {
        await using var province = await Province.WithAsync(1);
        var tomorrow = province.Installation.Time.GetUtcNow().AddDays(1);
        var check = (await province.Clerk.Post("/api/meetings/check", new { startsAt = tomorrow, endsAt = tomorrow.AddHours(1) })).Json!;
        Assert.True((bool)check["isLate"]!);
        var (id, version) = await province.DraftAsync(province.Form(tomorrow));

        var refused = await province.Clerk.Post($"/api/meetings/{id}/submit", new { version });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "meeting_late"), (refused.Status, refused.Code));
        var nameless = await province.Clerk.Post($"/api/meetings/{id}/submit", new { version, exemption = new { grantedBy = "", reason = "Gấp" } });
        Assert.Equal("validation", nameless.Code);
        var sent = await province.Clerk.Post($"/api/meetings/{id}/submit", new { version, exemption = new { grantedBy = "Ông C, Phó Chánh Văn phòng", reason = "Dịch bùng phát" } });
        Assert.Equal(HttpStatusCode.OK, sent.Status);
        var deadline = (await province.PageAsync(id))["deadlines"]![0]!;
        Assert.Equal(("exempted", "Ông C, Phó Chánh Văn phòng"), ((string?)deadline["standing"], (string?)deadline["exemption"]!["grantedBy"]));
    }

    [Fact]
    public async Task State_secrets_are_refused_with_the_reason()
    {
        await using var province = await Province.WithAsync(1);
        var (id, version) = await province.DraftAsync(province.Form(isStateSecret: true));
        var refused = await province.Clerk.Post($"/api/meetings/{id}/submit", new { version });
        Assert.Equal("meeting_state_secret", refused.Code);
        Assert.Contains("cơ yếu", (string?)refused["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_ad_hoc_meeting_is_announced_at_once()
    {
        await using var province = await Province.WithAsync(1);
        var id = await province.SubmittedAsync(province.Form(province.Installation.Time.GetUtcNow().AddHours(2), kind: "adHoc"));
        Assert.Equal("notified", (string?)(await province.PageAsync(id))["stage"]);
    }

    [Fact]
    public async Task A_weekly_meeting_becomes_as_many_meetings_on_working_days()
    {
        await using var province = await Province.WithAsync(1);
        var id = await province.SubmittedAsync(province.Form(recurrence: new { step = "weekly", every = 1, count = 4, skipDaysOff = true }));

        var series = await province.Installation.QueryAsync(db => db.Meetings.Where(meeting => meeting.SeriesId == id).OrderBy(meeting => meeting.StartsAt).ToListAsync());
        Assert.Equal(4, series.Count);
        Assert.All(series, meeting => Assert.Equal((MeetingStage.PendingApproval, 2, TimeSpan.FromHours(3)), (meeting.Stage, meeting.SiteCount, meeting.EndsAt - meeting.StartsAt)));
        Assert.Equal(4, (int)(await province.Clerk.Get($"/api/meetings?seriesId={id}")).Json!["total"]!);
    }

    [Fact]
    public async Task Other_units_change_nothing()
    {
        await using var province = await Province.WithAsync(1);
        var id = await province.SubmittedAsync(province.Form());
        var version = (int)(await province.PageAsync(id))["version"]!;
        foreach (var verb in new[] { "submit", "withdraw", "cancel", "postpone" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await province.Commune.Post($"/api/meetings/{id}/{verb}", new { version, reason = "x" })).Status);
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await province.Commune.Post($"/api/meetings/{id}/exemptions", new { version, deadline = "invitations", grantedBy = "A", reason = "B" })).Status);
    }

    [Fact]
    public async Task The_history_tells_who_changed_what_from_what_to_what()
    {
        await using var province = await Province.WithAsync(2);
        var id = await province.SubmittedAsync(province.Form());
        var version = (int)(await province.PageAsync(id))["version"]!;
        var edited = await province.Clerk.Put($"/api/meetings/{id}/form", new { version, form = province.Form(title: "Hội nghị phòng dịch mùa đông", members: 1) });
        await province.Clerk.Post($"/api/meetings/{id}/withdraw", new { version = (int)edited["version"], reason = "Bổ sung thành phần" });

        // A withdrawn draft is its own unit's again.
        Assert.Equal(HttpStatusCode.Forbidden, (await province.Commune.Get($"/api/meetings/{id}/history")).Status);


        var history = (await province.Clerk.Get($"/api/meetings/{id}/history")).Json!["items"]!.AsArray();
        Assert.Equal(["meeting.withdraw", "meeting.rewrite", "meeting.submit"], history.Select(entry => (string?)entry!["action"]));
        Assert.Equal(("Sở Y tế", "Bổ sung thành phần"), ((string?)history[0]!["by"], (string?)history[0]!["reason"]));
        Assert.Equal(["title", "members"], history[1]!["differences"]!.AsArray().Select(difference => (string?)difference!["field"]));
        Assert.Equal("UBND xã 2 – Phòng họp trực tuyến", (string?)history[1]!["differences"]![1]!["before"]);
    }
}
