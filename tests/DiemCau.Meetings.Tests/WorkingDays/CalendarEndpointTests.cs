using System.Net;
using DiemCau.Meetings.Tests.Accounts;
using DiemCau.Meetings.Tests.Testing;

namespace DiemCau.Meetings.Tests.WorkingDays;

public sealed class CalendarEndpointTests
{
    [Fact]
    public async Task Everybody_reads_the_year_and_only_administrators_change_it()
    {
        await using var installation = await TestInstallation.StartAsync();
        var administrator = await installation.Administrator();
        var unit = await installation.Activated("soyte@tinh.gov.vn", "Sở Y tế");

        var year = (await unit.Get("/api/working-calendar/2026")).Json!;
        Assert.Equal("Ngày Văn hóa Việt Nam", Named(year, "2026-11-24"));
        Assert.Equal(HttpStatusCode.Forbidden, (await unit.Put("/api/working-calendar/days/2026-11-21", new { morning = true, afternoon = false, name = "Trực" })).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await installation.NewBrowser().Get("/api/working-calendar/2026")).Status);

        Assert.Equal(HttpStatusCode.NoContent, (await administrator.Put("/api/working-calendar/days/2026-11-24", new { morning = true, afternoon = false, name = "Làm buổi sáng" })).Status);
        Assert.Equal("Làm buổi sáng", Named((await unit.Get("/api/working-calendar/2026")).Json!, "2026-11-24"));
        Assert.Equal((int)year["workingDays"]! + 1, (int)(await unit.Get("/api/working-calendar/2026")).Json!["workingDays"]!);
        Assert.Equal(HttpStatusCode.NoContent, (await administrator.Delete("/api/working-calendar/days/2026-11-24")).Status);
        Assert.Equal("Ngày Văn hóa Việt Nam", Named((await unit.Get("/api/working-calendar/2026")).Json!, "2026-11-24"));
    }

    [Fact]
    public async Task An_import_is_all_or_nothing_and_says_what_is_wrong_in_which_line()
    {
        await using var installation = await TestInstallation.StartAsync();
        var administrator = await installation.Administrator();
        const string Good = "Ngày;Sáng;Chiều;Tên\n31/12/2027;nghỉ;nghỉ;Nghỉ hoán đổi\n08/01/2028; làm; nghỉ; Làm bù";

        var wrong = (await administrator.Post("/api/working-calendar/import", new { text = Good + "\n32/1/2028;nghỉ;nghỉ;Không có\n1/2/2028;có;nghỉ;Gì", preview = false })).Json!;
        Assert.Equal(0, (int)wrong["taken"]!);
        Assert.Equal([null, null, "Ngày không hợp lệ, cần dạng 24/11/2026", "Cột sáng, chiều cần ghi “làm” hoặc “nghỉ”"],
            wrong["lines"]!.AsArray().Select(line => (string?)line!["error"]));

        Assert.Equal(2, (int)(await administrator.Post("/api/working-calendar/import", new { text = Good, preview = true })).Json!["taken"]!);
        Assert.Null(Named((await administrator.Get("/api/working-calendar/2027")).Json!, "2027-12-31"));
        Assert.Equal(2, (int)(await administrator.Post("/api/working-calendar/import", new { text = Good, preview = false })).Json!["taken"]!);
        Assert.Equal("Nghỉ hoán đổi", Named((await administrator.Get("/api/working-calendar/2027")).Json!, "2027-12-31"));
    }

    private static string? Named(System.Text.Json.Nodes.JsonNode year, string day) =>
        (string?)year["days"]!.AsArray().SingleOrDefault(known => (string?)known!["day"] == day)?["name"];
}
