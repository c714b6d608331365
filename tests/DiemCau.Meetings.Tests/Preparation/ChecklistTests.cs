using System.Net;
using DiemCau.Meetings.Accounts;
using DiemCau.Meetings.Deadlines;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Tests.Accounts;
using DiemCau.Meetings.Tests.Organisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings.Tests.Preparation;

public sealed class ChecklistTests : IAsyncLifetime
{
    private Branch _branch = null!;

    public async Task InitializeAsync() => _branch = await Branch.OpenAsync();

    public async Task DisposeAsync() => await _branch.DisposeAsync();

    [Fact]
    public async Task An_item_is_ticked_with_who_and_when_or_says_why_not()
    {
        var meeting = await _branch.AnnouncedAsync();
        var checks = (await _branch.Commune.Get(Branch.At(meeting, _branch.CommuneSite)))["checks"].AsArray();
        Assert.Equal(11, checks.Count);
        var item = $"{Branch.At(meeting, _branch.CommuneSite)}/checks/{checks[6]!["itemId"]}";

        var ticked = (await _branch.Commune.Put(item, new { isDone = true }))["checks"][6]!;
        Assert.Equal(("Pin micro", true, "UBND xã Ea Kiết"), ((string?)ticked["text"], (bool)ticked["isDone"]!, (string?)ticked["by"]));
        Assert.Equal(_branch.Installation.Time.GetUtcNow(), (DateTimeOffset)ticked["at"]!, TimeSpan.FromMinutes(1));
        Assert.Equal("validation", (await _branch.Commune.Put(item, new { isDone = false })).Code);
        await _branch.Commune.Put(item, new { isDone = false, remark = "Hết pin, đang mua" });
        var station = Branch.StationOf(await _branch.District.Get(Branch.Preparation(meeting)), _branch.CommuneSite);
        Assert.Equal((0, 1, 11), ((int)station["done"]!, (int)station["wrong"]!, (int)station["items"]!));
        Assert.Null((await _branch.Commune.Delete(item))["checks"][6]!["isDone"]);
        Assert.Equal(HttpStatusCode.NotFound, (await _branch.Commune.Put($"{Branch.At(meeting, _branch.CommuneSite)}/checks/{Guid.NewGuid()}", new { isDone = true })).Status);
        Assert.Equal("forbidden", (await _branch.Elsewhere.Put(item, new { isDone = true })).Code);
    }

    [Fact]
    public async Task The_matrix_holds_every_item_of_every_station_that_the_reader_sees()
    {
        var meeting = await _branch.AnnouncedAsync();
        var checks = (await _branch.Commune.Get(Branch.At(meeting, _branch.CommuneSite)))["checks"].AsArray();
        await _branch.Commune.Put($"{Branch.At(meeting, _branch.CommuneSite)}/checks/{checks[0]!["itemId"]}", new { isDone = true });
        await _branch.Commune.Put($"{Branch.At(meeting, _branch.CommuneSite)}/checks/{checks[6]!["itemId"]}", new { isDone = false, remark = "Hết pin" });

        var all = await _branch.Department.Get($"{Branch.Preparation(meeting)}/matrix");
        var columns = all["items"].AsArray().Where(item => (string?)item!["role"] == "member").Select(item => (string?)item!["id"]);
        Assert.Equal(checks.Select(check => (string?)check!["itemId"]), columns);
        Assert.Equal(5, all["stations"].AsArray().Count);
        bool?[] expected = [true, null, null, null, null, null, false, null, null, null, null];
        Assert.Equal(expected, Branch.StationOf(all, _branch.CommuneSite)["marks"]!.AsArray().Select(mark => (bool?)mark));
        var own = (await _branch.Elsewhere.Get($"{Branch.Preparation(meeting)}/matrix"))["stations"].AsArray();
        Assert.Equal([null, _branch.ElsewhereSite], own.Select(station => (Guid?)station!["siteId"]));
    }

