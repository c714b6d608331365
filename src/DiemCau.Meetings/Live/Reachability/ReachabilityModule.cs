using DiemCau.Meetings.Access;
using DiemCau.Meetings.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings.Live.Reachability;

/// <summary>By which ways a client reaches the media engine.</summary>
internal static class ReachabilityModule
{
    /// <summary>
    /// Per minute and network address: a page of checks asks five times, a site's check of itself ten times, and a district's sites may
    /// share an address.
    /// </summary>
    public const string Checks = "media.checks";

    private const int ChecksPerMinute = 300;

    public static IServiceCollection AddReachability(this IServiceCollection services) => services
        .AddSingleton<LineChecks>()
        .AddSingleton<LineMeasurements>()
        .Configure<RequestRateOptions>(rates => rates.PerMinute[Checks] = ChecksPerMinute);

    public static void MapReachability(this IEndpointRouteBuilder api)
    {
        var media = api.MapGroup("/media").LimitedTo(Checks)
            .OpenToAll("measures the asker's own line to the media engine");
        IceServerList.Map(media);
        LineCheck.Map(media);
        LineMeasurement.Map(media);
    }
}
