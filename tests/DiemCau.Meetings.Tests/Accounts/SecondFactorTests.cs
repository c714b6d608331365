using System.Net;
using DiemCau.Meetings.Access;
using DiemCau.Meetings.Accounts;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Tests.Organisation;
using DiemCau.Meetings.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings.Tests.Accounts;

/// <summary>An authenticator app and recovery codes, and of whom a second factor is demanded.</summary>
public sealed class SecondFactorTests : IAsyncLifetime
{
    private const string Email = "soyte@tinh.gov.vn";
    private const string Mine = "/api/accounts/me/second-factor";
    private TestInstallation _installation = null!;

    public async Task InitializeAsync() => _installation = await TestInstallation.StartAsync(
        services => services.Configure<AccountsOptions>(options => options.SecondFactorGrace = TimeSpan.FromDays(14)));

    public async Task DisposeAsync() => await _installation.DisposeAsync();

    [Fact]
    public async Task The_second_factor_is_asked_for_once_it_is_on()
    {
        var browser = await _installation.Activated(Email);
        var other = _installation.NewBrowser();
        await other.SignIn(Email);
        var offer = await browser.Post($"{Mine}/totp", new { password = People.Password });
        Assert.StartsWith("<svg", (string)offer["qrSvg"]!, StringComparison.Ordinal);
        Assert.Contains($"secret={offer["secret"]}", (string)offer["uri"]!, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await _installation.NewBrowser().SignIn(Email)).Status); // not yet on
        Assert.Equal("second_factor_wrong", (await browser.Put($"{Mine}/totp", new { code = "000000" })).Code);

        var secret = SecondFactorSteps.Secret((string)offer["secret"]!);
        var on = await browser.Put($"{Mine}/totp", new { code = _installation.CodeOf(secret) });

