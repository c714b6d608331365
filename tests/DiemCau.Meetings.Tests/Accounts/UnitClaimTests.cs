using System.Net;
using DiemCau.Meetings.Access;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Tests.Organisation;
using DiemCau.Meetings.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Tests.Accounts;

/// <summary>An account names its unit, and somebody says whether that is so.</summary>
public sealed class UnitClaimTests : IAsyncLifetime
{
    private const string Email = "eakao@tinh.gov.vn";
    private TestInstallation _installation = null!;

    public async Task InitializeAsync() => _installation = await TestInstallation.StartAsync();

    public async Task DisposeAsync() => await _installation.DisposeAsync();

    [Theory]
    [InlineData("UBND tỉnh \u0110\u1eafk L\u0430k")] // a Cyrillic а
    [InlineData("\u0423\u0411\u041d\u0414")]
    [InlineData("UBND \u202etỉnh")]
    [InlineData("UBND\u0007 tỉnh")]
    [InlineData("UBND tỉnh\nBcc: ai@example.org")]
    [InlineData("UBND\0")]
    [InlineData("UBND \ufffe")]
    [InlineData("<img src=x>")]
    [InlineData("=HYPERLINK(\"http://xau.example\")")]
    [InlineData("123 – 456")]
    public async Task A_name_that_is_none_is_refused_and_the_link_stays_good(string name)
    {
        await _installation.NewBrowser().Post("/api/accounts", new { email = Email });
        var token = await _installation.LinkInLastMail(Email);
        var refused = await _installation.NewBrowser().Post("/api/accounts/activation", new { token, password = People.Password, unitName = name });
        Assert.Equal("validation", refused.Code);
        Assert.NotNull(refused["errors"]["unitName"]);
        Assert.Equal(HttpStatusCode.OK, (await _installation.NewBrowser().Post(
            "/api/accounts/activation", new { token, password = People.Password, unitName = "UBND xã Cư M'gar (Đắk Lắk)" })).Status);
    }

    [Fact]
    public async Task Until_somebody_confirms_it_an_account_holds_rooms_for_itself_and_nothing_else()
    {
        var administrator = await _installation.Administrator();
        var office = await _installation.Claiming(Email, "UBND xã Ea Kao");

        var session = await office.Get("/api/session");
        Assert.Null(session["account"]["unitId"]);
        Assert.Equal("UBND xã Ea Kao", (string?)session["account"]["claimedUnit"]!["name"]);
        Assert.Empty(session["permissions"].AsArray());
        Assert.Equal("forbidden", (await office.Get("/api/meetings/site-choice")).Code);
        Assert.Equal(0, await _installation.QueryAsync(db => db.Units.CountAsync()));
        var room = await office.Post("/api/rooms", new { name = "Giao ban", password = "Mật khẩu 1" });
        Assert.Equal("eakao", (string?)room["unitName"]); // others see the mailbox, not what it says of itself

        Assert.Equal(HttpStatusCode.OK, (await administrator.Post($"/api/admin/accounts/{session["account"]["id"]}/unit-claim", new { })).Status);

        session = await office.Get("/api/session");
        Assert.Equal("UBND xã Ea Kao", (string?)session["account"]["unitName"]);
        Assert.Contains("registerMeetings", session["permissions"].AsArray().Select(one => (string?)one));
        Assert.Equal("UBND xã Ea Kao", (string?)(await office.Get($"/api/rooms/{room["id"]}"))["unitName"]);
    }

    [Fact]
    public async Task Naming_an_existing_unit_does_not_make_an_account_its_own()
    {
        var province = await _installation.Unit("UBND tỉnh Đắk Lắk");
        var administrator = await _installation.Administrator();
        var stranger = await _installation.Claiming(Email, "UBND tỉnh Đắk Lắk");
        var account = (await stranger.Get("/api/session"))["account"];
        Assert.Null(account["unitId"]);
        Assert.Equal(province.ToString(), (string?)account["claimedUnit"]!["unitId"]);
        Assert.Equal("eakao", (string?)(await stranger.Post("/api/rooms", new { name = "Họp gấp", password = "Mật khẩu 1" }))["unitName"]);

        await administrator.Post($"/api/admin/accounts/{account["id"]}/unit-claim", new { });
        Assert.Equal(province.ToString(), (string?)(await stranger.Get("/api/session"))["account"]["unitId"]);
        Assert.Equal(1, await _installation.QueryAsync(db => db.Units.CountAsync()));
    }

    [Fact]
    public async Task Names_that_differ_in_accents_are_shown_as_similar_and_are_two()
    {
        var province = await _installation.Unit("UBND tỉnh Đắk Lắk");
        var other = await _installation.Unit("UBND xã Văn Hòa", province);
        await _installation.Unit("Sở Y tế", province);
        await _installation.NewBrowser().Post("/api/accounts", new { email = Email });
        var token = await _installation.LinkInLastMail(Email);
        var browser = _installation.NewBrowser();

        var similar = (await browser.Get($"/api/accounts/links/{token}/similar-units?name={Uri.EscapeDataString("UBND xã Vân Hòa")}")).Json!.AsArray();
        Assert.Equal([other.ToString()], similar.Select(unit => (string?)unit!["id"]));
        Assert.Equal("UBND tỉnh Đắk Lắk", (string?)similar[0]!["parentName"]);
        await browser.Post("/api/accounts/activation", new { token, password = People.Password, unitName = "UBND xã Vân Hòa" });
        Assert.Null((await browser.Get("/api/session"))["account"]["claimedUnit"]!["unitId"]);

        Assert.Equal("not_found", (await _installation.NewBrowser().Get("/api/accounts/links/khong-co/similar-units?name=x")).Code);
    }

