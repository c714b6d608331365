using DiemCau.Meetings.Accounts;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Live;
using DiemCau.Meetings.Notifications;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Rooms;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings;

/// <summary>The face of the meeting's way: its services, its part of the request pipeline and its endpoints.</summary>
public static class MeetingsModule
{
    /// <summary>
    /// Adds every slice. The host provides <see cref="InstallationOptions"/> and <see cref="Live.IMediaPlane"/> as singletons,
    /// and data protection with keys that survive a restart.
    /// </summary>
    public static IServiceCollection AddMeetings(this IServiceCollection services, string connectionString)
    {
        ArgumentNullException.ThrowIfNull(connectionString);
        return services
            .AddStorage(connectionString)
            .AddShared()
            .AddJournal()
            .AddNotifications()
            .AddAccounts()
            .AddRooms()
            .AddLive();
    }

    /// <summary>Problems for exceptions, sessions, authorization and rate limits. Goes before the endpoints and after forwarded headers.</summary>
    public static IApplicationBuilder UseMeetings(this IApplicationBuilder app) =>
        app.UseShared()
            .UseRouting()
            .UseRateLimiter()
            .UseAuthentication()
            .UseAuthorization();

    /// <summary>Maps every slice's endpoints and hubs.</summary>
    public static IEndpointRouteBuilder MapMeetings(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api").AddEndpointFilter<RouteGroupBuilder, CrossSiteGuard>();
        api.MapAccounts();
        api.MapOrganisation();
        api.MapNotifications();
        api.MapRooms();
        api.MapLive();
        routes.MapLiveDoors();
        return routes;
    }

    /// <summary>
    /// Before the host starts: migrates the database (several servers may do so at once) and seeds what a new installation needs.
    /// </summary>
    public static async Task<PreparedInstallation> PrepareMeetingsAsync(this IServiceProvider services, CancellationToken cancellation = default)
    {
        await services.GetRequiredService<DatabaseSchema>().MigrateAsync(cancellation);
        return new(await services.GetRequiredService<AccountsSeed>().RunAsync(cancellation));
    }
}

/// <param name="FirstAdministratorLink">A link to print, valid once; null when there is an administrator already.</param>
public sealed record PreparedInstallation(Uri? FirstAdministratorLink);