    [Fact]
    public async Task Progress_is_rolled_up_to_the_district_and_the_province()
    {
        var meeting = await _branch.AnnouncedAsync();
        await Branch.PrepareAsync(_branch.Commune, meeting, _branch.CommuneSite);

        var district = Assert.Single((await _branch.District.Get(Branch.Preparation(meeting)))["levels"].AsArray())!;
        Assert.Equal((2, 1, 50), ((int)district["sites"]!, (int)district["rosters"]!, (int)district["percent"]!));
        var all = (await _branch.Department.Get(Branch.Preparation(meeting)))["levels"].AsArray();
        Assert.Equal(["UBND tỉnh", "UBND huyện Cư M'gar", "UBND thành phố"], all.Select(level => (string?)level!["name"]));
        Assert.Equal((4, 1), ((int)all[0]!["sites"]!, (int)all[0]!["rosters"]!));
        Assert.All(all.Skip(1), level => Assert.Equal((Guid?)all[0]!["unitId"], (Guid?)level!["parentId"]));
    }

    [Fact]
    public async Task Who_has_not_finished_in_time_is_late_and_reminded()
    {
        var meeting = await _branch.AnnouncedAsync(days: 2);
        await Branch.PrepareAsync(_branch.Commune, meeting, _branch.CommuneSite);
        Assert.Equal("notYet", (string?)Branch.StationOf(await _branch.District.Get(Branch.Preparation(meeting)), _branch.NeighbourSite)["standing"]);

        // Sites are to be connected, and by then prepared, two days and an hour before: that was an hour ago.
        await _branch.Installation.Change(db => db.DeadlineRules.Add(
            new() { Deadline = MeetingDeadline.Connection, Amount = 49 * 60, Measure = DeadlineMeasure.Minutes, WarnMinutes = 60 }));
        // It was called when that time had come: ten minutes are left to see to it at once.
        await _branch.Installation.Services.GetRequiredService<Reminders>().RemindAsync(default);
        Assert.Equal("due", (string?)Branch.StationOf(await _branch.District.Get(Branch.Preparation(meeting)), _branch.NeighbourSite)["standing"]);
        _branch.Installation.Time.Advance(TimeSpan.FromMinutes(11));
        await _branch.Installation.Services.GetRequiredService<Reminders>().RemindAsync(default);

        var page = await _branch.District.Get(Branch.Preparation(meeting));
        Assert.Equal("late", (string?)Branch.StationOf(page, _branch.NeighbourSite)["standing"]);
        Assert.Equal("onTime", (string?)Branch.StationOf(page, _branch.CommuneSite)["standing"]);
        Assert.Equal(1, (int)page["levels"][0]!["late"]!);
        Assert.Equal(["", "Sở Y tế", "UBND xã Ea Kao"], await _branch.Installation.QueryAsync(async db =>
        {
            var reminded = await db.Reminders.Where(reminder => reminder.Deadline == MeetingDeadline.Preparation).Select(reminder => reminder.AccountId).ToListAsync();
            var names =
                from account in db.Accounts
                join unit in db.Units on account.UnitId equals unit.Id into units
                from unit in units.DefaultIfEmpty()
                where reminded.Contains(account.Id)
                select unit == null ? "" : unit.Name;
            return (await names.ToListAsync()).Order(StringComparer.Ordinal).ToArray();
        }));
    }

