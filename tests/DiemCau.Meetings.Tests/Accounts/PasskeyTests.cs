using System.Net;
using System.Text.Json.Nodes;
using DiemCau.Meetings.Accounts;
using DiemCau.Meetings.Accounts.SecondFactors;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings.Tests.Accounts;

/// <summary>Passkeys as a second factor, with a key that signs as a real one does.</summary>
public sealed class PasskeyTests : IAsyncLifetime, IDisposable
{
    private const string Email = "soyte@tinh.gov.vn";
    private const string Mine = "/api/accounts/me/second-factor";
    private readonly SecurityKey _key = new();
    private TestInstallation _installation = null!;

    public async Task InitializeAsync() => _installation = await TestInstallation.StartAsync();

    public async Task DisposeAsync() => await _installation.DisposeAsync();

    public void Dispose() => _key.Dispose();

    [Fact]
    public async Task A_passkey_is_added_with_a_name_and_signs_in()
    {
        var browser = await _installation.Activated(Email);
        var other = _installation.NewBrowser();
        await other.SignIn(Email);

        var added = await Add(browser, _key, "Máy văn thư");

        Assert.Equal(HttpStatusCode.Created, added.Status);
        Assert.Equal("Máy văn thư", (string?)added["passkey"]["name"]);
        Assert.Equal(10, added["recoveryCodes"].AsArray().Count);
        Assert.Equal(Email, await browser.WhoIsSignedIn());
        Assert.Null(await other.WhoIsSignedIn()); // begun without it
        Assert.Equal("second_factor_required", (await other.SignIn(Email)).Code);

        var choice = await Choose(other);
        Assert.False((bool)choice["totp"]!);
        Assert.Equal("diemcau.test", (string?)choice["passkey"]["options"]!["rpId"]);
        Assert.Equal(HttpStatusCode.OK, (await SignIn(other, choice, _key.Get(choice["passkey"]["options"]!))).Status);
        Assert.NotNull((await other.Get(Mine))["passkeys"].AsArray().Single()!["lastUsedAt"]);
    }

    [Fact]
    public async Task An_answer_counts_once_and_only_for_what_was_asked()
    {
        await Add(await _installation.Activated(Email), _key, "Khóa");
        var browser = _installation.NewBrowser();
        var (first, second) = (await Choose(browser), await Choose(browser));
        var answer = _key.Get(first["passkey"]["options"]!);
        Assert.Equal("second_factor_wrong", (await SignIn(browser, second, answer)).Code);
        Assert.Equal(HttpStatusCode.OK, (await SignIn(browser, first, answer)).Status);
        Assert.Equal("second_factor_wrong", (await SignIn(_installation.NewBrowser(), first, answer)).Code);

        var late = await Choose(browser);
        _installation.Time.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal("second_factor_wrong", (await SignIn(_installation.NewBrowser(), late, _key.Get(late["passkey"]["options"]!))).Code);
    }

    [Fact]
    public async Task A_copied_page_and_a_foreign_key_are_refused()
    {
        using var phished = new SecurityKey("https://diemcau.test.example");
        using var foreign = new SecurityKey();
        var browser = await _installation.Activated(Email);
        Assert.Equal("passkey_wrong", (await Add(browser, phished, "Khóa")).Code);
        await Add(browser, _key, "Khóa");

        var choice = await Choose(browser);
        var answer = foreign.Get(choice["passkey"]["options"]!);
        Assert.Equal("second_factor_wrong", (await SignIn(_installation.NewBrowser(), choice, answer)).Code);
        choice = await Choose(browser);
        var pretended = foreign.Get(choice["passkey"]["options"]!);
        var known = _key.Get(choice["passkey"]["options"]!);
        (pretended["id"], pretended["rawId"]) = (known["id"]!.DeepClone(), known["rawId"]!.DeepClone());
        Assert.Equal("second_factor_wrong", (await SignIn(_installation.NewBrowser(), choice, pretended)).Code);
    }

