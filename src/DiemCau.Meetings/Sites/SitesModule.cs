using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DiemCau.Meetings.Sites;

/// <summary>"Điểm cầu": the meeting rooms of units, kept by the units themselves.</summary>
internal static class SitesModule
{
    public static void MapSites(this IEndpointRouteBuilder api)
    {
        var sites = api.MapGroup("/sites").WithTags("Sites").RequireAuthorization();
        SiteList.Map(sites);
        SiteCreation.Map(sites);
        SiteUpkeep.Map(sites);
        SiteHistory.Map(sites);
        NetworkRanges.Map(api);
    }
}
