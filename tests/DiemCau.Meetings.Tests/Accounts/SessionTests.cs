using System.Net;
using DiemCau.Meetings.Accounts;
using DiemCau.Meetings.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DiemCau.Meetings.Tests.Accounts;

public sealed class SessionTests : IAsyncLifetime
{
    private const string Email = "soyte@tinh.gov.vn";
    private TestInstallation _installation = null!;

    public async Task InitializeAsync() => _installation = await TestInstallation.StartAsync();

    public async Task DisposeAsync() => await _installation.DisposeAsync();

    [Fact]
    public async Task A_wrong_password_and_an_unknown_address_get_the_same_answer()
    {
        await _installation.Activated(Email);
        var wrong = await _installation.NewBrowser().SignIn(Email, "sai mật khẩu 1");
        var unknown = await _installation.NewBrowser().SignIn("khongco@tinh.gov.vn", "sai mật khẩu 1");
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.Status);
        Assert.Equal("sign_in_failed", wrong.Code);
        Assert.Equal((string?)unknown["title"] + unknown["detail"] + unknown.Status, (string?)wrong["title"] + wrong["detail"] + wrong.Status);
    }

    [Fact]
    public async Task An_unknown_address_takes_as_long_as_a_wrong_password()
    {
        await using var slow = await TestInstallation.StartAsync(services => services.Configure<AccountsOptions>(options => options.PasswordHashRounds = 200_000));
        await slow.Activated(Email);
        await slow.NewBrowser().SignIn("ai@tinh.gov.vn", "khởi động 1");

        var wrong = await Shortest(() => slow.NewBrowser().SignIn(Email, "sai mật khẩu 1"));
        var unknown = await Shortest(() => slow.NewBrowser().SignIn("khongco@tinh.gov.vn", "sai mật khẩu 1"));

        Assert.InRange(unknown / wrong, 0.2, 5); // without the hash it would be a tenth at most
    }

    [Theory]
    [InlineData(Email)]
    [InlineData("khongco@tinh.gov.vn")]
    public async Task Five_failures_lock_any_address_out_for_a_quarter_of_an_hour_and_then_longer(string email)
    {
        await _installation.Activated(Email);
        await FailFiveTimes(email);

        var locked = await _installation.NewBrowser().SignIn(email);
        Assert.Equal(HttpStatusCode.TooManyRequests, locked.Status);
        Assert.Equal("account_locked", locked.Code);
        Assert.InRange(locked.RetryAfter!.Value, TimeSpan.FromMinutes(14), TimeSpan.FromMinutes(15));

        _installation.Time.Advance(TimeSpan.FromMinutes(16));
        await FailFiveTimes(email);
        Assert.InRange((await _installation.NewBrowser().SignIn(email)).RetryAfter!.Value, TimeSpan.FromMinutes(29), TimeSpan.FromMinutes(30));
    }

    [Fact]
    public async Task Simultaneous_guesses_get_no_more_tries()
    {
        await _installation.Activated(Email);
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(guess => _installation.NewBrowser().SignIn(Email, $"đoán bừa {guess}")));
        Assert.Equal(5, answers.Count(answer => answer.Code == "sign_in_failed"));
        Assert.Equal(15, answers.Count(answer => answer.Code == "account_locked"));
    }

    [Fact]
    public async Task A_success_forgets_failures()
    {
        await _installation.Activated(Email);
        for (var round = 0; round < 3; round++)
        {
            for (var failure = 0; failure < 4; failure++)
            {
                await _installation.NewBrowser().SignIn(Email, "sai mật khẩu 1");
            }

            Assert.Equal(HttpStatusCode.OK, (await _installation.NewBrowser().SignIn(Email)).Status);
        }
    }

    [Fact]
    public async Task A_forgotten_password_is_set_anew_once_and_ends_sessions_and_lock_outs()
    {
        var browser = await _installation.Activated(Email);
        await FailFiveTimes(Email);
        await _installation.NewBrowser().Post("/api/accounts/forgotten-password", new { email = Email });
        var token = await _installation.LinkInLastMail(Email);
        Assert.Equal("passwordReset", (string?)(await browser.Get($"/api/accounts/links/{token}"))["purpose"]);

        var reset = await _installation.NewBrowser().Post("/api/accounts/password-reset", new { token, password = "Phòng họp mới 9" });

        Assert.Equal(HttpStatusCode.NoContent, reset.Status);
        Assert.Null(await browser.WhoIsSignedIn());
        Assert.Equal(HttpStatusCode.OK, (await _installation.NewBrowser().SignIn(Email, "Phòng họp mới 9")).Status);
        Assert.Equal("link_used", (await _installation.NewBrowser().Post("/api/accounts/password-reset", new { token, password = People.Password })).Code);
    }

    [Fact]
    public async Task A_reset_link_expires_after_an_hour_and_is_no_activation_link()
    {
        await _installation.Activated(Email);
        await _installation.NewBrowser().Post("/api/accounts/forgotten-password", new { email = Email });
        var token = await _installation.LinkInLastMail(Email);

        Assert.Equal("not_found", (await _installation.NewBrowser().Post("/api/accounts/activation", new { token, password = People.Password })).Code);
        _installation.Time.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal("link_expired", (await _installation.NewBrowser().Post("/api/accounts/password-reset", new { token, password = People.Password })).Code);
    }

    [Fact]
    public async Task A_changed_password_keeps_this_session_and_ends_the_others()
    {
        var browser = await _installation.Activated(Email);
        var other = _installation.NewBrowser();
        await other.SignIn(Email);
        Assert.Equal("password_wrong", (await browser.Put("/api/accounts/me/password", new { current = "không phải 1", password = "Phòng họp mới 9" })).Code);

        var changed = await browser.Put("/api/accounts/me/password", new { current = People.Password, password = "Phòng họp mới 9" });

        Assert.Equal(HttpStatusCode.NoContent, changed.Status);
        Assert.Equal(Email, await browser.WhoIsSignedIn());
        Assert.Null(await other.WhoIsSignedIn());
    }

    [Fact]
    public async Task Sign_out_everywhere_ends_every_session()
    {
        var browser = await _installation.Activated(Email);
        var other = _installation.NewBrowser();
        await other.SignIn(Email);

        Assert.Equal(HttpStatusCode.NoContent, (await browser.Post("/api/session/everywhere/sign-out")).Status);

        Assert.Null(await browser.WhoIsSignedIn());
        Assert.Null(await other.WhoIsSignedIn());
        Assert.Equal("not_signed_in", (await other.Post("/api/session/everywhere/sign-out")).Code);
    }

    [Fact]
    public async Task Signing_out_ends_this_session_only()
    {
        var browser = await _installation.Activated(Email);
        var other = _installation.NewBrowser();
        await other.SignIn(Email);
        Assert.Equal(HttpStatusCode.NoContent, (await browser.Delete("/api/session")).Status);
        Assert.Null(await browser.WhoIsSignedIn());
        Assert.Equal(Email, await other.WhoIsSignedIn());
    }

    [Fact]
    public async Task A_copied_cookie_dies_with_the_session_it_was_copied_from()
    {
        var browser = await _installation.Activated(Email);
        var thief = _installation.NewBrowser();
        thief.TakeCookiesOf(browser);
        Assert.Equal(Email, await thief.WhoIsSignedIn());

        await browser.Delete("/api/session");

        Assert.Null(await thief.WhoIsSignedIn());
        Assert.Equal(HttpStatusCode.OK, (await browser.SignIn(Email)).Status);
        Assert.Null(await thief.WhoIsSignedIn());
    }

    [Fact]
    public async Task An_ended_session_is_remembered_only_as_long_as_its_cookie_could_live()
    {
        var browser = await _installation.Activated(Email);
        await browser.Delete("/api/session");
        var upkeep = _installation.Services.GetServices<IHostedService>().OfType<AccountsUpkeep>().Single();

        _installation.Time.Advance(TimeSpan.FromDays(29));
        await upkeep.CleanAsync(default);
        Assert.Equal(1, await _installation.QueryAsync(db => db.EndedSessions.CountAsync()));
        _installation.Time.Advance(TimeSpan.FromDays(2));
        await upkeep.CleanAsync(default);
        Assert.Equal(0, await _installation.QueryAsync(db => db.EndedSessions.CountAsync()));
    }

    [Fact]
    public async Task A_session_that_is_not_used_ends()
    {
        var browser = await _installation.Activated(Email);
        _installation.Time.Advance(TimeSpan.FromHours(13));
        Assert.Null(await browser.WhoIsSignedIn());
    }

    [Fact]
    public async Task A_foreign_page_cannot_act_in_a_session()
    {
        var browser = await _installation.Activated(Email);
        browser.EchoesToken = false;
        Assert.Equal("page_too_old", (await browser.Post("/api/session/everywhere/sign-out")).Code);
        Assert.Equal("page_too_old", (await browser.Delete("/api/session")).Code);
        Assert.Equal("page_too_old", (await browser.Put("/api/accounts/me/password", new { current = People.Password, password = "Phòng họp mới 9" })).Code);
        Assert.Equal(Email, await browser.WhoIsSignedIn());
    }

    [Fact]
    public async Task Sign_ins_and_failures_are_in_the_journal_without_secrets()
    {
        await _installation.Activated(Email);
        await _installation.NewBrowser("10.9.8.7").SignIn(Email, "sai mật khẩu 1");
        await _installation.NewBrowser().SignIn(Email);

        var entries = await _installation.QueryAsync(db => db.Set<Meetings.Journal.JournalEntry>().OrderBy(entry => entry.Id).ToListAsync());

        Assert.Equal(["account.activated", "account.sign_in_failed", "account.signed_in"], entries.Select(entry => entry.Action));
        Assert.Equal("10.9.8.7", entries[1].Address);
        Assert.Equal([Email, null, Email], entries.Select(entry => entry.Actor));
        Assert.DoesNotContain(entries, entry => entry.Detail.Contains("mật khẩu", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Problems_speak_the_readers_language()
    {
        var browser = _installation.NewBrowser();
        browser.DefaultRequestHeaders.Add("Accept-Language", "en-GB,en;q=0.9,vi;q=0.5");
        Assert.Equal("The address or the password is not right", (string?)(await browser.SignIn(Email))["title"]);
        Assert.Equal("Địa chỉ thư hoặc mật khẩu không đúng", (string?)(await _installation.NewBrowser().SignIn(Email))["title"]);
    }

    private async Task FailFiveTimes(string email)
    {
        for (var failure = 0; failure < 5; failure++)
        {
            Assert.Equal("sign_in_failed", (await _installation.NewBrowser().SignIn(email, "sai mật khẩu 1")).Code);
        }
    }

    private static async Task<double> Shortest(Func<Task<Answer>> request)
    {
        var shortest = double.MaxValue;
        for (var round = 0; round < 4; round++)
        {
            var begun = TimeProvider.System.GetTimestamp();
            Assert.Equal("sign_in_failed", (await request()).Code);
            shortest = Math.Min(shortest, TimeProvider.System.GetElapsedTime(begun).TotalMilliseconds);
        }

        return shortest;
    }
}
