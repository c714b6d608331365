using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings.Resources;

/// <summary>Media capacity and rooms: what there is, who holds it when, what fits.</summary>
internal static class ResourcesModule
{
    public static IServiceCollection AddResources(this IServiceCollection services) => services
        .AddSingleton<ICapacityCheck, CapacityCheck>()
        .AddSingleton<IMeetingListener, Allocating>()
        .AddSingleton<IServerCapacity, NodeCapacity>()
        .AddSingleton<FreeTimes>()
        .AddSingleton<FirstNode>();

    public static void MapResources(this IEndpointRouteBuilder api)
    {
        var resources = api.MapGroup("/resources").WithTags("Resources");
        Nodes.Map(resources);
        Timeline.Map(resources);
    }
}
