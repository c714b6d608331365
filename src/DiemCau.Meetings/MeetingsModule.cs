using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings;

/// <summary>The face of the meeting's way: its services and its endpoints.</summary>
public static class MeetingsModule
{
    /// <summary>Adds every slice. The host provides <see cref="Shared.InstallationOptions"/>, an <see cref="Live.IMediaPlane"/> and data protection.</summary>
    public static IServiceCollection AddMeetings(this IServiceCollection services, string connectionString)
    {
        ArgumentNullException.ThrowIfNull(connectionString);
        return services;
    }

    /// <summary>Maps every slice's endpoints and hubs.</summary>
    public static IEndpointRouteBuilder MapMeetings(this IEndpointRouteBuilder routes) => routes;
}
