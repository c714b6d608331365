using System.Net;
using DiemCau.Meetings.Accounts;
using DiemCau.Meetings.Tests.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings.Tests.Accounts;

/// <summary>Whom guesses keep out: the guesser, not the owner, and not who happens to share the guesser's network.</summary>
public sealed class GuessingTests : IAsyncLifetime
{
    private const string Email = "soyte@tinh.gov.vn";
    private const string Wrong = "sai mật khẩu 1";
    private TestInstallation _installation = null!;

    public async Task InitializeAsync() => _installation = await TestInstallation.StartAsync();

    public async Task DisposeAsync() => await _installation.DisposeAsync();

    [Fact]
    public async Task A_stranger_elsewhere_does_not_lock_the_owner_out()
    {
        var owner = await _installation.Activated(Email);
        await Guess(Email, 6, "203.0.113.7");
        Assert.Equal("account_locked", (await _installation.NewBrowser("203.0.113.7").SignIn(Email)).Code);
        Assert.Equal(HttpStatusCode.OK, (await _installation.NewBrowser("10.0.0.5").SignIn(Email)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await owner.Put("/api/accounts/me/password", new { current = People.Password, password = "Phòng họp mới 9" })).Status);
    }

    [Fact]
    public async Task A_stranger_behind_the_same_address_does_not_lock_out_a_machine_that_has_signed_in_before()
    {
        var owner = await _installation.Activated(Email);
        await owner.Delete("/api/session");
        await Guess(Email, 6, "10.0.0.1");
        Assert.Equal("account_locked", (await _installation.NewBrowser().SignIn(Email)).Code);
        Assert.Equal(HttpStatusCode.OK, (await owner.SignIn(Email)).Status);
    }

    [Fact]
    public async Task A_known_machine_has_its_own_five_tries()
    {
        var owner = await _installation.Activated(Email);
        await owner.Delete("/api/session");
        for (var guess = 0; guess < 5; guess++)
        {
            Assert.Equal("sign_in_failed", (await owner.SignIn(Email, Wrong)).Code);
        }

        Assert.Equal("account_locked", (await owner.SignIn(Email)).Code);
        Assert.Equal(HttpStatusCode.OK, (await _installation.NewBrowser().SignIn(Email)).Status);
    }

    [Fact]
    public async Task A_made_up_device_is_nobodys()
    {
        var owner = await _installation.Activated(Email);
        await owner.Delete("/api/session");
        await Guess(Email, 6, "10.0.0.1");
        var liar = _installation.NewBrowser();
        liar.DefaultRequestHeaders.Add("Cookie", "__Host-diemcau-device=CfDJ8AAAA");
        Assert.Equal("account_locked", (await liar.SignIn(Email)).Code);
    }

    [Fact]
    public async Task A_stranger_behind_the_same_address_keeps_nobody_from_confirming_the_own_password()
    {
        await using var installation = await TestInstallation.StartAsync(services => services.Configure<AccountsOptions>(options => options.StrangersAttempts = 6));
        var owner = await installation.Activated(Email);
        for (var guess = 0; guess < 10; guess++)
        {
            await installation.NewBrowser().SignIn(Email, Wrong);
            await installation.NewBrowser($"198.51.100.{guess}").SignIn(Email, Wrong);
        }

        Assert.Equal("account_locked", (await installation.NewBrowser().SignIn(Email)).Code);
        Assert.Equal(HttpStatusCode.NoContent, (await ChangePassword(owner, People.Password)).Status);
    }

    [Fact]
    public async Task Confirmations_are_counted_by_the_session_and_by_nothing_else()
    {
        var owner = await _installation.Activated(Email);
        var other = _installation.NewBrowser();
        await other.SignIn(Email);
        for (var guess = 0; guess < 5; guess++)
        {
            Assert.Equal("password_wrong", (await ChangePassword(owner, Wrong)).Code);
        }

        // A stolen session guesses no further, at none of the doors that ask the password again …
        Assert.Equal("account_locked", (await ChangePassword(owner, People.Password)).Code);
        Assert.Equal("account_locked", (await Confirm(owner, "totp", People.Password)).Code);
        Assert.Equal("account_locked", (await Confirm(owner, "passkeys/options", People.Password)).Code);

        // … and whoever is the owner elsewhere is not kept out by it.
        Assert.Equal(HttpStatusCode.OK, (await _installation.NewBrowser().SignIn(Email)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await ChangePassword(other, People.Password)).Status);
    }

