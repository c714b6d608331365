using DiemCau.Meetings.Access.Administration;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings.Access;

/// <summary>The roles of accounts in units, and what follows from them: who may what where, and how endpoints say whom they are for.</summary>
internal static class AccessModule
{
    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddAuthorizationBuilder().AddPolicy(
            RightsAuthorization.Policy, policy => policy.RequireAuthenticatedUser().AddRequirements(new RightsRequirement()));
        return services.AddScoped<Rights>().AddSingleton<IAuthorizationHandler, RightsAuthorization>();
    }

    public static void MapAccess(this IEndpointRouteBuilder api) => RoleAdministration.Map(api.MapGroup("/admin").WithTags("Administration"));
}
