using DiemCau.Meetings.Organisation.Demonstration;
using DiemCau.Meetings.Organisation.Exchange;
using DiemCau.Meetings.Organisation.Roles;
using DiemCau.Meetings.Organisation.Tree;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings.Organisation;

/// <summary>Units, the roles of accounts in them, and what follows from both: who may what where.</summary>
internal static class OrganisationModule
{
    public static IServiceCollection AddOrganisation(this IServiceCollection services)
    {
        services.AddAuthorizationBuilder().AddPolicy(
            RightsAuthorization.Policy, policy => policy.RequireAuthenticatedUser().AddRequirements(new RightsRequirement()));
        return services.AddScoped<Rights>().AddSingleton<DemonstrationProvince>().AddSingleton<IAuthorizationHandler, RightsAuthorization>();
    }

    public static void MapOrganisation(this IEndpointRouteBuilder api)
    {
        UnitBrowsing.Map(api);
        var admin = api.MapGroup("/admin").WithTags("Administration");
        var units = admin.MapGroup("/units");
        UnitAdministration.Map(units);
        UnitMerge.Map(units);
        LevelNames.Map(units);
        UnitExport.Map(units);
        UnitImport.Map(units);
        RoleAdministration.Map(admin);
    }
}
