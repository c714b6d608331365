using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Sites;
using DiemCau.Meetings.TechnicalCheck;
using DiemCau.Meetings.TechnicalCheck.Measuring;
using DiemCau.Meetings.Tests.Organisation;
using DiemCau.Meetings.Tests.Preparation;
using DiemCau.Meetings.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Tests.TechnicalCheck;

public sealed class SiteReportTests : IAsyncLifetime
{
    private static readonly byte[] Jpeg = [0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 0xff, 0xd9];

    private Branch _branch = null!;
    private Guid _meeting;

    public async Task InitializeAsync()
    {
        _branch = await Branch.OpenAsync();
        _meeting = await _branch.AnnouncedAsync(kind: MeetingKind.Planned);
    }

    public async Task DisposeAsync() => await _branch.DisposeAsync();

    [Fact]
    public async Task What_machines_measure_passes_and_people_say_the_rest()
    {
        var judged = await MeasureAsync();
        Assert.Equal(("notChecked", "passed"), ((string?)judged["result"], ResultOf(judged, "soundOut")));
        Assert.Equal(("required", "notChecked"), ((string?)ItemOf(judged, "microphoneBatteries")["need"], ResultOf(judged, "microphoneBatteries")));
        Assert.Equal(MeetingStage.TechnicalCheck, await _branch.StageAsync(_meeting));

        // The commune speaks in the script.
        Assert.Null((await SayAsync("passed", "microphoneBatteries", "presentation", "cameraPositions")).Code);
        var site = (await PageAsync())["sites"]![0]!;
        Assert.Equal(("passed", 2), ((string?)site["result"], (int)site["times"]!));
        Assert.Equal([true, false], new[] { "line", "microphoneBatteries" }.Select(item => (bool)ItemOf(site, item)["isMeasured"]!));
    }

    [Fact]
    public async Task A_fault_says_what_it_is_and_what_to_do_and_its_figures_stay_in_the_history()
    {
        var judged = await MeasureAsync(Measured.Healthy(line: Measured.Line(up: 300)));
        var line = ItemOf(judged, "line");
        Assert.Equal(("failed", "slowUp", "Tốc độ gửi lên quá thấp"), ((string?)judged["result"], (string?)line["code"], (string?)line["text"]));
        Assert.Contains("gọi nhà mạng", (string?)line["toDo"], StringComparison.Ordinal);
        Assert.Equal("Tốc độ gửi lên quá thấp (↑300 ↓4000 kb/s, 24 ms, 0.1 %, UDP)", (string?)(await PageAsync())["sites"]![0]!["note"]);

        Later();
        await MeasureAsync();
        var history = (await _branch.District.Get(At($"/sites/{_branch.CommuneSite}"))).Json!.AsArray();
        Assert.Equal(["notChecked", "failed"], history.Select(check => (string?)check!["result"]));
        Assert.Equal("↑300 ↓4000 kb/s, 24 ms, 0.1 %, UDP", (string?)ItemOf(history[1]!, "line")["figures"]);
    }

    [Fact]
    public async Task A_persons_word_stands_until_the_next_measurement_and_only_what_is_measured_changes()
    {
        await MeasureAsync();
        await SayAsync("failed", "soundOut", "microphoneBatteries");
        Assert.Equal("failed", ResultOf((await PageAsync())["sites"]![0]!, "soundOut"));
        Later();
        var judged = await MeasureAsync();
        Assert.Equal(("passed", "failed", "failed"), (ResultOf(judged, "soundOut"), ResultOf(judged, "microphoneBatteries"), (string?)judged["result"]));
    }

    [Fact]
    public async Task By_which_line_it_came_is_known_from_the_address_and_not_from_what_it_says()
    {
        await _branch.Installation.Change(db => db.NetworkRanges.Add(new() { Id = Guid.NewGuid(), Range = IPNetwork.Parse("10.36.0.0/16"), Line = LineKind.Slcd }));
        await _branch.Installation.QueryAsync(db => db.Sites.Where(site => site.Id == _branch.CommuneSite).ExecuteUpdateAsync(
            set => set.SetProperty(site => site.Description, new SiteDescription(Lines: [new(null, LineKind.Slcd)]))));
        var judged = await MeasureAsync();
        Assert.Equal(("wrongLine", null), ((string?)ItemOf(judged, "line")["code"], (string?)judged["line"]));

        Later();
        using var byDedicatedLine = _branch.Installation.NewBrowser("10.36.1.2");
        byDedicatedLine.TakeCookiesOf(_branch.Commune);
        judged = (await ReportAsync(Measured.Healthy(), byDedicatedLine)).Json!;
        Assert.Equal((null, "slcd"), ((string?)ItemOf(judged, "line")["code"], (string?)judged["line"]));
    }

    [Fact]
    public async Task Only_who_stands_for_the_site_measures_there()
    {
        foreach (var other in new[] { _branch.District, _branch.Elsewhere, _branch.McuOperator })
        {
            Assert.Equal("forbidden", (await ReportAsync(Measured.Healthy(), other)).Code);
            Assert.Equal("forbidden", (await other.Get(OfSite())).Code);
            Assert.Equal("forbidden", (await other.Get(OfSite("/asks"))).Code);
        }

        Assert.Equal("not_found", (await _branch.Commune.Post(OfSite("/measurements"), new { meetingId = Guid.NewGuid(), measurement = Measured.Healthy() })).Code);
        Assert.Equal("validation", (await _branch.Commune.Post(OfSite("/measurements"), new { meetingId = _meeting })).Code);
        var long_ = new { problems = new[] { new { part = "camera", code = new string('x', 300) } } };
        Assert.Equal("validation", (await ReportAsync(long_)).Code);
    }

