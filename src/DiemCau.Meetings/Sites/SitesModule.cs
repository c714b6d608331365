using DiemCau.Meetings.Access;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Organisation.Demonstration;
using DiemCau.Meetings.Sites.Demonstration;
using DiemCau.Meetings.Sites.Directory;
using DiemCau.Meetings.Sites.Exchange;
using DiemCau.Meetings.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings.Sites;

/// <summary>"Điểm cầu": the meeting rooms of units, kept by the units themselves.</summary>
internal static class SitesModule
{
    public static IServiceCollection AddSites(this IServiceCollection services) => services
        .AddSingleton<IUnitEvents, SitesOfUnits>()
        .AddSingleton<IDemonstrationEvents, DemonstrationSites>()
        .AddSingleton<ITaskSource, SiteTasks>();

    public static void MapSites(this IEndpointRouteBuilder api)
    {
        var sites = api.MapGroup("/sites").WithTags("Sites").ForSignedIn("which sites there are is what meetings are planned from");
        SiteList.Map(sites);
        SiteCreation.Map(sites);
        SiteUpkeep.Map(sites);
        SiteHistory.Map(sites);
        ContactDirectory.Map(sites);
        SiteExport.Map(sites);
        SiteImport.Map(sites);
        NetworkRanges.Map(api);
    }
}
