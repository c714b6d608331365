using System.Net;
using DiemCau.Meetings.Access;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Tests.Organisation;
using DiemCau.Meetings.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Tests.Kiosks;

/// <summary>"Gọi hỗ trợ kỹ thuật", from the button in the site's room to the answer in the journal.</summary>
public sealed class HelpTests : IAsyncLifetime
{
    private const string Path = "/api/help-requests";

    private TestInstallation _installation = null!;
    private Browser _operator = null!;
    private Browser _machine = null!;
    private Guid _site;

    public async Task InitializeAsync()
    {
        _installation = await TestInstallation.StartAsync();
        var province = await _installation.Unit("UBND tỉnh");
        var commune = await _installation.Unit("UBND xã Ea Kao", province);
        _operator = await _installation.Holder(province, Role.McuOperator);
        var keeper = await _installation.Member(commune);
        _site = (Guid)(await keeper.Post("/api/sites", new { name = "Hội trường" }))["summary"]["id"]!;
        (_machine, _) = await Machines.PairAsync(_installation, keeper, _site);
    }

    public async Task DisposeAsync() => await _installation.DisposeAsync();

    [Fact]
    public async Task A_site_that_asks_waits_once_is_taken_by_one_and_its_answer_is_in_the_journal()
    {
        await AskAsync();
        _installation.Time.Advance(TimeSpan.FromMinutes(3));
        await AskAsync();
        var waiting = Assert.Single((await _operator.Get(Path)).Json!.AsArray())!;
        Assert.Equal(("Hội trường", "UBND xã Ea Kao", null), ((string?)waiting["siteName"], (string?)waiting["unitName"], (string?)waiting["takenBy"]));
        Assert.NotNull((await _machine.Get("/api/kiosk")).Json!["help"]);

        var taken = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => _operator.Post($"{Path}/{waiting["id"]}/take")));
        Assert.Single(taken, answer => answer.Status == HttpStatusCode.NoContent);
        Assert.Equal(2, taken.Count(answer => answer.Code == "help_taken"));
        Assert.NotNull((string?)(await _machine.Get("/api/kiosk"))["help"]["takenBy"]);

        Assert.Equal("validation", (await _operator.Post($"{Path}/{waiting["id"]}/close", new { answer = " " })).Code);
        Assert.Equal(HttpStatusCode.NoContent, (await _operator.Post($"{Path}/{waiting["id"]}/close", new { answer = "Cắm lại cáp micro" })).Status);
        Assert.Equal("help_closed", (await _operator.Post($"{Path}/{waiting["id"]}/close", new { answer = "Lần nữa" })).Code);
        Assert.Empty((await _operator.Get(Path)).Json!.AsArray());
        Assert.Null((await _machine.Get("/api/kiosk")).Json!["help"]);
        var lines = await _installation.QueryAsync(db => db.Journal
            .Where(line => line.SiteId == _site && line.Action.StartsWith("help.")).OrderBy(line => line.At).ToListAsync());
        Assert.Equal(["help.asked", "help.taken", "help.closed"], lines.Select(line => line.Action));
        Assert.Contains("180", lines[1].Detail, StringComparison.Ordinal);
        Assert.Contains("micro", lines[2].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_asked_by_mistake_is_taken_back_and_can_be_asked_again()
    {
        await AskAsync();
        var first = (string)(await _operator.Get(Path)).Json![0]!["id"]!;
        Assert.Equal(HttpStatusCode.NoContent, (await _machine.Delete("/api/kiosk/help")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await _machine.Delete("/api/kiosk/help")).Status);
        Assert.Equal("help_closed", (await _operator.Post($"{Path}/{first}/take")).Code);
        await AskAsync();
        Assert.NotEqual(first, (string)(await _operator.Get(Path)).Json![0]!["id"]!);
    }

    [Fact]
    public async Task Operators_of_other_units_see_and_take_nothing()
    {
        await AskAsync();
        var elsewhere = await _installation.Holder(await _installation.Unit("UBND tỉnh Khác"), Role.McuOperator);
        Assert.Empty((await elsewhere.Get(Path)).Json!.AsArray());
        var id = (string)(await _operator.Get(Path)).Json![0]!["id"]!;
        Assert.Equal("forbidden", (await elsewhere.Post($"{Path}/{id}/take")).Code);
    }

    private async Task AskAsync() =>
        Assert.Equal(HttpStatusCode.NoContent, (await _machine.Post("/api/kiosk/help", new { meetingId = Guid.NewGuid() })).Status);
}