    [Fact]
    public async Task A_self_check_is_kept_alone_and_only_the_last_one()
    {
        foreach (var up in new[] { 300, 900 })
        {
            var answer = await _branch.Commune.Post(OfSite("/measurements"), new { measurement = Measured.Healthy(line: Measured.Line(up)) });
            Assert.True(answer.Code is null, answer.Text);
            Later();
        }

        var desk = (await _branch.Commune.Get(OfSite())).Json!;
        Assert.Equal("passed", ResultOf(desk["lastSelfCheck"]!, "line"));
        Assert.StartsWith("↑900", (string?)ItemOf(desk["lastSelfCheck"]!, "line")["figures"], StringComparison.Ordinal);
        Assert.Equal(_meeting, (Guid?)Assert.Single(desk["meetings"]!.AsArray())!["meetingId"]);
        Assert.Equal(1, await _branch.Installation.QueryAsync(db => db.CheckMeasurements.CountAsync()));
        Assert.Equal(MeetingStage.Notified, await _branch.StageAsync(_meeting));
    }

    [Fact]
    public async Task Devices_that_came_and_went_since_the_last_time_are_told()
    {
        await MeasureAsync();
        Later();
        var judged = await MeasureAsync(new { devices = new[] { new { kind = "audioinput", label = "Micro tích hợp" } } });
        Assert.Equal(("Micro tích hợp", "Jabra"), ((string?)judged["newDevices"]![0], (string?)judged["lostDevices"]![0]));
    }

    [Fact]
    public async Task A_still_picture_is_evidence_for_those_who_see_the_site_and_goes_with_the_check()
    {
        var measurement = (Guid)(await MeasureAsync())["id"]!;
        Assert.Equal("check_picture_invalid", await SendPictureAsync(measurement, "<svg/>"u8.ToArray()));
        Assert.Equal("request_too_large", await SendPictureAsync(measurement, new byte[SiteReports.LargestPicture + 1]));
        Assert.Null(await SendPictureAsync(measurement, Jpeg));

        var check = (await _branch.District.Get(At($"/sites/{_branch.CommuneSite}"))).Json![0]!;
        Assert.Equal((measurement, true), ((Guid)check["measurementId"]!, (bool)check["hasPicture"]!));
        using var picture = await _branch.District.GetAsync(new Uri(Browser.Origin, At($"/sites/{_branch.CommuneSite}/pictures/{measurement}")));
        Assert.Equal(("image/jpeg", Jpeg.Length), (picture.Content.Headers.ContentType?.MediaType, (await picture.Content.ReadAsByteArrayAsync()).Length));
        Assert.NotEqual(HttpStatusCode.OK, (await _branch.Elsewhere.Get(At($"/sites/{_branch.CommuneSite}/pictures/{measurement}"))).Status);

        await _branch.Installation.QueryAsync(db => db.Meetings.Where(meeting => meeting.Id == _meeting).ExecuteDeleteAsync());
        Assert.Equal(0, await _branch.Installation.QueryAsync(db => db.Set<CheckPicture>().CountAsync()));
    }

    [Fact]
    public async Task A_site_that_measures_without_end_is_told_to_wait()
    {
        await MeasureAsync();
        Assert.Equal("too_many_attempts", (await ReportAsync(Measured.Healthy())).Code);
    }

    private string At(string path = "") => $"/api/meetings/{_meeting}/check{path}";

    private string OfSite(string path = "") => $"/api/sites/{_branch.CommuneSite}/check{path}";

    private void Later() => _branch.Installation.Time.Advance(TimeSpan.FromSeconds(10));

    private Task<Answer> ReportAsync(object measurement, Browser? by = null) =>
        (by ?? _branch.Commune).Post(OfSite("/measurements"), new { meetingId = _meeting, measurement });

    private async Task<JsonNode> MeasureAsync(object? measurement = null)
    {
        var answer = await ReportAsync(measurement ?? Measured.Healthy());
        Assert.True(answer.Code is null, answer.Text);
        return answer.Json!;
    }

    private Task<Answer> SayAsync(string result, params string[] items) =>
        _branch.District.Put(At($"/sites/{_branch.CommuneSite}"), new { result, items, note = "Nghe bằng tai" });

    private async Task<JsonNode> PageAsync() => (await _branch.Commune.Get(At())).Json!;

    private async Task<string?> SendPictureAsync(Guid measurement, byte[] picture)
    {
        using var content = new ByteArrayContent(picture) { Headers = { ContentType = new MediaTypeHeaderValue("image/jpeg") } };
        using var response = await _branch.Commune.PutAsync(new Uri(Browser.Origin, OfSite($"/measurements/{measurement}/picture")), content);
        return response.IsSuccessStatusCode ? null : (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["code"];
    }

    private static JsonNode ItemOf(JsonNode view, string item) => view["items"]!.AsArray().Single(one => (string?)one!["item"] == item)!;

    private static string? ResultOf(JsonNode view, string item) => (string?)ItemOf(view, item)["result"];
}
