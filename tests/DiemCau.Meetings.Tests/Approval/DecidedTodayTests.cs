using System.Net;
using System.Text.Json.Nodes;
using DiemCau.Meetings.Lifecycle;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Tests.Approval;

public sealed class DecidedTodayTests
{
    [Fact]
    public async Task The_office_reads_what_it_has_decided_today_the_newest_first_and_nothing_of_yesterday()
    {
        await using var office = await ApprovingOffice.OpenAsync(2, ports: 10);
        var (first, second) = (await office.SubmittedAsync("Giao ban", office.Sites), await office.SubmittedAsync("Tập huấn", office.Sites, office.Morning.AddDays(1)));
        await office.ApproveAsync(first);
        office.Installation.Time.Advance(TimeSpan.FromMinutes(5));
        await office.Officer.Post($"/api/approvals/{second}/reject", new { version = await office.VersionAsync(second), reason = "Không cần họp" });

        var today = await TodayAsync(office);
        Assert.Equal(["rejected", "approved"], today.Select(decision => (string?)decision!["verdict"]));
        Assert.Equal(["Tập huấn", "Giao ban"], today.Select(decision => (string?)decision!["title"]));
        Assert.Equal([false, true], today.Select(decision => (bool)decision!["mayTakeBack"]!));
        Assert.Equal(HttpStatusCode.Forbidden, (await office.Department.Get("/api/approvals/today")).Status);

        await office.Installation.QueryAsync(db => db.Database.ExecuteSqlAsync($"update approval_decisions set at = at - interval '1 day'"));
        Assert.Empty(await TodayAsync(office));
    }

    [Fact]
    public async Task An_approval_is_taken_back_with_its_capacity_and_waits_for_a_decision_again()
    {
        await using var office = await ApprovingOffice.OpenAsync(2, ports: 2);
        var id = await office.SubmittedAsync("Giao ban", office.Sites);
        var other = await office.SubmittedAsync("Tập huấn", office.Sites);
        await office.ApproveAsync(id);
        Assert.Equal(HttpStatusCode.Conflict, (await office.ApproveAsync(other)).Status);

        var stale = await office.Officer.Post($"/api/approvals/{id}/take-back", new { version = await office.VersionAsync(id) - 1 });
        var strange = await office.Department.Post($"/api/approvals/{id}/take-back", new { version = await office.VersionAsync(id) });
        var taken = await office.Officer.Post($"/api/approvals/{id}/take-back", new { version = await office.VersionAsync(id) });

        Assert.Equal(("meeting_changed_meanwhile", HttpStatusCode.Forbidden), (stale.Code, strange.Status));
        Assert.Equal("pendingApproval", (string?)taken["stage"]);
        Assert.Equal(HttpStatusCode.OK, (await office.ApproveAsync(other)).Status);
        var decided = (await TodayAsync(office)).Where(decision => (Guid)decision!["meetingId"]! == id).ToList();
        Assert.Equal(["takenBack", "approved"], decided.Select(decision => (string?)decision!["verdict"]));
        Assert.All(decided, decision => Assert.False((bool)decision!["mayTakeBack"]!));
    }

    [Fact]
    public async Task What_others_were_told_of_is_not_taken_back()
    {
        await using var office = await ApprovingOffice.OpenAsync(2, ports: 2);
        var id = await office.ApprovedAsync("Giao ban", office.Sites);
        await office.DoAsync(id, (meeting, by, now) => meeting.Notify(by, now));

        Assert.Equal("meeting_wrong_stage", (await office.Officer.Post($"/api/approvals/{id}/take-back", new { version = await office.VersionAsync(id) })).Code);
        Assert.Equal(MeetingStage.Notified, await office.StageAsync(id));
    }

    private static async Task<JsonArray> TodayAsync(ApprovingOffice office) => (await office.Officer.Get("/api/approvals/today")).Json!.AsArray();
}
