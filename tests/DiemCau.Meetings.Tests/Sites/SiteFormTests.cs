using System.Net;
using System.Text.Json.Nodes;
using DiemCau.Meetings.Tests.Accounts;
using DiemCau.Meetings.Tests.Testing;

namespace DiemCau.Meetings.Tests.Sites;

public sealed class SiteFormTests
{
    [Fact]
    public async Task A_unit_fills_its_site_in_and_the_share_that_is_missing_shrinks_to_nothing()
    {
        await using var installation = await TestInstallation.StartAsync();
        var commune = await installation.Activated("eakao@tinh.gov.vn", "UBND xã Ea Kao");
        var site = (await commune.Post("/api/sites", new { name = "Hội trường" })).Json!;
        Assert.Equal(0, (int)site["summary"]!["completeness"]!);
        Assert.Contains("technicians", Missing(site));

        var half = await commune.Put(Path(site), With(site, new { squareMetres = 120, roomKind = "hall", contacts = new[] { Leader } }));
        Assert.InRange((int)half["summary"]["completeness"]!, 1, 99);
        Assert.DoesNotContain("leader", Missing(half.Json!));
        var whole = await commune.Put(Path(site), With(half.Json!, Whole));

        Assert.Equal(HttpStatusCode.OK, whole.Status);
        Assert.Empty(Missing(whole.Json!));
        Assert.Equal(100, (int)whole["summary"]["completeness"]!);
        Assert.Equal(0, (int)(await commune.Get("/api/sites?incomplete=true"))["total"]);
        Assert.Equal("10.36.4.0/24", (string?)whole["description"]["addressRanges"]![0]!["range"]);
    }

    [Fact]
    public async Task The_office_sees_what_was_changed_when_and_by_whom_until_it_has_looked()
    {
        await using var installation = await TestInstallation.StartAsync();
        var office = await installation.Administrator();
        var commune = await installation.Activated("eakao@tinh.gov.vn", "UBND xã Ea Kao");
        var site = (await commune.Post("/api/sites", new { name = "Hội trường" })).Json!;
        site = (await commune.Put(Path(site), With(site, new { contacts = new[] { Leader } }))).Json!;
        Assert.Equal(1, (int)(await office.Get("/api/sites?unseen=true"))["total"]);
        Assert.Equal(HttpStatusCode.NoContent, (await office.Post($"{Path(site)}/seen")).Status);
        Assert.Equal(0, (int)(await office.Get("/api/sites?unseen=true"))["total"]);
        installation.Time.Advance(TimeSpan.FromMinutes(1));

        var id = (string?)site["description"]!["contacts"]![0]!["id"];
        await commune.Put(Path(site), With(site, new { contacts = new[] { new { id, role = "leader", name = "H'Lan Niê", phone = "0905 999 888" } } }));

        var changes = (await office.Get($"{Path(site)}/changes"))["items"].AsArray();
        Assert.Equal([true, false, false], changes.Select(change => (bool)change!["isUnseen"]!));
        Assert.Equal("UBND xã Ea Kao", (string?)changes[0]!["by"]);
        var told = changes[0]!["differences"]!.AsArray()
            .Select(one => $"{one!["block"]}/{one["entry"]}/{one["field"]}: {one["before"]} → {one["after"]}");
        Assert.Equal(["contacts/H'Lan Niê/phone: 0905 123 456 → 0905 999 888", "contacts/H'Lan Niê/position: Chủ tịch → "], told.Order(StringComparer.Ordinal));
        Assert.True((bool)(await office.Get(Path(site)))["summary"]["isUnseen"]!);
        Assert.All((await commune.Get($"{Path(site)}/changes"))["items"].AsArray(), change => Assert.False((bool)change!["isUnseen"]!));
    }

    [Fact]
    public async Task Of_two_who_save_one_version_the_second_is_told()
    {
        await using var installation = await TestInstallation.StartAsync();
        var commune = await installation.Activated("eakao@tinh.gov.vn", "UBND xã Ea Kao");
        var site = (await commune.Post("/api/sites", new { name = "Hội trường" })).Json!;

        var answers = await Task.WhenAll(Enumerable.Range(1, 4).Select(metres => commune.Put(Path(site), With(site, new { squareMetres = metres }))));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.Equal(3, answers.Count(answer => answer.Code == "site_changed_meanwhile"));
    }

