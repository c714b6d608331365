using System.Net;
using DiemCau.Meetings.Access;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Tests.Accounts;
using DiemCau.Meetings.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Tests.Organisation;

public sealed class UnitTreeTests : IAsyncLifetime
{
    private TestInstallation _installation = null!;
    private Browser _administrator = null!;

    public async Task InitializeAsync()
    {
        _installation = await TestInstallation.StartAsync();
        _administrator = await _installation.Administrator();
    }

    public async Task DisposeAsync() => await _installation.DisposeAsync();

    [Fact]
    public async Task Levels_count_authorities_and_neither_groups_nor_departments()
    {
        var province = await _installation.Unit("UBND tỉnh");
        var department = await _installation.Unit("Sở Y tế", province, UnitKind.Office);
        var group = await _installation.Unit("Cụm 1", province, UnitKind.Group);
        var commune = await _installation.Unit("UBND xã Ea Kao", group);
        Assert.Equal((1, 1, 1, 2), (await LevelOf(province), await LevelOf(department), await LevelOf(group), await LevelOf(commune)));

        await _administrator.Patch($"/api/admin/units/{group}", new { kind = "authority" });
        Assert.Equal(3, await LevelOf(commune));
    }

    [Fact]
    public async Task A_unit_is_moved_with_everything_under_it_and_never_under_itself()
    {
        var province = await _installation.Unit("UBND tỉnh");
        var one = await _installation.Unit("UBND huyện Một", province);
        var two = await _installation.Unit("UBND huyện Hai", province);
        var commune = await _installation.Unit("UBND xã", one);
        var village = await _installation.Unit("Thôn", commune, UnitKind.Office);

        Assert.Equal(HttpStatusCode.OK, (await _administrator.Patch($"/api/admin/units/{commune}", new { parentId = two })).Status);
        Assert.Equal([commune, village], await Under(two));
        Assert.Empty(await Under(one));
        Assert.Equal("validation", (await _administrator.Patch($"/api/admin/units/{two}", new { parentId = village })).Code);
        Assert.Equal("validation", (await _administrator.Patch($"/api/admin/units/{two}", new { parentId = two })).Code);
        Assert.Contains("unit.moved", await Journal());
    }

