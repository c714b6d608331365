using System.Text.Json.Nodes;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Tests.Accounts;
using DiemCau.Meetings.Tests.Approval;
using DiemCau.Meetings.Tests.Organisation;
using DiemCau.Meetings.Tests.Registration;
using DiemCau.Meetings.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Tests.Home;

public sealed class TaskTests
{
    [Fact]
    public async Task A_unit_sees_what_it_has_begun_and_what_came_back_the_most_urgent_first()
    {
        await using var province = await Province.WithAsync(1);
        await province.DraftAsync(province.Form(province.Later.AddDays(20), title: "Bản nháp"));
        var returned = await province.SubmittedAsync(province.Form(title: "Bị trả lại"));
        await province.SubmittedAsync(province.Form(title: "Chờ duyệt"));
        await province.Clerk.Post("/api/meetings", new { });
        await province.Installation.QueryAsync(db => db.Database.ExecuteSqlAsync($"update meetings set stage = 'Returned' where id = {returned}"));

        var tasks = await TasksAsync(province);

        Assert.Equal(["Bị trả lại", "Bản nháp"], tasks.Select(task => (string?)task["meeting"]!["title"]));
        Assert.Equal(["task.registration.rework", "task.registration.finish"], tasks.Select(task => (string?)task["kind"]));
        Assert.Equal($"/cuoc-hop/{returned}", (string?)tasks[0]["link"]);
        Assert.Equal("Sửa đăng ký bị trả lại rồi gửi lại", (string?)tasks[0]["text"]);
        Assert.Equal("notYet", (string?)tasks[0]["standing"]);
        Assert.Empty((await province.Commune.Get("/api/home/tasks")).Json!.AsArray());

        await province.Installation.QueryAsync(db => db.Database.ExecuteSqlAsync($"""
            update meetings set starts_at = {province.Installation.Time.GetUtcNow().AddDays(2)} where id = {returned}
            """));
        Assert.Equal("late", (string?)(await TasksAsync(province))[0]["standing"]);
    }

    [Fact]
    public async Task The_office_sees_what_waits_for_its_decision_of_the_same_day()
    {
        await using var office = await ApprovingOffice.OpenAsync(2, ports: 100);
        var waiting = await office.SubmittedAsync("Giao ban", office.Sites);

        var task = Assert.Single((await office.Officer.Get("/api/home/tasks")).Json!.AsArray())!;
        Assert.Equal("task.approval.decide", (string?)task["kind"]);
        Assert.Equal($"/phe-duyet?cuoc-hop={waiting}", (string?)task["link"]);
        Assert.NotNull(task["dueAt"]);
        Assert.DoesNotContain((await office.Department.Get("/api/home/tasks")).Json!.AsArray(), open => (string?)open!["kind"] == "task.approval.decide");

        await office.Installation.QueryAsync(db => db.Database.ExecuteSqlAsync($"update stage_passages set at = at - interval '10 days' where meeting_id = {waiting}"));
        Assert.Equal("late", (string?)(await office.Officer.Get("/api/home/tasks")).Json![0]!["standing"]);
        await office.ApproveAsync(waiting);
        Assert.Empty((await office.Officer.Get("/api/home/tasks")).Json!.AsArray());
    }

    [Fact]
    public async Task A_unit_without_a_site_is_asked_to_describe_one_and_an_office_may_use_its_authoritys()
    {
        await using var installation = await TestInstallation.StartAsync();
        var administrator = await installation.Administrator();
        var commune = await installation.Unit("UBND xã");
        var office = await installation.Unit("Văn phòng", commune, UnitKind.Office);
        var (member, clerk, group) = (await installation.Member(commune), await installation.Member(office), await installation.Member(await installation.Unit("Cụm 1", null, UnitKind.Group)));
        foreach (var one in new[] { member, clerk })
        {
            var task = Assert.Single((await one.Get("/api/home/tasks")).Json!.AsArray())!;
            Assert.Equal(("task.sites.describe", "/diem-cau?them=1"), ((string?)task["kind"], (string?)task["link"]));
        }

        Assert.Empty((await group.Get("/api/home/tasks")).Json!.AsArray());
        await administrator.Post("/api/sites", new { name = "Hội trường", unitId = commune });
        Assert.Empty((await member.Get("/api/home/tasks")).Json!.AsArray());
        Assert.Empty((await clerk.Get("/api/home/tasks")).Json!.AsArray());
    }

    private static async Task<IReadOnlyList<JsonNode>> TasksAsync(Province province) =>
        [.. (await province.Clerk.Get("/api/home/tasks")).Json!.AsArray().Select(task => task!)];
}