    [Fact]
    public async Task A_right_confirmation_forgets_the_wrong_ones_before()
    {
        var owner = await _installation.Activated(Email);
        for (var round = 0; round < 3; round++)
        {
            for (var guess = 0; guess < 4; guess++)
            {
                Assert.Equal("password_wrong", (await ChangePassword(owner, Wrong)).Code);
            }

            Assert.Equal(HttpStatusCode.OK, (await Confirm(owner, "totp", People.Password)).Status);
        }
    }

    [Fact]
    public async Task A_hundred_guesses_from_everywhere_ask_strangers_for_the_mailbox_and_owners_for_nothing()
    {
        await using var installation = await TestInstallation.StartAsync(services => services.Configure<AccountsOptions>(options => options.StrangersAttempts = 10));
        var owner = await installation.Activated(Email);
        await owner.Delete("/api/session");
        for (var guess = 0; guess < 10; guess++)
        {
            await installation.NewBrowser($"198.51.100.{guess}").SignIn(Email, Wrong);
        }

        var newMachine = installation.NewBrowser("10.0.0.77");
        Assert.Equal("mailbox_proof_needed", (await newMachine.SignIn(Email)).Code);
        Assert.Equal(HttpStatusCode.OK, (await owner.SignIn(Email)).Status);

        await newMachine.Post("/api/accounts/forgotten-password", new { email = Email });
        var token = await installation.LinkInLastMail(Email);
        await newMachine.Post("/api/accounts/password-reset", new { token, password = "Phòng họp mới 9" });
        Assert.Equal(HttpStatusCode.OK, (await newMachine.SignIn(Email, "Phòng họp mới 9")).Status);
    }

    [Fact]
    public async Task Sixty_wrong_passwords_a_minute_do_not_keep_a_neighbour_out()
    {
        await using var installation = await TestInstallation.StartAsync(services => services.Configure<AccountsOptions>(options => options.AttemptsPerMinute = 5));
        await installation.Activated(Email);
        for (var guess = 0; guess < 20; guess++)
        {
            Assert.Equal("sign_in_failed", (await installation.NewBrowser().SignIn($"a{guess}@tinh.gov.vn", Wrong)).Code);
        }

        Assert.Equal(HttpStatusCode.OK, (await installation.NewBrowser().SignIn(Email)).Status);
    }

    [Fact]
    public async Task A_flood_from_one_address_stands_in_a_line_of_bounded_length()
    {
        await using var installation = await TestInstallation.StartAsync(services => services.Configure<AccountsOptions>(options =>
            (options.AttemptsPerMinute, options.PasswordHashRounds) = (0, 100_000)));
        await installation.Activated(Email);
        var flood = await Task.WhenAll(Enumerable.Range(0, 120).Select(guess => installation.NewBrowser().SignIn($"a{guess}@tinh.gov.vn", Wrong)));
        Assert.Contains(flood, answer => answer.Code == "too_many_attempts");
        Assert.All(flood, answer => Assert.Contains(answer.Code, new[] { "sign_in_failed", "too_many_attempts" }));
        Assert.Equal(HttpStatusCode.OK, (await installation.NewBrowser().SignIn(Email)).Status);
    }

    [Fact]
    public async Task Signing_in_is_no_attempt_however_often()
    {
        await using var installation = await TestInstallation.StartAsync(services => services.Configure<AccountsOptions>(options => options.AttemptsPerMinute = 2));
        await installation.Activated(Email);
        for (var time = 0; time < 10; time++)
        {
            Assert.Equal(HttpStatusCode.OK, (await installation.NewBrowser().SignIn(Email)).Status);
        }
    }

    private static Task<Answer> ChangePassword(Browser browser, string current) =>
        browser.Put("/api/accounts/me/password", new { current, password = "Phòng họp mới 9" });

    private static Task<Answer> Confirm(Browser browser, string what, string password) => browser.Post($"/api/accounts/me/second-factor/{what}", new { password });

    private async Task Guess(string email, int times, string address)
    {
        for (var guess = 0; guess < times; guess++)
        {
            await _installation.NewBrowser(address).SignIn(email, Wrong);
        }
    }
}
