using System.Net;
using DiemCau.Meetings.Accounts.Administration;
using DiemCau.Meetings.Notifications;
using DiemCau.Meetings.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings.Tests.Accounts;

public sealed class AdministrationTests : IAsyncLifetime
{
    private TestInstallation _installation = null!;

    public async Task InitializeAsync() => _installation = await TestInstallation.StartAsync();

    public async Task DisposeAsync() => await _installation.DisposeAsync();

    [Fact]
    public async Task The_printed_link_makes_the_first_administrator_once()
    {
        var visitor = _installation.NewBrowser();
        Assert.True((bool)(await visitor.Get("/api/session"))["installation"]["needsFirstAdministrator"]!);

        var administrator = await _installation.Administrator();

        Assert.True((bool)(await administrator.Get("/api/session"))["account"]["isAdministrator"]!);
        Assert.False((bool)(await visitor.Get("/api/session"))["installation"]["needsFirstAdministrator"]!);
        var again = await visitor.Post("/api/accounts/first-administrator",
            new { token = _installation.FirstAdministratorLink!.Segments[^1], email = "khac@tinh.gov.vn", password = People.Password });
        Assert.Equal("link_used", again.Code);
        Assert.Null((await _installation.Services.PrepareMeetingsAsync()).FirstAdministratorLink);
    }

    [Fact]
    public async Task A_command_leaves_the_printed_link_alone_and_a_restart_replaces_it()
    {
        var path = $"/api/accounts/links/{_installation.FirstAdministratorLink!.Segments[^1]}";
        await _installation.Services.PrepareMeetingsAsync(invite: false);
        Assert.Equal("valid", (string?)(await _installation.NewBrowser().Get(path))["state"]);
        await _installation.Services.PrepareMeetingsAsync(invite: true);
        Assert.Equal("expired", (string?)(await _installation.NewBrowser().Get(path))["state"]);
    }

    [Theory]
    [InlineData("/api/admin/accounts")]
    [InlineData("/api/admin/mail-domains")]
    [InlineData("/api/admin/mails")]
    public async Task Only_administrators_enter(string path)
    {
        Assert.Equal("not_signed_in", (await _installation.NewBrowser().Get(path)).Code);
        Assert.Equal("forbidden", (await (await _installation.Activated("donvi@tinh.gov.vn")).Get(path)).Code);
    }

    [Fact]
    public async Task A_mailbox_that_is_registered_while_it_is_invited_has_an_account_and_says_so()
    {
        var administrator = await _installation.Administrator();

        var invited = await Registering.MeanwhileAsync(
            _installation, "syt@tinh.gov.vn", () => administrator.Post("/api/admin/accounts", new { email = "syt@tinh.gov.vn" }));

        Assert.Equal((HttpStatusCode.Conflict, "account_exists"), (invited.Status, invited.Code));
    }

    [Fact]
    public async Task An_invited_unit_activates_its_account_itself()
    {
        var administrator = await _installation.Administrator();
        var unit = await administrator.Post("/api/admin/units", new { name = "Sở Y tế", code = "SYT" });
        var invited = await administrator.Post("/api/admin/accounts", new { email = "syt@bo.gov.vn", unitId = (string?)unit["id"] });
        Assert.Equal(HttpStatusCode.Created, invited.Status);
        Assert.Equal("pending", (string?)invited["state"]);
        Assert.Equal("account_never_activated", (await administrator.Patch($"/api/admin/accounts/{invited["id"]}", new { state = "active" })).Code);

        var activated = await _installation.NewBrowser().Post("/api/accounts/activation",
            new { token = await _installation.LinkInLastMail("syt@bo.gov.vn"), password = People.Password });

        Assert.Equal("Sở Y tế", (string?)activated["unitName"]);
        Assert.Equal("account_not_pending", (await administrator.Post($"/api/admin/accounts/{invited["id"]}/activation-mail")).Code);
        Assert.Equal("account_exists", (await administrator.Post("/api/admin/accounts", new { email = "syt@bo.gov.vn" })).Code);
    }

