using System.Security.Claims;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings.Access;

internal sealed class RightsRequirement : IAuthorizationRequirement;

/// <summary>
/// Enforces <see cref="EndpointRule.Needs"/> and <see cref="EndpointRule.SignedIn"/> before anything of the request is read or looked up for its handler. A thing that does not
/// exist is treated as the installation's own: whoever may not see everything gets the same "no" for it as for what is others'.
/// </summary>
internal sealed class RightsAuthorization : AuthorizationHandler<RightsRequirement>
{
    public const string Policy = "rights";

    /// <summary>What is under these is about the one meeting that they name.</summary>
    private static readonly string[] OfOneMeeting = ["/api/meetings/{id:guid}", "/api/approvals/{id:guid}"];

    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, RightsRequirement requirement)
    {
        if (context.Resource is HttpContext http
            && http.GetEndpoint()?.Metadata.GetMetadata<EndpointRule>() is { } rule
            && AccountFor(rule, context.User) is { } account
            && await AllowsAsync(http, rule, account))
        {
            context.Succeed(requirement);
        }
    }

    /// <summary>The rule's second half, when the body that names the unit has been read.</summary>
    public static async ValueTask<object?> CheckBodyAsync(EndpointRule.Needs rule, EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var named = (UnitOf.Body)rule.Unit;
        // An endpoint that differs from its group is not asked its group's question; a body that could not be read is refused as such.
        if (http.GetEndpoint()?.Metadata.GetMetadata<EndpointRule>() != rule || context.Arguments.FirstOrDefault(named.Type.IsInstanceOfType) is not { } body)
        {
            return await next(context);
        }

        var rights = http.RequestServices.GetRequiredService<Rights>();
        var account = SignedInAccount.Required(http.User);
        return await rights.MayAsync(account, rule.Permission, named.Unit(body, account) ?? Unit.Whole, http.RequestAborted)
            ? await next(context)
            : Refusals.Forbidden;
    }

    private static SignedInAccount? AccountFor(EndpointRule rule, ClaimsPrincipal user) =>
        rule is EndpointRule.SignedIn { EvenConfined: true } ? SignedInAccount.EvenConfined(user) : SignedInAccount.Of(user);

    private static async Task<bool> AllowsAsync(HttpContext http, EndpointRule rule, SignedInAccount account)
    {
        if (rule is not EndpointRule.Needs needs)
        {
            return rule is EndpointRule.SignedIn;
        }

        return await MayAsync(http, needs, account) && await KnowsAsync(http, needs.Unit, account);
    }

    private static async Task<bool> MayAsync(HttpContext http, EndpointRule.Needs needs, SignedInAccount account)
    {
        var rights = http.RequestServices.GetRequiredService<Rights>();
        var stop = http.RequestAborted;
        switch (needs.Unit)
        {
            case UnitOf.Everything:
                return await rights.MayAsync(account, needs.Permission, Unit.Whole, stop);
            case UnitOf.InRoute route when UnitOf.IdIn(http, route.Parameter) is { } unit:
                return await rights.MayAsync(account, needs.Permission, unit, stop)
                    || (!await IsUnitAsync(http, unit) && await rights.MayAsync(account, needs.Permission, Unit.Whole, stop));
            case UnitOf.InDatabase row when UnitOf.IdIn(http, row.Parameter) is { } id:
                var db = http.RequestServices.GetRequiredService<DiemCauDb>();
                var units = await row.UnitsAsync(db, id, stop);
                return await rights.MayInAnyAsync(account, needs.Permission, units.Count == 0 ? [Unit.Whole] : units, stop);
            default:
                return await rights.MaySomewhereAsync(account, needs.Permission, stop);
        }
    }

    /// <summary>
    /// Whether the account may know of the meeting that the request is about: that of the route, whatever the permission is looked for in, and
    /// that of the row.
    /// </summary>
    private static async Task<bool> KnowsAsync(HttpContext http, UnitOf unit, SignedInAccount account)
    {
        var db = http.RequestServices.GetRequiredService<DiemCauDb>();
        var stop = http.RequestAborted;
        var ofRow = unit is UnitOf.InDatabase row && UnitOf.IdIn(http, row.Parameter) is { } id ? await row.MeetingAsync(db, id, stop) : null;
        var ofRoute = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText is { } path && OfOneMeeting.Any(prefix => path.StartsWith(prefix, StringComparison.Ordinal))
            ? UnitOf.IdIn(http, "id")
            : null;
        foreach (var meeting in new[] { ofRow, ofRoute }.OfType<Guid>().Distinct())
        {
            if (!await SecretMeetings.AdmitAsync(db, meeting, account, stop))
            {
                return false;
            }
        }

        return true;
    }

    private static async Task<bool> IsUnitAsync(HttpContext http, Guid id) =>
        id == Unit.Whole || await http.RequestServices.GetRequiredService<DiemCauDb>().Units.AnyAsync(unit => unit.Id == id, http.RequestAborted);
}
