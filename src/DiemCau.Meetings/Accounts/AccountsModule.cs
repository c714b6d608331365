using DiemCau.Meetings.Access;
using DiemCau.Meetings.Accounts.Administration;
using DiemCau.Meetings.Accounts.Entering;
using DiemCau.Meetings.Accounts.SecondFactors;
using DiemCau.Meetings.Accounts.SigningIn;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Tasks;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace DiemCau.Meetings.Accounts;

internal static class AccountsModule
{
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddOptions<AccountsOptions>().BindConfiguration("Accounts");
        services.AddMemoryCache();
        services.AddSingleton<Session>().AddSingleton<IRoleEvents>(provider => provider.GetRequiredService<Session>())
            .AddSingleton<ISessionStamps>(provider => provider.GetRequiredService<Session>()).AddSingleton<IUnitEvents, AccountsOfUnits>()
            .AddSingleton<AccountLinks>().AddSingleton<AccountMails>().AddSingleton<AccountsSeed>()
            .AddSingleton<Passwords>().AddSingleton<LockOut>().AddSingleton<EvenAnswer>().AddSingleton<SecondFactor>()
            .AddSingleton<PasskeyVerifier>().AddSingleton<Passkeys>().AddSingleton<SecondFactorDemands>().AddSingleton<SecondFactorSwitch>()
            .AddSingleton<SignInQueue>().AddSingleton<KnownDevices>().AddSingleton<PasswordAtTheDoor>().AddSingleton<PasswordConfirmation>().AddSingleton<AccountsCommands>()
            .AddSingleton<AccountInvitations>().AddSingleton<UnitClaims>().AddSingleton<ITaskSource, UnitClaimTasks>()
            .AddHostedService<AccountsUpkeep>();
        services.AddAccountsRateLimits();
        services.AddSessionCookie().AddAntiforgery(options =>
        {
            options.HeaderName = CrossSiteGuard.TokenHeader;
            options.Cookie.Name = "__Host-diemcau-antiforgery";
            options.Cookie.SecurePolicy = CookieSecurePolicy.Always;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.Path = "/";
            options.SuppressXFrameOptionsHeader = true; // the host's headers say it for every page
        });
        services.AddAuthorization();
        return services;
    }

    public static void MapAccounts(this IEndpointRouteBuilder api)
    {
        var accounts = api.MapGroup("/accounts").WithTags("Accounts");
        MailboxRegistration.Map(accounts);
        LinkLookup.Map(accounts);
        Activation.Map(accounts);
        OwnUnit.Map(accounts);
        FirstAdministrator.Map(accounts);
        ForgottenPassword.Map(accounts);
        OwnPassword.Map(accounts);
        var secondFactor = accounts.MapGroup("/me/second-factor").ForSignedInEvenConfined("one's own second factor");
        SecondFactorOverview.Map(secondFactor);
        TotpSetup.Map(secondFactor);
        PasskeySetup.Map(secondFactor);

        var admin = api.MapGroup("/admin").WithTags("Administration");
        AccountAdministration.Map(admin);
        UnitClaimAdministration.Map(admin);
        MailDomainAdministration.Map(admin);

        var session = api.MapGroup("/session").WithTags("Session");
        SessionEndpoints.Map(session);
        SignIn.Map(session);
    }

    private static IServiceCollection AddSessionCookie(this IServiceCollection services)
    {
        services.AddAuthentication(Session.Scheme).AddCookie();
        services.AddOptions<CookieAuthenticationOptions>(Session.Scheme).Configure<TimeProvider, IOptions<AccountsOptions>>((cookie, time, options) =>
        {
            cookie.TimeProvider = time;
            cookie.Cookie.Name = CrossSiteGuard.SessionCookie;
            cookie.Cookie.Path = "/";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.Always;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.ExpireTimeSpan = options.Value.SessionLife;
            cookie.SlidingExpiration = true;
            cookie.Events.OnValidatePrincipal = context =>
                context.HttpContext.RequestServices.GetRequiredService<Session>().ValidateAsync(context);
            cookie.Events.OnRedirectToLogin = context => Refusals.NotSignedIn.ExecuteAsync(context.HttpContext);
            cookie.Events.OnRedirectToAccessDenied = context =>
                (SignedInAccount.IsConfined(context.HttpContext.User) ? AccountRefusals.SecondFactorDemanded : Refusals.Forbidden).ExecuteAsync(context.HttpContext);
        });
        return services;
    }
}
