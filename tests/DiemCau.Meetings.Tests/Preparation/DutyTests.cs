using System.Net;
using System.Text.Json.Nodes;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Shared.Tables;
using DiemCau.Meetings.Tests.Testing;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Tests.Preparation;

public sealed class DutyTests : IAsyncLifetime
{
    private Branch _branch = null!;

    public async Task InitializeAsync() => _branch = await Branch.OpenAsync();

    public async Task DisposeAsync() => await _branch.DisposeAsync();

    [Fact]
    public async Task A_site_says_who_is_on_duty_and_the_meeting_is_being_prepared()
    {
        var meeting = await _branch.AnnouncedAsync();
        var before = await _branch.Commune.Get(Branch.At(meeting, _branch.CommuneSite));
        Assert.Equal(["Y Bhiông", "H'Lan", "Nguyễn Văn A"], before["contacts"].AsArray().Select(contact => (string?)contact!["name"]));
        Assert.Equal(["Báo cáo của xã"], before["speeches"].AsArray().Select(speech => (string?)speech));
        Assert.Equal(MeetingStage.Notified, await _branch.StageAsync(meeting));

        var written = await _branch.Commune.Put(Branch.At(meeting, _branch.CommuneSite) + "/duty", Branch.Pair());

        Assert.Equal((HttpStatusCode.OK, true, 1), (written.Status, (bool)written["hasRoster"]!, (int)written["version"]!));
        Assert.Equal("UBND xã Ea Kiết", (string?)written["changedBy"]);
        Assert.Equal(MeetingStage.Preparing, await _branch.StageAsync(meeting));
    }

    [Fact]
    public async Task Of_two_who_write_one_roster_at_once_the_second_is_told()
    {
        var meeting = await _branch.AnnouncedAsync();
        var path = Branch.At(meeting, _branch.CommuneSite) + "/duty";
        var answers = await Task.WhenAll(_branch.Commune.Put(path, Branch.Pair()), _branch.District.Put(path, Branch.Pair(technician: "Khác")));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.Single(answers, answer => answer.Code == "duty_changed_meanwhile");
        Assert.Equal("duty_changed_meanwhile", (await _branch.Commune.Put(path, Branch.Pair())).Code);
    }

    [Fact]
    public async Task Sites_that_begin_at_the_same_time_do_not_hinder_each_other()
    {
        var meeting = await _branch.AnnouncedAsync();
        var answers = await Task.WhenAll(
            _branch.Commune.Put(Branch.At(meeting, _branch.CommuneSite) + "/duty", Branch.Pair()),
            _branch.District.Put(Branch.At(meeting, _branch.NeighbourSite) + "/duty", Branch.Pair()),
            _branch.Department.Put(Branch.At(meeting, _branch.MainSite) + "/duty", Branch.Pair()),
            _branch.Elsewhere.Put(Branch.At(meeting, _branch.ElsewhereSite) + "/duty", Branch.Pair()),
            _branch.McuOperator.Put(Branch.At(meeting, null) + "/duty", Branch.Pair()));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        Assert.Equal(MeetingStage.Preparing, await _branch.StageAsync(meeting));
    }

    [Fact]
    public async Task What_is_not_right_is_said_by_line()
    {
        var meeting = await _branch.AnnouncedAsync();
        var answer = await _branch.Commune.Put(
            Branch.At(meeting, _branch.CommuneSite) + "/duty",
            new { version = 0, people = new object[] { new { role = "leader", position = "Chủ tịch", phone = "gọi sau" }, new { role = "technician", name = " " } } });
        Assert.Equal(["people[0].name", "people[0].phone"], answer["errors"].AsObject().Select(error => error.Key).Order());
    }

    [Fact]
    public async Task A_unit_sees_and_keeps_its_own_sites_the_leading_ones_see_all()
    {
        var meeting = await _branch.AnnouncedAsync();
        await _branch.Elsewhere.Put(Branch.At(meeting, _branch.ElsewhereSite) + "/duty", Branch.Pair(technician: "Người nơi khác"));

        Assert.Equal(
            [(null, false), (_branch.CommuneSite, true)], await SeenBy(_branch.Commune));
        Assert.Equal(
            [(null, false), (_branch.CommuneSite, true), (_branch.NeighbourSite, true)], await SeenBy(_branch.District));
        Assert.Equal(
            [(null, false), (_branch.MainSite, true), (_branch.CommuneSite, false), (_branch.NeighbourSite, false), (_branch.ElsewhereSite, false)],
            await SeenBy(_branch.Department));
        Assert.Equal(5, (await SeenBy(_branch.McuOperator)).Count(station => station.MayWrite));
        var commune = await _branch.Commune.Get(Branch.Preparation(meeting));
        Assert.DoesNotContain("Người nơi khác", commune.Text, StringComparison.Ordinal);
        Assert.Empty(commune["levels"].AsArray());
        Assert.Equal(HttpStatusCode.NotFound, (await _branch.Commune.Get(Branch.At(meeting, _branch.NeighbourSite))).Status);
        Assert.Equal("forbidden", (await _branch.Commune.Put(Branch.At(meeting, _branch.NeighbourSite) + "/duty", Branch.Pair())).Code);
        Assert.Equal("forbidden", (await _branch.Department.Put(Branch.At(meeting, null) + "/duty", Branch.Pair())).Code);
        Assert.Equal("forbidden", (await _branch.Department.Put(Branch.At(meeting, _branch.CommuneSite) + "/duty", Branch.Pair())).Code);

        async Task<List<(Guid? Site, bool MayWrite)>> SeenBy(Browser browser) =>
            [.. (await browser.Get(Branch.Preparation(meeting)))["stations"].AsArray().Select(station => ((Guid?)station!["siteId"], (bool)station["mayWrite"]!))];
    }

