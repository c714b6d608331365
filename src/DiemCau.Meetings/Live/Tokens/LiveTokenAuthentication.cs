using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace DiemCau.Meetings.Live.Tokens;

/// <summary>
/// The scheme of the live doors: a Bearer token in the header or, for WebSockets and <c>sendBeacon</c> which cannot set headers,
/// in the query's <c>access_token</c>.
/// </summary>
internal sealed class LiveTokenAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, LiveTokens tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "LiveToken";
    private const string Bearer = "Bearer ";

    public static AuthorizationPolicy Participants { get; } = PolicyFor(LiveTokenKind.Participant);

    public static AuthorizationPolicy HubUsers { get; } = PolicyFor(LiveTokenKind.Participant, LiveTokenKind.Ticket);

    public static AuthorizationPolicy Publishers { get; } = PolicyFor(LiveTokenKind.Publish);

    public static AuthorizationPolicy Players { get; } = PolicyFor(LiveTokenKind.Play);

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        var text = header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            ? header[Bearer.Length..].Trim()
            : Request.Query["access_token"].ToString();
        if (text.Length == 0)
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        return Task.FromResult(tokens.Read(text) is { } token
            ? AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new LiveTokenIdentity(token)), SchemeName))
            : AuthenticateResult.Fail("Not a valid token"));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return LiveRefusals.TokenExpired.ExecuteAsync(Context);
    }

    /// <summary>Encoders show nothing but what the answer says.</summary>
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => LiveRefusals.TokenOfAnotherDoor.ExecuteAsync(Context);

    private static AuthorizationPolicy PolicyFor(params LiveTokenKind[] kinds) => new AuthorizationPolicyBuilder(SchemeName)
        .RequireAssertion(context => context.User.Identity is LiveTokenIdentity identity && kinds.Contains(identity.Token.Kind))
        .Build();
}

internal sealed class LiveTokenIdentity(LiveToken token) : ClaimsIdentity(LiveTokenAuthentication.SchemeName)
{
    public LiveToken Token { get; } = token;
}

internal static class LiveTokenPrincipal
{
    /// <summary>The token of an endpoint whose policy requires one.</summary>
    public static LiveToken LiveToken(this ClaimsPrincipal user) =>
        user.Identity is LiveTokenIdentity identity
            ? identity.Token
            : throw new InvalidOperationException("The endpoint does not require a live token.");

    public static LiveToken LiveToken(this HttpContext context) => context.User.LiveToken();
}
