using System.Net;
using System.Text.Json.Nodes;
using DiemCau.Meetings.Access;
using DiemCau.Meetings.Kiosks;
using DiemCau.Meetings.Tests.Accounts;
using DiemCau.Meetings.Tests.Organisation;
using DiemCau.Meetings.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Tests.Kiosks;

/// <summary>What operators see of the machines that stand in the sites of their units.</summary>
public sealed class KioskHealthTests : IAsyncLifetime
{
    private TestInstallation _installation = null!;
    private Guid _province;
    private Browser _operator = null!;
    private Browser _machine = null!;

    public async Task InitializeAsync()
    {
        _installation = await TestInstallation.StartAsync();
        _province = await _installation.Unit("UBND tỉnh");
        var commune = await _installation.Unit("UBND xã Ea Kao", _province);
        _operator = await _installation.Holder(_province, Role.McuOperator);
        var keeper = await _installation.Member(commune);
        var site = (Guid)(await keeper.Post("/api/sites", new { name = "Hội trường" }))["summary"]["id"]!;
        (_machine, _) = await Machines.PairAsync(_installation, keeper, site);
    }

    public async Task DisposeAsync() => await _installation.DisposeAsync();

    [Fact]
    public async Task A_machine_is_green_with_its_devices_on_a_known_line_and_red_once_nothing_is_heard_of_it()
    {
        Assert.Equal("red: neverSeen", await ShownAsync());
        await Machines.BeatAsync(_machine);
        Assert.Equal("amber: lineUnknown", await ShownAsync());

        var administrator = await _installation.Administrator();
        Assert.Equal(HttpStatusCode.OK, (await administrator.Put("/api/network-ranges", new[] { new { range = "10.0.0.0/24", line = "slcd" } })).Status);
        await Machines.BeatAsync(_machine);
        Assert.Equal("green: ", await ShownAsync());

        _installation.Time.Advance(KioskTroubles.Silence);
        Assert.Equal("red: silent", await ShownAsync());
    }

    [Fact]
    public async Task A_camera_that_was_pulled_out_makes_it_red_and_one_that_was_changed_amber_for_a_day()
    {
        await Machines.BeatAsync(_machine);
        await BeatAsync("""[{ "kind": "microphone", "label": "Jabra" }]""");
        Assert.Equal("red: noCamera devicesChanged lineUnknown", await ShownAsync());

        await BeatAsync("""[{ "kind": "microphone", "label": "Jabra" }, { "kind": "camera", "label": "VC520" }]""");
        Assert.Equal("amber: devicesChanged lineUnknown", await ShownAsync());
        Assert.Equal(2, await _installation.QueryAsync(db => db.Set<Meetings.Journal.JournalEntry>().CountAsync(line => line.Action == "kiosk.devices_changed")));

        _installation.Time.Advance(KioskTroubles.Fresh);
        _operator = await _installation.Holder(_province, Role.McuOperator); // a session does not last so long
        await BeatAsync("""[{ "kind": "camera", "label": "VC520" }, { "kind": "microphone", "label": "Jabra" }]""");
        Assert.Equal("amber: lineUnknown", await ShownAsync()); // in another order they are the same
    }

    [Fact]
    public async Task Operators_see_the_machines_of_their_own_units_alone()
    {
        var elsewhere = await _installation.Holder(await _installation.Unit("UBND tỉnh Khác"), Role.McuOperator);
        Assert.Empty((await elsewhere.Get("/api/kiosks")).Json!.AsArray());
        Assert.Single((await _operator.Get("/api/kiosks")).Json!.AsArray());
    }

    private Task<Answer> BeatAsync(string devices) =>
        _machine.Put("/api/kiosk/state", JsonNode.Parse($$"""{ "version": "Chrome 140", "screenWidth": 1920, "screenHeight": 1080, "devices": {{devices}} }"""));

    private async Task<string> ShownAsync()
    {
        var one = Assert.Single((await _operator.Get("/api/kiosks")).Json!.AsArray())!;
        return $"{one["trust"]}: {string.Join(' ', one["troubles"]!.AsArray())}";
    }
}
