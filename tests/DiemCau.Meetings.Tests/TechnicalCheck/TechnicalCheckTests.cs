using System.Net;
using System.Text.Json.Nodes;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Shared.Tables;
using DiemCau.Meetings.Tests.Preparation;
using DiemCau.Meetings.Tests.Testing;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Microsoft.EntityFrameworkCore;
using Word = DocumentFormat.OpenXml.Wordprocessing;

namespace DiemCau.Meetings.Tests.TechnicalCheck;

public sealed class TechnicalCheckTests : IAsyncLifetime
{
    private Branch _branch = null!;
    private Guid _meeting;

    public async Task InitializeAsync()
    {
        _branch = await Branch.OpenAsync();
        _meeting = await _branch.AnnouncedAsync(kind: MeetingKind.Planned);
    }

    public async Task DisposeAsync() => await _branch.DisposeAsync();

    [Fact]
    public async Task The_first_result_begins_the_check_and_the_last_site_that_passes_ends_it()
    {
        await PassAsync(_branch.District, _branch.CommuneSite);
        Assert.Equal(MeetingStage.TechnicalCheck, await _branch.StageAsync(_meeting));
        var begun = (await _branch.Department.Get($"/api/meetings/{_meeting}")).Json!["passages"]!.AsArray()[^1]!;
        // Nobody has prepared anything: what began by itself does not say otherwise.
        Assert.Equal(("check", true), ((string?)begun["verb"], (bool)begun["isAnyway"]!));

        await PassAsync(_branch.Department, _branch.MainSite);
        await PassAsync(_branch.Department, _branch.NeighbourSite);
        Assert.Equal(MeetingStage.TechnicalCheck, await _branch.StageAsync(_meeting));
        await PassAsync(_branch.McuOperator, _branch.ElsewhereSite);

        Assert.Equal(MeetingStage.Ready, await _branch.StageAsync(_meeting));
        var check = await PageAsync(_branch.Department);
        Assert.Equal((4, 0, 0), Counts(check["counts"]!));
        Assert.Equal(("onTime", false), ((string?)check["standing"], (bool)check["mayComplete"]!));
        Assert.Equal(
            [("Sở Y tế", 1), ("UBND huyện Cư M'gar", 2), ("UBND thành phố", 1)],
            check["groups"]!.AsArray().Select(group => ((string)group!["name"]!, (int)group["counts"]!["passed"]!)));
    }

    [Fact]
    public async Task Results_that_come_at_once_are_all_counted()
    {
        await Task.WhenAll(new[] { _branch.MainSite, _branch.CommuneSite, _branch.NeighbourSite, _branch.ElsewhereSite }
            .Select(site => PassAsync(_branch.Department, site)));
        Assert.Equal(MeetingStage.Ready, await _branch.StageAsync(_meeting));
    }

    [Fact]
    public async Task A_district_checks_its_communes_and_a_commune_only_sees_how_it_stands()
    {
        Assert.Equal("forbidden", (await CheckAsync(_branch.Commune, _branch.CommuneSite)).Code);
        Assert.Equal("forbidden", (await CheckAsync(_branch.District, _branch.ElsewhereSite)).Code);
        Assert.Equal("forbidden", (await CheckAsync(_branch.District, _branch.MainSite)).Code);
        Assert.Equal("forbidden", (await _branch.Commune.Post(At("/complete"), new { version = 1, anyway = true, reason = "x" })).Code);
        await PassAsync(_branch.District, _branch.CommuneSite);

        var own = Assert.Single((await PageAsync(_branch.Commune))["sites"]!.AsArray())!;
        Assert.Equal(("passed", false), ((string?)own["result"], (bool)own["mayCheck"]!));
        Assert.Equal(2, (await PageAsync(_branch.District))["sites"]!.AsArray().Count);
        Assert.Equal(4, (await PageAsync(_branch.McuOperator))["sites"]!.AsArray().Count);
        Assert.Equal("not_found", (await _branch.Commune.Get(At($"/sites/{_branch.NeighbourSite}"))).Code);
    }

