using System.Net;
using System.Text.RegularExpressions;
using DiemCau.Meetings.Accounts.Administration;
using DiemCau.Meetings.Tests.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings.Tests.Accounts;

/// <summary>Steps that people take, for the tests of accounts.</summary>
internal static partial class People
{
    // What a session knows of its account is a little older than this at most (TestInstallation).
    private static readonly TimeSpan SessionCheck = TimeSpan.FromMilliseconds(2);

    public const string Password = "Điểm cầu số 7";

    public static async Task<string> LinkInLastMail(this TestInstallation installation, string email) =>
        LinkPattern().Match((await installation.MailsToAsync(email)).First().Text).Groups[1].Value;

    /// <summary>A unit that has registered and activated its account, and is confirmed if it has a name; its browser is signed in.</summary>
    public static async Task<Browser> Activated(this TestInstallation installation, string email, string? unitName = null)
    {
        var browser = await installation.Claiming(email, unitName);
        if (unitName is not null)
        {
            var (_, refusal) = await installation.Services.GetRequiredService<AccountsCommands>().ConfirmUnitAsync(email, default);
            Assert.Null(refusal);
            await Task.Delay(SessionCheck);
        }

        return browser;
    }

    /// <summary>The same before anybody has confirmed the unit.</summary>
    public static async Task<Browser> Claiming(this TestInstallation installation, string email, string? unitName)
    {
        var browser = installation.NewBrowser();
        await browser.Post("/api/accounts", new { email });
        var answer = await browser.Post("/api/accounts/activation", new { token = await installation.LinkInLastMail(email), password = Password, unitName });
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return browser;
    }

    public static async Task<Browser> Administrator(this TestInstallation installation)
    {
        var browser = installation.NewBrowser();
        var token = installation.FirstAdministratorLink!.Segments[^1];
        var answer = await browser.Post("/api/accounts/first-administrator", new { token, email = "quantri@tinh.gov.vn", password = Password });
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return browser;
    }

    public static Task<Answer> SignIn(this Browser browser, string email, string password = Password, string? code = null, string? recoveryCode = null) =>
        browser.Post("/api/session", new { email, password, code, recoveryCode });

    public static async Task<string?> WhoIsSignedIn(this Browser browser) => (string?)(await browser.Get("/api/session")).Json!["account"]?["email"];

    [GeneratedRegex("/links/([A-Za-z0-9_-]+)")]
    private static partial Regex LinkPattern();
}