    [Fact]
    public async Task A_disabled_account_is_out_at_once_and_cannot_come_back_by_its_links()
    {
        var administrator = await _installation.Administrator();
        var unit = await _installation.Activated("donvi@tinh.gov.vn");
        var id = (string?)(await unit.Get("/api/session"))["account"]["id"];
        await _installation.NewBrowser().Post("/api/accounts/forgotten-password", new { email = "donvi@tinh.gov.vn" });
        var token = await _installation.LinkInLastMail("donvi@tinh.gov.vn");

        Assert.Equal("disabled", (string?)(await administrator.Patch($"/api/admin/accounts/{id}", new { state = "disabled" }))["state"]);

        Assert.Null(await unit.WhoIsSignedIn());
        Assert.Equal("sign_in_failed", (await _installation.NewBrowser().SignIn("donvi@tinh.gov.vn")).Code);
        Assert.Equal("link_expired", (await _installation.NewBrowser().Post("/api/accounts/password-reset", new { token, password = People.Password })).Code);
    }

    [Fact]
    public async Task An_account_set_to_pending_says_so_after_the_right_password_only()
    {
        var administrator = await _installation.Administrator();
        var unit = await _installation.Activated("donvi@tinh.gov.vn");
        var id = (string?)(await unit.Get("/api/session"))["account"]["id"];
        await administrator.Patch($"/api/admin/accounts/{id}", new { state = "pending" });
        Assert.Equal("sign_in_failed", (await _installation.NewBrowser().SignIn("donvi@tinh.gov.vn", "không phải 1")).Code);
        Assert.Equal("account_not_activated", (await _installation.NewBrowser().SignIn("donvi@tinh.gov.vn")).Code);
    }

    [Fact]
    public async Task The_last_administrator_stays()
    {
        var administrator = await _installation.Administrator();
        var id = (string?)(await administrator.Get("/api/session"))["account"]["id"];
        Assert.Equal("last_administrator", (await administrator.Patch($"/api/admin/accounts/{id}", new { isAdministrator = false })).Code);
        Assert.Equal("last_administrator", (await administrator.Patch($"/api/admin/accounts/{id}", new { state = "disabled" })).Code);

        var other = await _installation.Activated("khac@tinh.gov.vn");
        var otherId = (string?)(await other.Get("/api/session"))["account"]["id"];
        await administrator.Patch($"/api/admin/accounts/{otherId}", new { isAdministrator = true });
        Assert.Equal(HttpStatusCode.OK, (await other.Get("/api/admin/accounts")).Status);
        Assert.Equal(HttpStatusCode.OK, (await other.Patch($"/api/admin/accounts/{id}", new { isAdministrator = false })).Status);
        Assert.Equal("forbidden", (await administrator.Get("/api/admin/accounts")).Code);
    }

    [Fact]
    public async Task An_account_whose_mailbox_mails_do_not_reach_says_so_with_the_reason()
    {
        var administrator = await _installation.Administrator();
        await _installation.Activated("hong@tinh.gov.vn");
        await _installation.QueryAsync(async db =>
        {
            await UndeliverableAddress.NoteAsync(db, "hong@tinh.gov.vn", "450 full", _installation.Time.GetUtcNow(), default);
            await UndeliverableAddress.NoteAsync(db, "hong@tinh.gov.vn", "550 no such mailbox", _installation.Time.GetUtcNow(), default);
            return 0;
        });
        var accounts = (await administrator.Get("/api/admin/accounts"))["items"]!.AsArray();
        Assert.Equal("550 no such mailbox", (string?)accounts.Single(account => (string?)account!["email"] == "hong@tinh.gov.vn")!["mailTrouble"]);
        Assert.Single(accounts, account => account!["mailTrouble"] is not null);
    }