    [Fact]
    public async Task What_has_not_passed_says_why_and_every_check_is_kept()
    {
        Assert.Equal("validation", (await CheckAsync(_branch.District, _branch.CommuneSite, "failed")).Code);
        Assert.Null((await CheckAsync(_branch.District, _branch.CommuneSite, "failed", "Không có âm thanh chiều về")).Code);
        await PassAsync(_branch.District, _branch.CommuneSite);

        var history = (await _branch.Commune.Get(At($"/sites/{_branch.CommuneSite}"))).Json!.AsArray();
        Assert.Equal(["passed", "failed"], history.Select(check => (string?)check!["result"]));
        Assert.Equal("Không có âm thanh chiều về", (string?)history[1]!["note"]);
        Assert.Equal(2, (int)(await PageAsync(_branch.Commune))["sites"]![0]!["times"]!);
        Assert.Equal(2, await _branch.Installation.QueryAsync(db => db.Journal.CountAsync(entry => entry.Action.StartsWith("check."))));
    }

    [Fact]
    public async Task A_branch_passes_at_once_and_what_failed_in_it_stays_failed()
    {
        await CheckAsync(_branch.District, _branch.NeighbourSite, "failed", "Mất điện");
        var passed = await _branch.District.Post(At($"/branches/{_branch.DistrictId}/pass"));
        Assert.Equal((1, 1), ((int)passed["passed"], (int)passed["failed"]));
        Assert.Equal((1, 1, 0), Counts((await PageAsync(_branch.District))["counts"]!));
        Assert.Equal("forbidden", (await _branch.Elsewhere.Post(At($"/branches/{_branch.DistrictId}/pass"))).Code);
        Assert.Equal("not_found", (await _branch.District.Post(At($"/branches/{Guid.NewGuid()}/pass"))).Code);
    }

    [Fact]
    public async Task Going_on_without_all_is_a_decision_that_does_not_keep_the_deadline()
    {
        await PassAsync(_branch.District, _branch.CommuneSite);
        var version = (int)(await PageAsync(_branch.Department))["version"]!;
        var refused = await _branch.Department.Post(At("/complete"), new { version });
        Assert.Equal("check_incomplete", refused.Code);
        Assert.Equal("validation", (await _branch.Department.Post(At("/complete"), new { version, anyway = true })).Code);
        Assert.Null((await _branch.Department.Post(At("/complete"), new { version, anyway = true, reason = "Mưa bão, xã mất điện" })).Code);

        Assert.Equal(MeetingStage.Ready, await _branch.StageAsync(_meeting));
        var check = await PageAsync(_branch.Commune);
        Assert.Equal(("late", "Mưa bão, xã mất điện"), ((string?)check["standing"], (string?)check["anyway"]!["reason"]));
        // Who passes after that still does so.
        await PassAsync(_branch.Department, _branch.NeighbourSite);
    }

    [Fact]
    public async Task A_meeting_that_is_moved_is_checked_anew()
    {
        await PassAsync(_branch.District, _branch.CommuneSite);
        await _branch.Installation.QueryAsync(db => db.Database.ExecuteSqlAsync($"update meetings set starts_at = starts_at + interval '1 day', ends_at = ends_at + interval '1 day'"));
        var site = (await PageAsync(_branch.Commune))["sites"]![0]!;
        Assert.Equal(("notChecked", true, 0), ((string?)site["result"], (bool)site["isEarlier"]!, (int)site["times"]!));
    }

    [Fact]
    public async Task Who_has_to_check_finds_it_among_the_tasks_of_the_day()
    {
        await PassAsync(_branch.District, _branch.CommuneSite);
        Assert.Equal("Kiểm tra kỹ thuật 1 điểm cầu", await TaskOf(_branch.District));
        Assert.Equal("Kiểm tra kỹ thuật 3 điểm cầu", await TaskOf(_branch.Department));
        Assert.Equal("Kiểm tra kỹ thuật 3 điểm cầu", await TaskOf(_branch.McuOperator));
        Assert.Null(await TaskOf(_branch.Commune));

        await PassAsync(_branch.District, _branch.NeighbourSite);
        Assert.Null(await TaskOf(_branch.District));
    }

