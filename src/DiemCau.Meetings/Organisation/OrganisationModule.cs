using Microsoft.AspNetCore.Routing;

namespace DiemCau.Meetings.Organisation;

internal static class OrganisationModule
{
    public static void MapOrganisation(this IEndpointRouteBuilder api) => UnitAdministration.Map(api);
}