    [Fact]
    public async Task Many_rosters_are_filled_from_contacts_and_from_an_earlier_meeting()
    {
        var earlier = await _branch.AnnouncedAsync("Tháng trước", days: 10);
        await _branch.District.Put(Branch.At(earlier, _branch.NeighbourSite) + "/duty", Branch.Pair(technician: "Trực tháng trước"));
        var meeting = await _branch.AnnouncedAsync();

        var fromContacts = await _branch.District.Post(Branch.Preparation(meeting) + "/fill", new { });
        Assert.Equal((1, 1), ((int)fromContacts["filled"]!, (int)fromContacts["left"]!)); // the neighbour has no contacts
        var listed = (await _branch.District.Get(Branch.Preparation(meeting) + "/earlier")).Json!.AsArray();
        Assert.Equal(("Tháng trước", 1), ((string?)Assert.Single(listed)!["title"], (int)listed[0]!["stations"]!));
        var copied = await _branch.District.Post(Branch.Preparation(meeting) + "/fill", new { fromMeetingId = earlier });
        Assert.Equal((1, 0), ((int)copied["filled"]!, (int)copied["left"]!));

        var page = await _branch.District.Get(Branch.Preparation(meeting));
        Assert.Equal(["Y Bhiông", "Nguyễn Văn A"], Names(Branch.StationOf(page, _branch.CommuneSite)));
        Assert.Equal(["Nguyễn Văn A", "Trực tháng trước"], Names(Branch.StationOf(page, _branch.NeighbourSite)));
        Assert.Empty((await _branch.Elsewhere.Get(Branch.Preparation(meeting) + "/earlier")).Json!.AsArray());
    }

    [Fact]
    public async Task The_roster_leaves_as_a_workbook()
    {
        var meeting = await _branch.AnnouncedAsync();
        await _branch.Commune.Put(Branch.At(meeting, _branch.CommuneSite) + "/duty", Branch.Pair());
        using var response = await _branch.Department.GetAsync(new Uri(Browser.Origin, Branch.Preparation(meeting) + "/roster"));
        using var file = new MemoryStream(await response.Content.ReadAsByteArrayAsync());
        var all = XlsxReading.Read(file).Rows.Select(row => row.Cells.Select(cell => cell.Text).ToList()).ToList();
        var rows = all.SkipWhile(row => row[0] != "STT").ToList();
        file.Position = 0;
        using var workbook = SpreadsheetDocument.Open(file, isEditable: false);
        var sheet = workbook.WorkbookPart!.WorksheetParts.Single().Worksheet!;

        Assert.Equal(["SỞ Y TẾ", "BẢNG PHÂN CÔNG TRỰC", "Cuộc họp: Giao ban"], all.Take(3).Select(row => row[0]));
        Assert.StartsWith("Thời gian: ", all[3][0], StringComparison.Ordinal);
        Assert.Empty(new OpenXmlValidator().Validate(workbook));
        // The heads come again on every sheet of A4 across.
        Assert.Equal("'Phân công trực'!$7:$7", Assert.Single(workbook.WorkbookPart.Workbook!.DefinedNames!.Elements<DefinedName>()).Text);
        var page = sheet.Elements<PageSetup>().Single();
        Assert.Equal((9u, "landscape"), (page.PaperSize!.Value, page.Orientation!.InnerText));

        Assert.Equal(["STT", "Điểm cầu", "Vai trò", "Trực", "Họ và tên", "Chức vụ", "Điện thoại", "Zalo"], rows[0]);
        Assert.Equal(7, rows.Count); // MCU, main, commune by two, two others
        Assert.Equal(["3", "Điểm cầu thành viên", "Lãnh đạo", "Nguyễn Văn A", "Phó Chủ tịch", "0905 123 456"], [rows[3][0], .. rows[3].Skip(2).Take(5)]);
        Assert.Equal(["", "", "", "Kỹ thuật", "Y Bhiông"], rows[4].Take(5));
        Assert.Equal("Chưa phân công", rows[1][4]);
    }

    [Fact]
    public async Task Everybody_finds_the_own_part_among_the_tasks()
    {
        var meeting = await _branch.AnnouncedAsync();
        await Branch.PrepareAsync(_branch.Elsewhere, meeting, _branch.ElsewhereSite);

        var site = await _branch.Installation.QueryAsync(db => db.MeetingSites.Where(site => site.SiteId == _branch.CommuneSite).Select(site => site.Name).SingleAsync());
        Assert.Equal([$"Phân công trực: {site}", $"Chuẩn bị điểm cầu: {site}"], (await TasksAsync(_branch.Commune)).Order(StringComparer.Ordinal).Reverse());
        Assert.Contains("Phân công trực cho 2 điểm cầu", await TasksAsync(_branch.District));
        Assert.Contains("Phân công trực: Máy chủ hội nghị (MCU)", await TasksAsync(_branch.McuOperator));
        Assert.Equal(2, (await TasksAsync(_branch.McuOperator)).Count);
        Assert.Empty(await TasksAsync(_branch.Elsewhere));

        async Task<List<string>> TasksAsync(Browser browser) =>
            [.. (await browser.Get("/api/home/tasks")).Json!.AsArray()
                .Where(task => ((string)task!["kind"]!).StartsWith("task.preparation", StringComparison.Ordinal)).Select(task => (string)task!["text"]!)];
    }

    private static IEnumerable<string?> Names(JsonNode station) => station["people"]!.AsArray().Select(person => (string?)person!["name"]);
}