        Assert.Equal(10, on["recoveryCodes"].AsArray().Count);
        Assert.Equal(Email, await browser.WhoIsSignedIn());
        Assert.Null(await other.WhoIsSignedIn()); // begun without it
        Assert.Equal("second_factor_required", (await other.SignIn(Email)).Code);
        Assert.Equal("second_factor_wrong", (await other.SignIn(Email, code: _installation.CodeOf(secret))).Code); // that code has been used
        _installation.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(HttpStatusCode.OK, (await other.SignIn(Email, code: _installation.CodeOf(secret))).Status);
    }

    [Fact]
    public async Task A_recovery_code_works_once_however_it_is_typed()
    {
        var (_, codes) = await _installation.SetUpTotp(await _installation.Activated(Email));
        var typed = codes[3].Replace("-", " ", StringComparison.Ordinal).ToLowerInvariant();
        Assert.Equal(HttpStatusCode.OK, (await _installation.NewBrowser().SignIn(Email, recoveryCode: typed)).Status);
        Assert.Equal("second_factor_wrong", (await _installation.NewBrowser().SignIn(Email, recoveryCode: codes[3])).Code);
        Assert.Equal(HttpStatusCode.OK, (await _installation.NewBrowser().SignIn(Email, recoveryCode: codes[4])).Status);
    }

    [Fact]
    public async Task New_recovery_codes_take_the_place_of_the_old_ones_with_the_password_only()
    {
        var browser = await _installation.Activated(Email);
        var (_, old) = await _installation.SetUpTotp(browser);
        Assert.Equal("password_wrong", (await browser.Post($"{Mine}/recovery-codes", new { password = "không phải 1" })).Code);
        var codes = (await browser.Post($"{Mine}/recovery-codes", new { password = People.Password }))["recoveryCodes"].AsArray();
        Assert.Equal("second_factor_wrong", (await _installation.NewBrowser().SignIn(Email, recoveryCode: old[0])).Code);
        Assert.Equal(HttpStatusCode.OK, (await _installation.NewBrowser().SignIn(Email, recoveryCode: (string)codes[0]!)).Status);
        Assert.Equal(9, (int)(await browser.Get(Mine))["recoveryCodesLeft"]!);
    }

    [Fact]
    public async Task Codes_are_counted_until_a_right_one_whatever_else_changes()
    {
        var browser = await _installation.Activated(Email);
        var (secret, codes) = await _installation.SetUpTotp(browser);
        _installation.Time.Advance(TimeSpan.FromMinutes(1));
        for (var guess = 0; guess < 5; guess++)
        {
            Assert.Equal("second_factor_wrong", (await _installation.NewBrowser($"10.1.0.{guess}").SignIn(Email, code: $"00000{guess}")).Code);
        }

        Assert.Equal("second_factor_locked", (await _installation.NewBrowser("10.1.0.9").SignIn(Email, code: "000005")).Code);
        // Whoever has stolen the mailbox sets a new password, and gets no fresh tries.
        await _installation.NewBrowser().Post("/api/accounts/forgotten-password", new { email = Email });
        var token = await _installation.LinkInLastMail(Email);
        Assert.Equal(HttpStatusCode.NoContent, (await _installation.NewBrowser().Post("/api/accounts/password-reset", new { token, password = "Phòng họp mới 9" })).Status);
        Assert.Equal("second_factor_locked", (await _installation.NewBrowser().SignIn(Email, "Phòng họp mới 9", code: _installation.CodeOf(secret))).Code);

        // What cannot be guessed is not locked, and clears the count.
        Assert.Equal(HttpStatusCode.OK, (await _installation.NewBrowser().SignIn(Email, "Phòng họp mới 9", recoveryCode: codes[0])).Status);
        Assert.Equal(HttpStatusCode.OK, (await _installation.NewBrowser().SignIn(Email, "Phòng họp mới 9", code: _installation.CodeOf(secret))).Status);
    }

    [Fact]
    public async Task It_goes_on_and_off_with_the_password_only()
    {
        var browser = await _installation.Activated(Email);
        Assert.Equal("password_wrong", (await browser.Post($"{Mine}/totp", new { })).Code);
        Assert.Equal("password_wrong", (await browser.Post($"{Mine}/totp", new { password = "không phải 1" })).Code);
        await _installation.SetUpTotp(browser);
        Assert.Equal("password_wrong", (await browser.Delete($"{Mine}/totp", new { password = "không phải 1" })).Code);
        Assert.Equal(HttpStatusCode.NoContent, (await browser.Delete($"{Mine}/totp", new { password = People.Password })).Status);
        Assert.Equal(HttpStatusCode.OK, (await _installation.NewBrowser().SignIn(Email)).Status);
        Assert.Equal(0, await _installation.QueryAsync(db => db.RecoveryCodes.CountAsync()));
    }

    [Fact]
    public async Task A_secret_is_not_readable_in_the_database()
    {
        var browser = await _installation.Activated(Email);
        var secret = SecondFactorSteps.Secret((string)(await browser.Post($"{Mine}/totp", new { password = People.Password }))["secret"]!);
        var stored = await _installation.QueryAsync(db => db.Accounts.Select(account => account.TotpSecret).SingleAsync());
        Assert.DoesNotContain(Convert.ToHexString(secret), Convert.ToHexString(Convert.FromBase64String(stored!)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_administrator_has_two_weeks_and_is_told_so()
    {
        var administrator = await _installation.Administrator();
        var demanded = (await administrator.Get("/api/session"))["secondFactor"]!;
        Assert.False((bool)demanded["isConfined"]!);
        Assert.Equal(_installation.Time.GetUtcNow().AddDays(14), (DateTimeOffset)demanded["by"]!, TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.OK, (await administrator.Get("/api/admin/accounts")).Status);
    }

    [Fact]
    public async Task After_that_the_session_can_do_nothing_but_set_one_up()
    {
        await _installation.Administrator();
        _installation.Time.Advance(TimeSpan.FromDays(14));
        var administrator = _installation.NewBrowser();
        Assert.Equal(HttpStatusCode.OK, (await administrator.SignIn("quantri@tinh.gov.vn")).Status);

        var session = await administrator.Get("/api/session");
        Assert.True((bool)session["secondFactor"]!["isConfined"]!);
        Assert.Empty(session["permissions"].AsArray());
        var refused = await administrator.Get("/api/admin/accounts");
        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.Equal("second_factor_demanded", refused.Code);
        Assert.Equal("second_factor_demanded", (await administrator.Post("/api/rooms", new { name = "Giao ban", password = "Mật khẩu 1" })).Code);
        Assert.Equal("second_factor_demanded", (await administrator.Put("/api/accounts/me/password", new { current = People.Password, password = "Phòng họp mới 9" })).Code);

        await _installation.SetUpTotp(administrator);

        Assert.Equal(HttpStatusCode.OK, (await administrator.Get("/api/admin/accounts")).Status);
        Assert.Null((await administrator.Get("/api/session")).Json!["secondFactor"]);
    }

    [Fact]
    public async Task Switching_it_off_begins_no_new_grace()
    {
        var administrator = await _installation.Administrator();
        await _installation.SetUpTotp(administrator);
        _installation.Time.Advance(TimeSpan.FromHours(11));
        Assert.Equal(HttpStatusCode.OK, (await administrator.Get("/api/admin/accounts")).Status); // keeps the session alive
        await _installation.Change(db => db.RoleAssignments.Add(
            RoleAssignment.Give(db.Accounts.Single().Id, Role.Auditor, Unit.Whole, null, _installation.Time.GetUtcNow().AddDays(-20))));
        await _installation.Change(db => db.SecondFactorDemands.RemoveRange(db.SecondFactorDemands));
        await _installation.Change(db => db.SecondFactorDemands.Add(new() { Role = Role.Auditor, Since = _installation.Time.GetUtcNow().AddDays(-15) }));
        await administrator.Delete($"{Mine}/totp", new { password = People.Password });
        Assert.Equal("second_factor_demanded", (await administrator.Get("/api/admin/accounts")).Code);
    }

    [Theory]
    [InlineData(Role.SystemAdministrator, true)]
    [InlineData(Role.ApprovingOfficer, true)]
    [InlineData(Role.McuOperator, true)]
    [InlineData(Role.IntermediateOperator, true)]
    [InlineData(Role.Auditor, true)]
    [InlineData(Role.Vendor, true)]
    [InlineData(Role.UnitRegistrar, false)]
    [InlineData(Role.SiteOperator, false)]
    [InlineData(Role.Secretary, false)]
    [InlineData(Role.Chair, false)]
    [InlineData(Role.Viewer, false)]
    public async Task It_is_demanded_of_privileged_roles(Role role, bool isDemanded)
    {
        var browser = await _installation.Holder(await _installation.Unit("UBND xã"), role);
        Assert.Equal(isDemanded, (await browser.Get("/api/session")).Json!["secondFactor"] is not null);
    }

    [Fact]
    public async Task Whoever_has_the_role_when_it_is_first_demanded_gets_the_whole_grace()
    {
        await using var older = await TestInstallation.StartAsync(services => services.Configure<AccountsOptions>(options =>
            (options.SecondFactorRoles, options.SecondFactorGrace) = ("none", TimeSpan.FromDays(14))));
        var administrator = await older.Administrator();
        Assert.Null((await administrator.Get("/api/session")).Json!["secondFactor"]);

        var since = older.Time.GetUtcNow().AddDays(100);
        await older.Change(db => db.SecondFactorDemands.Add(new() { Role = Role.SystemAdministrator, Since = since }));

        Assert.Equal(since.AddDays(14), (DateTimeOffset)(await administrator.Get("/api/session"))["secondFactor"]!["by"]!, TimeSpan.FromSeconds(1));
    }
}