    [Fact]
    public async Task Each_entry_says_what_is_wrong_with_it_and_strangers_change_nothing()
    {
        await using var installation = await TestInstallation.StartAsync();
        var commune = await installation.Activated("eakao@tinh.gov.vn", "UBND xã Ea Kao");
        var other = await installation.Activated("cumgar@tinh.gov.vn", "UBND xã Cư M'gar");
        var site = (await commune.Post("/api/sites", new { name = "Hội trường" })).Json!;

        var wrong = await commune.Put(Path(site), With(site, new
        {
            squareMetres = 0,
            contacts = new[] { new { role = "technician", name = "", phone = "gọi tôi" } },
            lines = new[] { new { kind = "internet", mbps = 0 } },
            addressRanges = new[] { new { line = "slcd", range = "10.36" } },
        }));

        Assert.Equal(
            ["addressRanges[0].range", "contacts[0].name", "contacts[0].phone", "lines[0].mbps", "squareMetres"],
            wrong["errors"].AsObject().Select(field => field.Key).Order(StringComparer.Ordinal));
        Assert.Equal(HttpStatusCode.Forbidden, (await other.Put(Path(site), With(site, new { squareMetres = 1 }))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await commune.Put($"/api/sites/{Guid.NewGuid()}", With(site, new { }))).Status);
    }

    [Fact]
    public async Task A_connections_line_is_measured_by_the_sites_ranges_and_the_installations()
    {
        await using var installation = await TestInstallation.StartAsync();
        var administrator = await installation.Administrator();
        var commune = await installation.Activated("eakao@tinh.gov.vn", "UBND xã Ea Kao"); // from 10.0.0.1
        var site = (await commune.Post("/api/sites", new { name = "Hội trường" })).Json!;
        Assert.Null((await commune.Get("/api/network-ranges/own")).Json!["line"]);

        await administrator.Put("/api/network-ranges", new[] { new { range = "10.0.0.0/8", line = "slcd" } });
        await commune.Put(Path(site), With(site, new { addressRanges = new[] { new { line = "backup", range = "10.0.0.1" } } }));

        Assert.Equal("slcd", (string?)(await commune.Get("/api/network-ranges/own"))["line"]);
        Assert.Equal("backup", (string?)(await commune.Get($"/api/network-ranges/own?siteId={site["summary"]!["id"]}"))["line"]);
        Assert.Equal(HttpStatusCode.Forbidden, (await commune.Get("/api/network-ranges")).Status);
    }

    private static readonly object Leader = new { role = "leader", name = "H'Lan Niê", position = "Chủ tịch", phone = "0905 123 456" };

    private static readonly object Whole = new
    {
        squareMetres = 120,
        roomKind = "hall",
        sound = "hallSystem",
        equipment = "full",
        defaultLayout = "podium",
        contacts = new object[]
        {
            Leader,
            new { role = "technician", name = "Y Thông", position = "Văn thư", phone = "0905123457" },
            new { role = "technician", name = "Lê Thị Hoa", position = "CNTT", phone = "(0262) 3.855.855", zalo = "0905123458" },
        },
        devices = new[] { "decoder", "camera", "display", "audio", "accessories", "dedicatedLine" }
            .Select(kind => (object)new { kind, name = "Bộ " + kind, status = "inUse" })
            .Append(new { kind = "backupLine", status = "absent" }),
        lines = new object[] { new { kind = "slcd", provider = "VNPT", mbps = 10 }, new { kind = "internet", provider = "Viettel", mbps = 50.5 } },
        addressRanges = new[] { new { line = "slcd", range = "10.36.4.9/24" } },
        cameraPresets = new[] { new { view = "chair", number = 1, name = "Chủ tọa" } },
    };

    private static string Path(JsonNode site) => $"/api/sites/{site["summary"]!["id"]}";

    private static object With(JsonNode site, object description) => new
    {
        name = "Hội trường",
        place = "Thôn 1, xã Ea Kao",
        validFrom = (string?)site["summary"]!["validFrom"],
        version = (int)site["version"]!,
        description,
    };

    private static IEnumerable<string?> Missing(JsonNode site) => site["summary"]!["missing"]!.AsArray().Select(one => (string?)one);
}