    [Fact]
    public async Task Administrators_have_a_task_and_a_mail_and_the_account_hears_the_answer()
    {
        var administrator = await _installation.Administrator();
        var office = await _installation.Claiming(Email, "UBND xã Ea Kao");
        Assert.Contains("UBND xã Ea Kao", (await _installation.MailsToAsync("quantri@tinh.gov.vn")).First().Subject, StringComparison.Ordinal);
        var task = (await administrator.Get("/api/home/tasks")).Json!.AsArray().Single()!;
        Assert.Contains("UBND xã Ea Kao", (string?)task["text"] ?? task.ToJsonString(), StringComparison.Ordinal);

        var id = (string?)(await office.Get("/api/session"))["account"]["id"];
        Assert.Equal(HttpStatusCode.OK, (await administrator.Delete($"/api/admin/accounts/{id}/unit-claim", new { reason = "Trùng với UBND phường Ea Kao" })).Status);
        Assert.Contains("Trùng với UBND phường Ea Kao", (await _installation.MailsToAsync(Email)).First().Text, StringComparison.Ordinal);
        Assert.Empty((await administrator.Get("/api/home/tasks")).Json!.AsArray());
        Assert.Equal("nothing_claimed", (await administrator.Post($"/api/admin/accounts/{id}/unit-claim", new { })).Code);

        Assert.Equal(HttpStatusCode.OK, (await office.Put("/api/accounts/me/unit-claim", new { unitName = "UBND phường Ea Kao" })).Status);
        Assert.Single((await administrator.Get("/api/admin/accounts?claimed=true"))["items"].AsArray());
        Assert.Equal(
            ["account.unit_claimed", "account.unit_refused", "account.unit_claimed"],
            await _installation.QueryAsync(db => db.Set<JournalEntry>().Where(entry => entry.Action.StartsWith("account.unit_")).OrderBy(entry => entry.Id).Select(entry => entry.Action).ToListAsync()));
    }

    [Fact]
    public async Task A_claim_is_merged_into_the_unit_that_is_meant_or_put_under_its_parent()
    {
        var province = await _installation.Unit("UBND tỉnh Đắk Lắk");
        var health = await _installation.Unit("Sở Y tế", province);
        var administrator = await _installation.Administrator();
        var first = await Claim("so-y-te@tinh.gov.vn", "Sở Y tế tỉnh Đắk Lắk");
        var second = await Claim(Email, "UBND xã Ea Kao");
        Assert.Equal(health.ToString(), (string?)(await administrator.Post($"/api/admin/accounts/{first}/unit-claim", new { unitId = health }))["unitId"]);
        await administrator.Post($"/api/admin/accounts/{second}/unit-claim", new { parentId = province });
        Assert.Equal(province, await _installation.QueryAsync(db => db.Units.Where(unit => unit.Name == "UBND xã Ea Kao").Select(unit => unit.ParentId).SingleAsync()));
    }

    [Fact]
    public async Task Who_answers_for_one_unit_decides_about_that_one_only()
    {
        var (one, two) = (await _installation.Unit("UBND huyện Một"), await _installation.Unit("UBND huyện Hai"));
        var local = await _installation.Holder(one, Role.SystemAdministrator);
        var own = await Claim("mot@tinh.gov.vn", "UBND huyện Một");
        var others = await Claim("hai@tinh.gov.vn", "UBND huyện Hai");
        var unknown = await Claim("ba@tinh.gov.vn", "UBND huyện Ba");
        Assert.Equal("forbidden", (await local.Post($"/api/admin/accounts/{others}/unit-claim", new { })).Code);
        Assert.Equal("forbidden", (await local.Post($"/api/admin/accounts/{unknown}/unit-claim", new { unitId = one })).Code);
        Assert.Equal("forbidden", (await local.Post($"/api/admin/accounts/{own}/unit-claim", new { unitId = two })).Code);
        Assert.Equal(HttpStatusCode.OK, (await local.Post($"/api/admin/accounts/{own}/unit-claim", new { })).Status);
    }

    [Fact]
    public async Task The_mail_domain_of_one_unit_says_whose_its_mailboxes_are()
    {
        var health = await _installation.Unit("Sở Y tế");
        var administrator = await _installation.Administrator();
        Assert.Equal(HttpStatusCode.Created, (await administrator.Post("/api/admin/mail-domains", new { domain = "*.syt.tinh.gov.vn", unitId = health })).Status);
        await _installation.NewBrowser().Post("/api/accounts", new { email = "vanthu@bv.syt.tinh.gov.vn" });
        var token = await _installation.LinkInLastMail("vanthu@bv.syt.tinh.gov.vn");
        Assert.Equal("Sở Y tế", (string?)(await _installation.NewBrowser().Get($"/api/accounts/links/{token}"))["unitName"]);
        var browser = _installation.NewBrowser();
        var account = await browser.Post("/api/accounts/activation", new { token, password = People.Password, unitName = "UBND tỉnh" });
        Assert.Equal(health.ToString(), (string?)account["unitId"]);
        Assert.Equal("unit_known", (await browser.Put("/api/accounts/me/unit-claim", new { unitName = "UBND tỉnh" })).Code);
        Assert.Empty(await _installation.MailsToAsync("quantri@tinh.gov.vn"));
    }

    private async Task<string?> Claim(string email, string name) =>
        (string?)(await (await _installation.Claiming(email, name)).Get("/api/session"))["account"]["id"];
}