    [Fact]
    public async Task The_preparation_ends_when_all_is_ready_or_somebody_says_so()
    {
        var meeting = await _branch.AnnouncedAsync(kind: MeetingKind.Planned);
        await Branch.PrepareAsync(_branch.Commune, meeting, _branch.CommuneSite);
        var page = await _branch.Department.Get(Branch.Preparation(meeting));
        Assert.Equal("check", (string?)page["next"]);
        Assert.Null((await _branch.Commune.Get(Branch.Preparation(meeting))).Json!["next"]);
        var next = Branch.Preparation(meeting) + "/next";
        var version = (int)page["version"]!;

        Assert.Equal("forbidden", (await _branch.Commune.Post(next, new { version })).Code);
        var refused = await _branch.Department.Post(next, new { version });
        Assert.Equal(("preparation_incomplete", "4 vị trí chưa đủ người trực"), (refused.Code, ((string)refused["detail"]!).Split(',')[0]));
        foreach (var (browser, site) in new[]
        {
            (_branch.Department, _branch.MainSite), (_branch.District, _branch.NeighbourSite), (_branch.Elsewhere, _branch.ElsewhereSite), (_branch.McuOperator, (Guid?)null),
        })
        {
            await Branch.PrepareAsync(browser, meeting, site);
        }

        Assert.Equal(HttpStatusCode.NoContent, (await _branch.Department.Post(next, new { version })).Status);
        Assert.Equal(MeetingStage.TechnicalCheck, await _branch.StageAsync(meeting));

        var adHoc = await _branch.AnnouncedAsync("Đột xuất");
        Assert.Equal("prepare", (string?)(await _branch.Department.Get(Branch.Preparation(adHoc)))["next"]);
        await _branch.Department.Post(Branch.Preparation(adHoc) + "/next", new { version = (int)(await _branch.Department.Get(Branch.Preparation(adHoc)))["version"]! });
        version = (int)(await _branch.Department.Get(Branch.Preparation(adHoc)))["version"]!;
        Assert.Equal("validation", (await _branch.Department.Post(Branch.Preparation(adHoc) + "/next", new { version, anyway = true })).Code);
        await _branch.Department.Post(
            Branch.Preparation(adHoc) + "/next", new { version, anyway = true, reason = "Họp sau mười phút" });
        Assert.Equal(MeetingStage.Ready, await _branch.StageAsync(adHoc));
    }

    [Fact]
    public async Task An_administrator_changes_the_list_and_what_was_marked_stays_with_its_item()
    {
        var administrator = await _branch.Installation.Administrator();
        var meeting = await _branch.AnnouncedAsync();
        var first = (await _branch.Commune.Get(Branch.At(meeting, _branch.CommuneSite)))["checks"].AsArray();
        await _branch.Commune.Put($"{Branch.At(meeting, _branch.CommuneSite)}/checks/{first[0]!["itemId"]}", new { isDone = true });

        Assert.Equal("forbidden", (await _branch.Department.Put("/api/checklists/member", Array.Empty<object>())).Code);
        var kept = await administrator.Put("/api/checklists/member", new object[]
        {
            new { text = "Loa dự phòng" }, new { id = (string?)first[0]!["itemId"], text = "Phòng họp, phông" },
        });

        Assert.Equal(["Loa dự phòng", "Phòng họp, phông"], kept.Json!.AsArray()[2]!["items"]!.AsArray().Select(item => (string?)item!["text"]));
        var checks = (await _branch.Commune.Get(Branch.At(meeting, _branch.CommuneSite)))["checks"].AsArray();
        Assert.Equal([("Loa dự phòng", null), ("Phòng họp, phông", true)], checks.Select(check => ((string)check!["text"]!, (bool?)check["isDone"])));
    }

    [Fact]
    public async Task Templates_are_kept_for_a_branch_and_chosen_for_a_meeting()
    {
        var meeting = await _branch.AnnouncedAsync();
        var template = new
        {
            name = "Họp huyện", mode = "discussion", layout = "grid", chairLayout = "grid", mutes = "open", isRecorded = false, unitId = (Guid?)_branch.DistrictId,
        };
        Assert.Equal(HttpStatusCode.Created, (await _branch.McuOperator.Post("/api/conference-templates", template)).Status);
        Assert.Equal("template_name_taken", (await _branch.McuOperator.Post("/api/conference-templates", template)).Code);
        Assert.Equal("forbidden", (await _branch.McuOperator.Post("/api/conference-templates", template with { unitId = null })).Code);

        var page = await _branch.Department.Get(Branch.Preparation(meeting));
        Assert.Equal(3, page["templates"].AsArray().Count); // the district's is not for a department of the province
        var chosen = (Guid?)page["templates"][0]!["id"];
        Assert.Equal(HttpStatusCode.NoContent, (await _branch.Department.Put(Branch.Preparation(meeting) + "/template", new { templateId = chosen })).Status);
        Assert.Equal(chosen, (Guid?)(await _branch.Commune.Get(Branch.Preparation(meeting)))["templateId"]);
        Assert.Equal("forbidden", (await _branch.Commune.Put(Branch.Preparation(meeting) + "/template", new { templateId = chosen })).Code);
    }
}