    [Fact]
    public async Task An_ad_hoc_meeting_has_no_check()
    {
        var adHoc = await _branch.AnnouncedAsync("Đột xuất");
        Assert.Equal("meeting_wrong_stage", (await _branch.Department.Put($"/api/meetings/{adHoc}/check/sites/{_branch.CommuneSite}", new { result = "passed" })).Code);
    }

    [Fact]
    public async Task The_summary_sheet_is_a_workbook_by_district_with_totals()
    {
        await PassAsync(_branch.District, _branch.CommuneSite);
        await _branch.District.Put(At($"/sites/{_branch.CommuneSite}"), new { result = "notChecked", items = new[] { "presentation" } });
        await _branch.District.Put(
            At($"/sites/{_branch.CommuneSite}"), new { result = "failed", note = "Pin micro yếu, đã thay", items = new[] { "microphoneBatteries" } });
        using var response = await _branch.Department.GetAsync(new Uri(Browser.Origin, At("/sheet")));
        using var file = new MemoryStream(await response.Content.ReadAsByteArrayAsync());
        var rows = XlsxReading.Read(file).Rows.Select(row => row.Cells.Select(cell => cell.Text).ToList())
            .SkipWhile(row => row.Count == 0 || row[0] != "STT").ToList();
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(
            ["Âm thanh chiều đi", "Âm thanh chiều về", "Hình ảnh", "Trình chiếu", "Đường truyền SLCD", "Internet dự phòng", "Pin micro", "Kết quả"], rows[0][4..12]);
        // The commune speaks: of its district's two sites it alone has to present.
        Assert.Contains(rows, row => row[1] == "UBND huyện Cư M'gar" && row[7] == "0/1" && row[8] == "1/2" && row[11] == "Đạt 0; chưa đạt 1; chưa kiểm tra 1");
        Assert.Contains(rows, row => row[8] == "Đạt" && row[9] == "–" && row[10] == "Chưa đạt" && row[11] == "Chưa đạt" && row[13] == "Pin micro yếu, đã thay");
        Assert.Contains(rows, row => row[1] == "Tổng số: 4 điểm cầu");
        Assert.StartsWith("Người tổng hợp: Sở Y tế", rows[^1][1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_summary_sheet_is_a_word_file_on_a_page_across()
    {
        using var response = await _branch.Department.GetAsync(new Uri(Browser.Origin, At("/sheet.docx")));
        using var document = WordprocessingDocument.Open(new MemoryStream(await response.Content.ReadAsByteArrayAsync()), isEditable: false);
        Assert.Empty(new OpenXmlValidator().Validate(document).Select(error => error.Description));
        var body = document.MainDocumentPart!.Document!.Body!;
        Assert.Equal(Word.PageOrientationValues.Landscape, body.Descendants<Word.PageSize>().Single().Orient!.Value);
        Assert.Equal(14, body.Elements<Word.Table>().Last().Elements<Word.TableRow>().First().Elements<Word.TableCell>().Count());
        Assert.Contains("MẪU TỔNG HỢP THÔNG TIN", body.InnerText, StringComparison.Ordinal);
    }

    private string At(string path = "") => $"/api/meetings/{_meeting}/check{path}";

    private Task<Answer> CheckAsync(Browser by, Guid site, string result = "passed", string? note = null) => by.Put(At($"/sites/{site}"), new { result, note });

    private async Task PassAsync(Browser by, Guid site)
    {
        var answer = await CheckAsync(by, site);
        Assert.True(answer.Code is null, answer.Text);
    }

    private async Task<JsonNode> PageAsync(Browser by) => (await by.Get(At())).Json!;

    private static (int, int, int) Counts(JsonNode counts) => ((int)counts["passed"]!, (int)counts["failed"]!, (int)counts["notChecked"]!);

    private static async Task<string?> TaskOf(Browser by) => (string?)(await by.Get("/api/home/tasks")).Json!.AsArray()
        .SingleOrDefault(task => (string?)task!["kind"] == "task.check.sites")?["text"];
}
