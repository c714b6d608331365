using DiemCau.Meetings.Organisation.Demonstration;
using DiemCau.Meetings.Organisation.Exchange;
using DiemCau.Meetings.Organisation.Tree;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings.Organisation;

/// <summary>The tree of units: browsed, changed, merged, imported and exported.</summary>
internal static class OrganisationModule
{
    public static IServiceCollection AddOrganisation(this IServiceCollection services) => services.AddSingleton<DemonstrationProvince>();

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
    }
}
