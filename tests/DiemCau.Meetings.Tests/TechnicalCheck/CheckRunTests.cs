using System.Text.Json.Nodes;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.TechnicalCheck.Runs;
using DiemCau.Meetings.Tests.Preparation;
using DiemCau.Meetings.Tests.Testing;

namespace DiemCau.Meetings.Tests.TechnicalCheck;

public sealed class CheckRunTests : IAsyncLifetime
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
    public async Task The_main_site_runs_its_own_and_those_that_speak_and_a_district_its_communes()
    {
        Assert.Equal(2, await StartAsync(_branch.Department)); // itself, and the commune that speaks
        Assert.Equal(2, await StartAsync(_branch.District));
        Assert.Equal(4, await StartAsync(_branch.Department, new { scope = "everybody" }));
        Assert.Equal(1, await StartAsync(_branch.District, new { siteIds = new[] { _branch.NeighbourSite, _branch.ElsewhereSite } }));
        Assert.Equal("forbidden", (await _branch.Commune.Post(At("/runs"), new { })).Code);
        Assert.Equal("check_nobody_to_ask", (await _branch.District.Post(At("/runs"), new { siteIds = new[] { _branch.ElsewhereSite } })).Code);
    }

    [Fact]
    public async Task A_site_is_asked_takes_it_up_and_is_done_when_it_has_measured()
    {
        Assert.Empty((await AsksAsync()).AsArray());
        await StartAsync(_branch.District);
        Assert.Equal("notIn", await StateAsync());
        var ask = Assert.Single((await AsksAsync()).AsArray())!;
        Assert.Equal((_meeting, "Giao ban"), ((Guid)ask["meetingId"]!, (string?)ask["title"]));

        Assert.Null((await _branch.Commune.Post(OfSite($"/asks/{ask["id"]}/take"))).Code);
        Assert.Equal("measuring", await StateAsync());
        _branch.Installation.Time.Advance(CheckAsk.Patience);
        Assert.Equal("noAnswer", await StateAsync());
        // A page that was loaded again in the middle of it is asked still.
        Assert.Single((await AsksAsync()).AsArray());

        Assert.Null((await _branch.Commune.Post(OfSite("/measurements"), new { meetingId = _meeting, measurement = Measured.Healthy() })).Code);
        Assert.Equal("done", await StateAsync());
        Assert.Empty((await AsksAsync()).AsArray());
        var run = (await _branch.District.Get(At("/runs"))).Json![0]!;
        Assert.Equal((2, 1, 1), ((int)run["sites"]!, (int)run["done"]!, (int)run["notIn"]!));
    }

    [Fact]
    public async Task Who_is_asked_again_measures_again_and_is_asked_once()
    {
        await StartAsync(_branch.District);
        await _branch.Commune.Post(OfSite("/measurements"), new { meetingId = _meeting, measurement = Measured.Healthy() });
        await StartAsync(_branch.Department, new { siteIds = new[] { _branch.CommuneSite } });
        Assert.Equal("notIn", await StateAsync());
        Assert.Single((await AsksAsync()).AsArray());
        _branch.Installation.Time.Advance(CheckAsk.Life);
        Assert.Empty((await AsksAsync()).AsArray());
        Assert.Equal("noAnswer", await StateAsync());
    }

    private string At(string path = "") => $"/api/meetings/{_meeting}/check{path}";

    private string OfSite(string path = "") => $"/api/sites/{_branch.CommuneSite}/check{path}";

    private async Task<int> StartAsync(Browser by, object? wish = null)
    {
        var answer = await by.Post(At("/runs"), wish ?? new { });
        Assert.True(answer.Code is null, answer.Text);
        return (int)answer["sites"];
    }

    private async Task<JsonNode> AsksAsync() => (await _branch.Commune.Get(OfSite("/asks"))).Json!["asks"]!;

    private async Task<string?> StateAsync() => (string?)(await _branch.Commune.Get(At())).Json!["sites"]![0]!["asked"];
}