    [Fact]
    public async Task A_key_of_one_account_opens_no_other()
    {
        await Add(await _installation.Activated(Email), _key, "Khóa");
        using var own = new SecurityKey();
        await Add(await _installation.Activated("khac@tinh.gov.vn"), own, "Khóa");
        var choice = await Choose(_installation.NewBrowser());
        var answer = _key.Get(choice["passkey"]["options"]!);
        var stolen = await _installation.NewBrowser().Post("/api/session", new
        {
            email = "khac@tinh.gov.vn",
            password = People.Password,
            passkey = new { challengeId = (string)choice["passkey"]["challengeId"]!, credential = answer },
        });
        Assert.Equal("second_factor_wrong", stolen.Code);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"x\"")]
    [InlineData("""{"id":"AA","rawId":"!!","type":"public-key","response":{}}""")]
    [InlineData("""{"id":"AA","rawId":"AA","type":"public-key","response":{"clientDataJSON":"AA","attestationObject":"AA","authenticatorData":"AA","signature":"AA"}}""")]
    public async Task What_is_no_answer_is_refused(string credential)
    {
        var browser = await _installation.Activated(Email);
        var asked = await browser.Post($"{Mine}/passkeys/options", new { password = People.Password });
        Assert.Equal("passkey_wrong", (await browser.Post($"{Mine}/passkeys", new
        {
            challengeId = (string)asked["challengeId"]!,
            name = "Khóa",
            credential = JsonNode.Parse(credential),
        })).Code);
        await Add(browser, _key, "Khóa");
        var choice = await Choose(browser);
        Assert.Equal("second_factor_wrong", (await SignIn(_installation.NewBrowser(), choice, JsonNode.Parse(credential))).Code);
    }

    [Fact]
    public async Task Several_keys_have_names_and_are_taken_away_with_the_password()
    {
        using var second = new SecurityKey();
        var browser = await _installation.Activated(Email);
        await Add(browser, _key, "Khóa một");
        Assert.Null((await Add(browser, second, "Khóa hai")).Json!["recoveryCodes"]);
        Assert.Equal("passkey_known", (await Add(browser, _key, "Khóa ba")).Code);
        Assert.Equal("validation", (await Add(browser, second, " ")).Code);
        var keys = (await browser.Get(Mine))["passkeys"].AsArray();
        Assert.Equal(["Khóa một", "Khóa hai"], keys.Select(key => (string?)key!["name"]));

        var path = $"{Mine}/passkeys/{keys[0]!["id"]}";
        Assert.Equal("password_wrong", (await browser.Delete(path, new { password = "không phải 1" })).Code);
        Assert.Equal(HttpStatusCode.NoContent, (await browser.Delete(path, new { password = People.Password })).Status);
        Assert.Equal("second_factor_required", (await _installation.NewBrowser().SignIn(Email)).Code);
        Assert.Equal(HttpStatusCode.NoContent, (await browser.Delete($"{Mine}/passkeys/{keys[1]!["id"]}", new { password = People.Password })).Status);
        Assert.Equal(HttpStatusCode.OK, (await _installation.NewBrowser().SignIn(Email)).Status);
        Assert.Equal(0, await _installation.QueryAsync(db => db.RecoveryCodes.CountAsync()));
    }

    [Fact]
    public async Task Adding_one_asks_the_password()
    {
        var browser = await _installation.Activated(Email);
        Assert.Equal("password_wrong", (await browser.Post($"{Mine}/passkeys/options", new { password = "không phải 1" })).Code);
        Assert.Equal("password_wrong", (await browser.Post($"{Mine}/passkeys/options", new { })).Code);
    }

    [Fact]
    public async Task Where_the_public_address_has_no_name_there_are_no_passkeys()
    {
        await using var closed = await TestInstallation.StartAsync(services => services.AddSingleton(
            new InstallationOptions { PublicAddress = new("https://10.1.2.3:8443"), MailDomains = { TestInstallation.MailDomain } }));
        var browser = await closed.Activated(Email);
        Assert.False((bool)(await browser.Get(Mine))["passkeysArePossible"]!);
        Assert.Equal("passkeys_impossible", (await browser.Post($"{Mine}/passkeys/options", new { password = People.Password })).Code);
    }

    [Fact]
    public async Task Challenges_do_not_pile_up()
    {
        await Add(await _installation.Activated(Email), _key, "Khóa");
        for (var time = 0; time < 3; time++)
        {
            await Choose(_installation.NewBrowser());
        }

        _installation.Time.Advance(TimeSpan.FromMinutes(6));
        await Choose(_installation.NewBrowser());
        Assert.Equal(1, await _installation.QueryAsync(db => db.Set<PasskeyChallenge>().CountAsync()));
    }

    private static async Task<Answer> Add(Browser browser, SecurityKey key, string name)
    {
        var asked = await browser.Post($"{Mine}/passkeys/options", new { password = People.Password });
        return await browser.Post($"{Mine}/passkeys", new { challengeId = (string)asked["challengeId"]!, name, credential = key.Create(asked["options"]) });
    }

    private static Task<Answer> Choose(Browser browser) => browser.Post("/api/session/second-factor", new { email = Email, password = People.Password });

    private static Task<Answer> SignIn(Browser browser, Answer choice, JsonNode? credential) => browser.Post("/api/session", new
    {
        email = Email,
        password = People.Password,
        passkey = new { challengeId = (string)choice["passkey"]["challengeId"]!, credential },
    });
}
