using DiemCau.Meetings.Access;
using DiemCau.Meetings.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings.Live.Reachability;

/// <summary>By which ways a client reaches the media engine.</summary>
internal static class ReachabilityModule
{
    /// <summary>Per minute and network address: a page of checks asks five times, and a district's sites may share an address.</summary>
    public const string Checks = "media.checks";

    private const int ChecksPerMinute = 300;

    public static IServiceCollection AddReachability(this IServiceCollection services) => services
        .AddSingleton<LineChecks>()
        .Configure<RateLimiterOptions>(limiter =>
            limiter.AddPolicy(Checks, http => ClientAddress.LimitPerMinute(http, ChecksPerMinute)));

    public static void MapReachability(this IEndpointRouteBuilder api)
    {
        var media = api.MapGroup("/media").RequireRateLimiting(Checks)
            .OpenToAll("measures the asker's own line to the media engine");
        IceServerList.Map(media);
        LineCheck.Map(media);
    }
}
