using System.Net;
using DiemCau.Meetings.Tests.Accounts;
using DiemCau.Meetings.Tests.Testing;

namespace DiemCau.Meetings.Tests.Sites;

public sealed class SiteListTests
{
    [Fact]
    public async Task A_unit_makes_its_own_sites_and_everybody_finds_them_without_accents()
    {
        await using var installation = await TestInstallation.StartAsync();
        var commune = await installation.Activated("eakao@tinh.gov.vn", "UBND xã Ea Kao");
        var office = await installation.Activated("vpubnd@tinh.gov.vn", "Văn phòng UBND tỉnh");

        var made = await commune.Post("/api/sites", new { name = " Hội trường Đảng ủy ", place = "Thôn 1, xã Ea Kao" });

        Assert.Equal(HttpStatusCode.Created, made.Status);
        Assert.Equal("Hội trường Đảng ủy", (string?)made["summary"]["name"]);
        var seen = (await office.Get("/api/sites?search=hoi truong dang")).Json!["items"]![0]!;
        Assert.Equal("UBND xã Ea Kao", (string?)seen["unitName"]);
        Assert.False((bool)seen["mayKeep"]!);
        Assert.Equal(1, (int)(await office.Get("/api/sites?search=ea kao"))["total"]);
        Assert.Equal(1, (int)(await office.Get("/api/sites?search=kao truong"))["total"]);
        Assert.Equal(0, (int)(await office.Get("/api/sites?search=kao thao"))["total"]);
        Assert.Equal(0, (int)(await office.Get("/api/sites?kept=true"))["total"]);
        Assert.Equal(1, (int)(await commune.Get("/api/sites?kept=true"))["total"]);
        Assert.Equal(HttpStatusCode.Unauthorized, (await installation.NewBrowser().Get("/api/sites")).Status);
    }

    [Fact]
    public async Task A_units_own_sites_come_first_and_the_others_in_their_order()
    {
        await using var installation = await TestInstallation.StartAsync();
        var first = await installation.Activated("an@tinh.gov.vn", "UBND xã An Bình");
        var last = await installation.Activated("xuan@tinh.gov.vn", "UBND xã Xuân Sơn");
        var office = await installation.Activated("vpubnd@tinh.gov.vn", "Văn phòng UBND tỉnh");
        await first.Post("/api/sites", new { name = "Phòng họp" });
        await last.Post("/api/sites", new { name = "Hội trường" });

        Assert.Equal(["Hội trường", "Phòng họp"], Names(await last.Get("/api/sites")));
        Assert.Equal(["Phòng họp", "Hội trường"], Names(await office.Get("/api/sites")));
    }

    [Fact]
    public async Task Only_the_unit_or_an_administrator_adds_a_site_and_names_differ_by_more_than_accents()
    {
        await using var installation = await TestInstallation.StartAsync();
        var administrator = await installation.Administrator();
        var commune = await installation.Activated("eakao@tinh.gov.vn", "UBND xã Ea Kao");
        var other = await installation.Activated("cumgar@tinh.gov.vn", "UBND xã Cư M'gar");
        var unitId = (string)(await commune.Post("/api/sites", new { name = "Hội trường" }))["summary"]["unitId"]!;

        Assert.Equal(HttpStatusCode.Forbidden, (await other.Post("/api/sites", new { name = "Phòng họp", unitId })).Status);
        Assert.Equal("site_name_taken", (await commune.Post("/api/sites", new { name = "Hội trường" })).Code);
        Assert.Equal("site_unit_unknown", (await administrator.Post("/api/sites", new { name = "Phòng họp" })).Code);
        Assert.Equal(HttpStatusCode.Created, (await administrator.Post("/api/sites", new { name = "Phòng họp", unitId })).Status);
        Assert.Equal(HttpStatusCode.Created, (await other.Post("/api/sites", new { name = "Hội trường" })).Status);
        Assert.Equal("Không được để trống", (string?)(await commune.Post("/api/sites", new { name = " " }))["errors"]["name"]![0]);
    }

    [Fact]
    public async Task Sites_can_be_asked_for_by_unit_and_by_the_day_of_a_meeting()
    {
        await using var installation = await TestInstallation.StartAsync();
        var commune = await installation.Activated("eakao@tinh.gov.vn", "UBND xã Ea Kao");
        var unitId = (string)(await commune.Post("/api/sites", new { name = "Trụ sở cũ", validFrom = "2026-01-01", validTo = "2026-06-30" }))["summary"]["unitId"]!;
        await commune.Post("/api/sites", new { name = "Trụ sở mới", validFrom = "2026-07-01" });
        var ends = await commune.Post("/api/sites", new { name = "Ngược", validFrom = "2026-07-01", validTo = "2026-06-30" });

        Assert.NotNull(ends["errors"]["validTo"]);
        Assert.Equal(["Trụ sở cũ"], Names(await commune.Get($"/api/sites?unitId={unitId}&on=2026-06-30")));
        Assert.Equal(["Trụ sở mới"], Names(await commune.Get($"/api/sites?unitId={unitId}&on=2026-07-01")));
        Assert.Empty(Names(await commune.Get($"/api/sites?unitId={Guid.NewGuid()}")));
    }

    private static IEnumerable<string?> Names(Answer answer) => answer["items"].AsArray().Select(site => (string?)site!["name"]);
}
