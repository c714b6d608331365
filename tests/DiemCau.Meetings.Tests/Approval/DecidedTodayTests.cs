using System.Net;
using System.Text.Json.Nodes;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Notifications;
using DiemCau.Meetings.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

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
        Assert.Equal([true, true], today.Select(decision => (bool)decision!["mayTakeBack"]!));
        office.Installation.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal([false, true], (await TodayAsync(office)).Select(decision => (bool)decision!["mayTakeBack"]!));
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

        Assert.Equal("decision_stands", (await TakeBackAsync(office, id)).Code);
        Assert.Equal(MeetingStage.Notified, await office.StageAsync(id));
    }

    [Theory]
    [InlineData("return")]
    [InlineData("reject")]
    [InlineData("counter-proposal")]
    public async Task A_return_and_a_refusal_are_taken_back_with_their_letters_before_anybody_was_told(string answer)
    {
        await using var office = await ApprovingOffice.OpenAsync(2, ports: 10);
        var id = await office.SubmittedAsync("Giao ban", office.Sites);
        var before = (await office.LookAsync(id))["item"]!;
        await AnswerAsync(office, id, answer);
        Assert.NotEmpty(await office.Installation.MailsToAsync("daumoi@tinh.gov.vn"));
        await office.Installation.Services.GetRequiredService<MailSender>().SendDueAsync(default);

        var taken = await TakeBackAsync(office, id);

        Assert.Equal("pendingApproval", (string?)taken["stage"]);
        Assert.Empty(await office.Installation.MailsToAsync("daumoi@tinh.gov.vn"));
        Assert.Empty((await office.Department.Get("/api/inbox")).Json!["items"]!.AsArray());
        // It waits where it waited, and by when it has to be decided has not moved.
        var after = (await office.LookAsync(id))["item"]!;
        Assert.Equal((before["submittedAt"]!.ToString(), before["dueAt"]!.ToString()), (after["submittedAt"]!.ToString(), after["dueAt"]!.ToString()));
        Assert.Equal(HttpStatusCode.OK, (await office.ApproveAsync(id)).Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_refusal_stands_once_its_letter_has_left_or_somebody_has_read_it(bool hasLeft)
    {
        await using var office = await ApprovingOffice.OpenAsync(2, ports: 10);
        var id = await office.SubmittedAsync("Giao ban", office.Sites);
        await AnswerAsync(office, id, "reject");
        if (hasLeft)
        {
            // A server whose clock is a little ahead has sent it.
            await office.Installation.QueryAsync(db => db.Database.ExecuteSqlAsync($"update mails set attempts = 1"));
        }
        else
        {
            await office.Department.Post("/api/inbox/decisions/seen", new { });
        }

        Assert.Equal("decision_stands", (await TakeBackAsync(office, id)).Code);
        Assert.Equal(MeetingStage.Rejected, await office.StageAsync(id));
        Assert.NotEmpty(await office.Installation.MailsToAsync("daumoi@tinh.gov.vn"));
    }

    [Fact]
    public async Task A_new_time_that_the_office_has_set_is_no_approval_to_be_taken_back()
    {
        await using var office = await ApprovingOffice.OpenAsync(2, ports: 2);
        var lower = await office.ApprovedAsync("Tập huấn", office.Sites);
        var higher = await office.SubmittedAsync("Ứng phó bão số 9", office.Sites, priority: MeetingPriority.Emergency);
        Assert.Equal(HttpStatusCode.OK, (await office.ApproveAsync(higher, lower)).Status);
        var times = (await office.LookAsync(lower))["freeTimes"]!.AsArray();
        await office.Officer.Post($"/api/approvals/{lower}/reschedule", new { version = await office.VersionAsync(lower), startsAt = (string)times[0]! });
        Assert.Equal(MeetingStage.Approved, await office.StageAsync(lower));

        Assert.False((bool)(await TodayAsync(office)).First(decision => (string?)decision!["verdict"] == "rescheduled")!["mayTakeBack"]!);
        Assert.Equal("decision_stands", (await TakeBackAsync(office, lower)).Code);
        Assert.Equal(MeetingStage.Approved, await office.StageAsync(lower));
    }

    private static async Task AnswerAsync(ApprovingOffice office, Guid id, string answer)
    {
        var given = await office.Officer.Post($"/api/approvals/{id}/{answer}", new
        {
            version = await office.VersionAsync(id),
            remarks = "Bổ sung kịch bản.",
            reason = "Không cần họp.",
            times = new[] { office.Morning.AddDays(7) },
        });
        Assert.Equal(HttpStatusCode.OK, given.Status);
    }

    private static async Task<Answer> TakeBackAsync(ApprovingOffice office, Guid id) =>
        await office.Officer.Post($"/api/approvals/{id}/take-back", new { version = await office.VersionAsync(id) });

    private static async Task<JsonArray> TodayAsync(ApprovingOffice office) => (await office.Officer.Get("/api/approvals/today")).Json!.AsArray();
}
