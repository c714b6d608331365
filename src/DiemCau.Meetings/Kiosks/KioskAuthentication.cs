using System.Text.Encodings.Web;
using DiemCau.Meetings.Shared;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace DiemCau.Meetings.Kiosks;

/// <summary>The scheme of kiosks: the key in their cookie, asked of the database each time, so that one that is revoked opens nothing any more.</summary>
internal sealed class KioskAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, KioskKeys keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Cookies[KioskKeys.Cookie] is not { Length: > 0 } key)
        {
            return AuthenticateResult.NoResult();
        }

        return await keys.FindAsync(key, Context.RequestAborted) is { } kiosk
            ? AuthenticateResult.Success(new(kiosk.ToPrincipal(), SignedInKiosk.Scheme))
            : AuthenticateResult.Fail("Not a valid key");
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => KioskRefusals.NotPaired.ExecuteAsync(Context);

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => KioskRefusals.NotPaired.ExecuteAsync(Context);
}
