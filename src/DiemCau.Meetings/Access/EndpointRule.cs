using DiemCau.Meetings.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace DiemCau.Meetings.Access;

/// <summary>
/// Whom an endpoint is for. Every endpoint says it with one of the verbs of <see cref="EndpointRules"/>, which also enforce it; the last
/// said counts, so that an endpoint may differ from its group. A test asks every endpoint with every role (docs/meetings/rights.md).
/// </summary>
public abstract record EndpointRule
{
    private EndpointRule()
    {
    }

    /// <param name="Why">What keeps it harmless: a password, a link's secret, nothing to be learnt.</param>
    public sealed record OpenToAll(string Why) : EndpointRule;

    /// <param name="Why">Why every account may: its own things only, or what all may know.</param>
    /// <param name="EvenConfined">Also for sessions that lack the second factor that is demanded of them.</param>
    public sealed record SignedIn(string Why, bool EvenConfined = false) : EndpointRule;

    /// <summary>The participant's own token, not the account, opens it.</summary>
    public sealed record LiveToken : EndpointRule;

    /// <summary>The key of a paired kiosk, not an account, opens it.</summary>
    /// <param name="Why">What narrows it down to the kiosk's own site.</param>
    public sealed record Kiosk(string Why) : EndpointRule;

    /// <summary>The account has the permission in a unit that the request is about.</summary>
    public sealed record Needs(Permission Permission, UnitOf Unit) : EndpointRule;
}

/// <summary>The verbs by which endpoints, or groups of them, say whom they are for.</summary>
public static class EndpointRules
{
    public static TBuilder OpenToAll<TBuilder>(this TBuilder endpoints, string why)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.WithMetadata(new EndpointRule.OpenToAll(why)).AllowAnonymous();

    public static TBuilder ForSignedIn<TBuilder>(this TBuilder endpoints, string why)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.WithMetadata(new EndpointRule.SignedIn(why)).RequireAuthorization(RightsAuthorization.Policy);

    /// <summary>The same for what sets up the second factor that is demanded, and for the way out: nothing else.</summary>
    public static TBuilder ForSignedInEvenConfined<TBuilder>(this TBuilder endpoints, string why)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.WithMetadata(new EndpointRule.SignedIn(why, EvenConfined: true)).RequireAuthorization(RightsAuthorization.Policy);

    /// <summary>Besides the policy that reads the token.</summary>
    public static TBuilder ByLiveToken<TBuilder>(this TBuilder endpoints, AuthorizationPolicy policy)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.WithMetadata(new EndpointRule.LiveToken()).RequireAuthorization(policy);

    /// <summary>
    /// For paired kiosks. The session's cookie is never looked at, and the kiosk's own is of its own site only (SameSite), so that there is nothing for
    /// an antiforgery token to protect.
    /// </summary>
    public static TBuilder ForKiosk<TBuilder>(this TBuilder endpoints, string why)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.WithMetadata(new EndpointRule.Kiosk(why)).RequireAuthorization(Kiosks).DisableAntiforgery();

    private static AuthorizationPolicy Kiosks { get; } =
        new AuthorizationPolicyBuilder(SignedInKiosk.Scheme).RequireAssertion(context => SignedInKiosk.Of(context.User) is not null).Build();

    public static TBuilder Needs<TBuilder>(this TBuilder endpoints, Permission permission, UnitOf unit)
        where TBuilder : IEndpointConventionBuilder
    {
        var rule = new EndpointRule.Needs(permission, unit);
        endpoints.WithMetadata(rule).RequireAuthorization(RightsAuthorization.Policy);
        if (unit is UnitOf.Body)
        {
            endpoints.AddEndpointFilter((context, next) => RightsAuthorization.CheckBodyAsync(rule, context, next));
        }

        return endpoints;
    }

    /// <summary>For what belongs to the installation and to no unit.</summary>
    public static TBuilder NeedsEverywhere<TBuilder>(this TBuilder endpoints, Permission permission)
        where TBuilder : IEndpointConventionBuilder => endpoints.Needs(permission, UnitOf.Whole);

    /// <summary>For lists: the handler narrows them down by <see cref="Rights.UnitsWhere(SignedInAccount, Permission)"/>.</summary>
    public static TBuilder NeedsSomewhere<TBuilder>(this TBuilder endpoints, Permission permission)
        where TBuilder : IEndpointConventionBuilder => endpoints.Needs(permission, UnitOf.Anywhere);
}