    [Fact]
    public async Task The_database_itself_refuses_a_circle()
    {
        var province = await _installation.Unit("UBND tỉnh");
        var district = await _installation.Unit("UBND huyện", province);
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => _installation.QueryAsync(db =>
            db.Units.Where(unit => unit.Id == province).ExecuteUpdateAsync(set => set.SetProperty(unit => unit.ParentId, district))));
        Assert.Equal([district], await Under(province));
    }

    [Fact]
    public async Task Two_moves_at_once_do_not_make_a_circle()
    {
        for (var round = 0; round < 5; round++)
        {
            var one = await _installation.Unit($"Đơn vị {round} một");
            var two = await _installation.Unit($"Đơn vị {round} hai");
            var answers = await Task.WhenAll(
                _administrator.Patch($"/api/admin/units/{one}", new { parentId = two }),
                _administrator.Patch($"/api/admin/units/{two}", new { parentId = one }));
            Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task A_merged_unit_goes_on_as_its_successor_and_stays_in_its_history()
    {
        var province = await _installation.Unit("UBND tỉnh");
        var old = await _installation.Unit("UBND xã Cũ", province);
        var successor = await _installation.Unit("UBND xã Mới", province);
        var school = await _installation.Unit("Trường Tiểu học", old, UnitKind.Office);
        var member = await _installation.Member(old);
        await member.Post("/api/rooms", new { name = "Giao ban", password = "giao ban 11" });
        var other = await _installation.Member(successor);
        await other.Post("/api/rooms", new { name = "Giao ban", password = "giao ban 11" });
        await member.Post("/api/sites", new { name = "Hội trường" });
        await other.Post("/api/sites", new { name = "HỘI TRƯỜNG" });
        var secretary = await _installation.Holder(old, Role.Secretary);

        var merged = await _administrator.Post($"/api/admin/units/{old}/merge", new { successorId = successor });

        Assert.Equal(HttpStatusCode.OK, merged.Status);
        Assert.Equal([successor, school], await Under(successor, includeItself: true));
        Assert.Equal(successor.ToString(), (string?)(await member.Get("/api/session"))["account"]["unitId"]);
        Assert.Contains("keepMinutes", (await secretary.Get($"/api/units/{successor}"))["permissions"].AsArray().Select(one => (string?)one));
        Assert.Equal(["Giao ban", "Giao ban – UBND xã Cũ"], (await member.Get("/api/rooms"))["items"].AsArray().Select(room => (string?)room!["name"]));
        Assert.Equal(["HỘI TRƯỜNG", "Hội trường – UBND xã Cũ"], (await member.Get("/api/sites?kept=true"))["items"].AsArray().Select(site => (string?)site!["name"]));
        Assert.Equal("UBND xã Cũ", (string?)(await member.Get($"/api/units/{successor}"))["predecessors"][0]!["name"]);
        Assert.Equal("UBND xã Mới", (string?)(await member.Get($"/api/units/{old}"))["successors"][0]!["name"]);
        Assert.Equal(["UBND xã Mới"], await Listed($"/api/units?parentId={province}"));
        Assert.Equal(["UBND xã Cũ", "UBND xã Mới"], await Listed($"/api/units?parentId={province}&ended=true"));
        Assert.Equal("unit_already_ended", (await _administrator.Post($"/api/admin/units/{old}/merge", new { successorId = successor })).Code);

        // Its name and code are free for whoever comes next.
        Assert.Equal(HttpStatusCode.Created, (await _administrator.Post("/api/admin/units", new { name = "UBND xã Cũ", parentId = province })).Status);
        Assert.Equal("unit_name_taken", (await _administrator.Patch($"/api/admin/units/{old}", new { validity = new { } })).Code);
    }

    [Fact]
    public async Task A_merge_that_cannot_be_is_refused()
    {
        var province = await _installation.Unit("UBND tỉnh");
        var district = await _installation.Unit("UBND huyện", province);
        var commune = await _installation.Unit("UBND xã", district);
        var merge = $"/api/admin/units/{district}/merge";
        Assert.Equal("validation", (await _administrator.Post(merge, new { })).Code);
        Assert.Equal("validation", (await _administrator.Post(merge, new { successorId = district })).Code);
        Assert.Equal("validation", (await _administrator.Post(merge, new { successorId = commune })).Code);
        Assert.Equal("validation", (await _administrator.Post(merge, new { successorId = province, lastDay = "2999-01-01" })).Code);
        // A district that is abolished leaves its communes to the province.
        Assert.Equal(HttpStatusCode.OK, (await _administrator.Post(merge, new { successorId = province })).Status);
        Assert.Equal(2, await LevelOf(commune));
    }

    [Fact]
    public async Task Units_are_found_by_words_without_accents_with_their_way_down()
    {
        var province = await _installation.Unit("UBND tỉnh Đắk Lắk");
        var district = await _installation.Unit("UBND huyện Cư Kuin", province);
        await _administrator.Post("/api/admin/units", new { name = "UBND xã Dray Bhăng", code = "24538", parentId = district });
        await _administrator.Post("/api/admin/units", new { name = "UBND xã Ea Ning", parentId = district });

        var found = (await _administrator.Get("/api/units?search=bhang%20xa"))["items"].AsArray();
        Assert.Equal("UBND xã Dray Bhăng", (string?)Assert.Single(found)!["name"]);
        Assert.Equal(["UBND tỉnh Đắk Lắk", "UBND huyện Cư Kuin"], found[0]!["path"]!.AsArray().Select(step => (string?)step!["name"]));
        Assert.Equal(["UBND xã Dray Bhăng"], await Listed("/api/units?search=24538"));
        Assert.Equal(["UBND xã Dray Bhăng", "UBND xã Ea Ning"], await Listed($"/api/units?under={province}&level=3&kind=authority"));
        Assert.Equal(1, (int)(await _administrator.Get("/api/units"))["items"][0]!["childCount"]!);
        Assert.Empty(await Listed($"/api/units?under={district}&search=lak"));
    }

    [Fact]
    public async Task Units_have_their_days()
    {
        var province = await _installation.Unit("UBND tỉnh");
        var unit = (await _administrator.Post("/api/admin/units",
            new { name = "UBND xã Sắp có", parentId = province, validity = new { from = "2999-01-01" } }))["id"];
        Assert.Empty(await Listed($"/api/units?parentId={province}"));
        Assert.Equal(["UBND xã Sắp có"], await Listed($"/api/units?parentId={province}&ended=true"));
        Assert.Equal("validation", (await _administrator.Patch($"/api/admin/units/{unit}", new { validity = new { from = "2025-07-01", to = "2025-06-30" } })).Code);
        Assert.Equal("unit_has_children", (await _administrator.Patch($"/api/admin/units/{province}", new { validity = new { to = "2025-06-30" } })).Code);
        Assert.Equal(HttpStatusCode.OK, (await _administrator.Patch($"/api/admin/units/{unit}", new { validity = new { } })).Status);
        Assert.Equal(["UBND xã Sắp có"], await Listed($"/api/units?parentId={province}"));
    }

    [Fact]
    public async Task A_code_belongs_to_one_unit_and_nothing_looks_like_a_formula()
    {
        await _administrator.Post("/api/admin/units", new { name = "Sở Y tế", code = "syt" });
        Assert.Equal("unit_code_taken", (await _administrator.Post("/api/admin/units", new { name = "Sở Nội vụ", code = "SYT" })).Code);
        Assert.Equal("validation", (await _administrator.Post("/api/admin/units", new { name = "=HYPERLINK(\"http://x\")" })).Code);
    }

    [Fact]
    public async Task Levels_are_called_as_the_province_calls_them()
    {
        Assert.Equal(["Tỉnh", "Xã"], await Levels());
        Assert.Equal("validation", (await _administrator.Put("/api/admin/units/levels", new { names = new[] { "Tỉnh" } })).Code);
        Assert.Equal(HttpStatusCode.OK, (await _administrator.Put("/api/admin/units/levels", new { names = new[] { "Tỉnh", "Huyện", "Xã" } })).Status);
        Assert.Equal(["Tỉnh", "Huyện", "Xã"], await Levels());
    }

    private async Task<IEnumerable<string?>> Levels() =>
        (await _administrator.Get("/api/units/levels")).Json!.AsArray().Select(name => (string?)name);

    private async Task<IEnumerable<string?>> Listed(string path) =>
        (await _administrator.Get(path))["items"].AsArray().Select(unit => (string?)unit!["name"]);

    private Task<int> LevelOf(Guid id) => _installation.QueryAsync(db => db.Units.Where(unit => unit.Id == id).Select(unit => unit.Level).SingleAsync());

    private Task<List<Guid>> Under(Guid id, bool includeItself = false) => _installation.QueryAsync(db =>
    {
        var under = db.UnitsUnder(id);
        return db.Units.Where(unit => under.Contains(unit.Id) && (includeItself || unit.Id != id)).OrderBy(unit => unit.Level).ThenBy(unit => unit.Kind)
            .Select(unit => unit.Id).ToListAsync();
    });

    private Task<List<string>> Journal() => _installation.QueryAsync(db => db.Set<DiemCau.Meetings.Journal.JournalEntry>().Select(entry => entry.Action).ToListAsync());
}