    [Fact]
    public async Task Mail_domains_open_and_close_registration()
    {
        var administrator = await _installation.Administrator();
        foreach (var none in (string[])["không phải", "gov.vn.", "d\u0430k.gov.vn", "*.gov.vn.", "-tinh.gov.vn", "tinh..gov.vn", "vn"])
        {
            Assert.Equal("validation", (await administrator.Post("/api/admin/mail-domains", new { domain = none })).Code);
        }

        await administrator.Post("/api/admin/mail-domains", new { domain = "*.Bo.gov.vn" });
        Assert.Contains("*.bo.gov.vn", (await _installation.NewBrowser().Get("/api/session"))["installation"]["mailDomains"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Accepted, (await _installation.NewBrowser().Post("/api/accounts", new { email = "a@vu.bo.gov.vn" })).Status);
        Assert.Equal(HttpStatusCode.Accepted, (await _installation.NewBrowser().Post("/api/accounts", new { email = "a@bo.gov.vn" })).Status);
        Assert.Equal("mail_domain_not_allowed", (await _installation.NewBrowser().Post("/api/accounts", new { email = "a@xbo.gov.vn" })).Code);

        Assert.Equal(HttpStatusCode.NoContent, (await administrator.Delete("/api/admin/mail-domains/*.bo.gov.vn")).Status);
        Assert.Equal("mail_domain_not_allowed", (await _installation.NewBrowser().Post("/api/accounts", new { email = "b@bo.gov.vn" })).Code);
    }

    /// <summary>What looks like the listed domain to whoever reads it, in letters or as its name on the wire, is another domain.</summary>
    [Theory]
    [InlineData("a@t\u0456nh.gov.vn")]
    [InlineData("a@xn--tnh-1md.gov.vn")]
    [InlineData("a@tinh.g\u03bfv.vn")]
    [InlineData("a@tinh.gov.vn.xau.example")]
    [InlineData("a@tinh-gov.vn")]
    [InlineData("a@xau.example#@tinh.gov.vn")]
    [InlineData("a@xau.example,b@tinh.gov.vn")]
    public async Task A_domain_that_looks_like_a_listed_one_is_another(string email)
    {
        var answer = await _installation.NewBrowser().Post("/api/accounts", new { email });
        Assert.Contains(answer.Code, new[] { "email_invalid", "mail_domain_not_allowed", "validation" });
        Assert.Empty(await _installation.QueryAsync(db => db.Mails.ToListAsync()));
    }

    [Fact]
    public async Task Removed_configured_domains_do_not_come_back_with_a_restart()
    {
        var administrator = await _installation.Administrator();
        await administrator.Delete($"/api/admin/mail-domains/{TestInstallation.MailDomain}");
        await _installation.Services.PrepareMeetingsAsync();
        Assert.Equal(0, (int)(await administrator.Get("/api/admin/mail-domains"))["total"]!);
    }

    [Fact]
    public async Task Accounts_are_found_without_accents_page_by_page()
    {
        var administrator = await _installation.Administrator();
        await _installation.Activated("eakao@tinh.gov.vn", "UBND xã Ea Kao, tỉnh Đắk Lắk");
        await _installation.Activated("syt@tinh.gov.vn", "Sở Y tế");
        var found = await administrator.Get("/api/admin/accounts?search=dak%20lak");
        Assert.Equal("eakao@tinh.gov.vn", (string?)Assert.Single(found["items"].AsArray())!["email"]);
        var second = await administrator.Get("/api/admin/accounts?page=2&pageSize=2");
        Assert.Equal("syt@tinh.gov.vn", (string?)Assert.Single(second["items"].AsArray())!["email"]);
        Assert.Equal(3, (int)second["total"]!);
    }

    [Fact]
    public async Task Units_have_names_of_their_own_and_no_unit_is_below_itself()
    {
        var administrator = await _installation.Administrator();
        var province = await administrator.Post("/api/admin/units", new { name = "UBND tỉnh Đắk Lắk" });
        var commune = await administrator.Post("/api/admin/units", new { name = "UBND xã Ea Kao", parentId = (string?)province["id"] });
        Assert.Equal("UBND tỉnh Đắk Lắk", (string?)commune["parentName"]);
        Assert.Equal("unit_name_taken", (await administrator.Post("/api/admin/units", new { name = "UBND tỉnh Đắk Lắk" })).Code);
        Assert.Equal("validation", (await administrator.Patch($"/api/admin/units/{province["id"]}", new { parentId = (string?)commune["id"] })).Code);
        Assert.Equal("unit_in_use", (await administrator.Delete($"/api/admin/units/{province["id"]}")).Code);
        Assert.Equal(HttpStatusCode.NoContent, (await administrator.Delete($"/api/admin/units/{commune["id"]}")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await administrator.Delete($"/api/admin/units/{province["id"]}")).Status);
    }

    [Fact]
    public async Task A_unit_goes_back_to_the_top_level_only_when_told_so()
    {
        var administrator = await _installation.Administrator();
        var province = await administrator.Post("/api/admin/units", new { name = "UBND tỉnh Đắk Lắk" });
        var commune = await administrator.Post("/api/admin/units", new { name = "UBND xã Ea Kao", parentId = (string?)province["id"] });
        var address = $"/api/admin/units/{commune["id"]}";

        var renamed = await administrator.Patch(address, new { name = "UBND xã Ea Drông", parentId = (string?)null });
        Assert.Equal("UBND tỉnh Đắk Lắk", (string?)renamed["parentName"]);
        Assert.Equal("validation", (await administrator.Patch(address, new { toTopLevel = true, parentId = (string?)province["id"] })).Code);
        Assert.Null((string?)(await administrator.Patch(address, new { toTopLevel = true }))["parentId"]);
    }

    [Fact]
    public async Task Kept_mails_are_shown_at_the_server_itself_only()
    {
        var administrator = await _installation.Administrator();
        Assert.Equal("only_at_the_server", (await administrator.Get("/api/admin/mails")).Code);

        await _installation.Activated("donvi@tinh.gov.vn");
        var local = _installation.NewBrowser("127.0.0.1");
        await local.SignIn("quantri@tinh.gov.vn");
        var mail = (await local.Get("/api/admin/mails?search=kich%20hoat"))["items"][0]!;
        Assert.Equal("donvi@tinh.gov.vn", (string?)mail["to"]);
        Assert.Contains("/links/", (string?)(await local.Get($"/api/admin/mails/{mail["id"]}"))["text"], StringComparison.Ordinal);

        local.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9"); // a proxy on this machine
        Assert.Equal("only_at_the_server", (await local.Get("/api/admin/mails")).Code);
    }

    [Fact]
    public async Task The_command_line_makes_administrators_with_a_password_or_a_link()
    {
        var commands = _installation.Services.GetRequiredService<AccountsCommands>();
        var (made, _) = await commands.CreateAdministratorAsync("mot@tinh.gov.vn", People.Password, default);
        Assert.Null(made!.Link);
        Assert.Equal(HttpStatusCode.OK, (await _installation.NewBrowser().SignIn("mot@tinh.gov.vn")).Status);

        var (invited, _) = await commands.CreateAdministratorAsync("hai@noikhac.vn", null, default);
        var activated = await _installation.NewBrowser().Post("/api/accounts/activation", new { token = invited!.Link!.Segments[^1], password = People.Password });
        Assert.True((bool)activated["isAdministrator"]!);

        var (reset, _) = await commands.CreateAdministratorAsync("mot@tinh.gov.vn", null, default); // every password is lost
        Assert.Equal("passwordReset", (string?)(await _installation.NewBrowser().Get($"/api/accounts/links/{reset!.Link!.Segments[^1]}"))["purpose"]);
        Assert.Equal("password_too_weak", (await commands.CreateAdministratorAsync("ba@tinh.gov.vn", "ngắn", default)).Refusal!.Code);
        Assert.Equal(["hai@noikhac.vn", "mot@tinh.gov.vn"], (await commands.ListAsync(default)).Select(account => account.Email));
    }
}
