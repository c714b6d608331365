using DiemCau.Meetings.Access;
using DiemCau.Meetings.Live.Diagnostics;
using DiemCau.Meetings.Live.Joining;
using DiemCau.Meetings.Live.Reachability;
using DiemCau.Meetings.Live.Running;
using DiemCau.Meetings.Live.Signalling;
using DiemCau.Meetings.Live.Tokens;
using DiemCau.Meetings.Live.Whip;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Intake;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings.Live;

/// <summary>Live meetings: joining, the hub, WHIP and WHEP over the host's <see cref="IMediaPlane"/>.</summary>
internal static class LiveModule
{
    /// <summary>Both ends speak at least every 5 s; a silence of three of them is a broken line.</summary>
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    /// <summary>The largest intent is a view of 49 tiles, about 4 kB.</summary>
    private const long LargestMessage = 32 * 1024;

    public static IServiceCollection AddLive(this IServiceCollection services)
    {
        services.AddReachability()
            .AddProblemReports()
            .AddSingleton<LiveTokens>()
            .AddSingleton<Entering>()
            .AddSingleton<Entitlement>()
            .AddSingleton<Expulsions>()
            .AddSingleton(ExpulsionRounds.Usual)
            .AddSingleton<ISessionEvents>(provider => provider.GetRequiredService<Expulsions>())
            .AddHostedService(provider => provider.GetRequiredService<Expulsions>())
            .AddSingleton<LiveCounters>()
            .AddSingleton<ServerPlaces>()
            .AddSingleton<ConferenceStore>()
            .AddSingleton<LiveSurroundings>()
            .AddSingleton<LiveConferences>()
            .AddSingleton<IRunningConferences>(provider => provider.GetRequiredService<LiveConferences>())
            .AddSingleton<WhipSessions>()
            .AddSingleton<WhipDoor>()
            .AddSingleton<WhepDoor>()
            .AddHostedService(provider => provider.GetRequiredService<LiveConferences>())
            .AddHostedService<EndedConferences>();
        services.AddAuthentication()
            .AddScheme<AuthenticationSchemeOptions, LiveTokenAuthentication>(LiveTokenAuthentication.SchemeName, null);
        services.AddSignalR().AddJsonProtocol(options => JsonIntake.Guard(options.PayloadSerializerOptions)).AddHubOptions<ConferenceHub>(options =>
        {
            options.KeepAliveInterval = KeepAlive;
            options.ClientTimeoutInterval = Silence;
            options.MaximumReceiveMessageSize = LargestMessage;
            options.MaximumParallelInvocationsPerClient = 1; // intents of one person keep their order
            options.EnableDetailedErrors = false;
        });
        return services;
    }

    public static void MapLive(this IEndpointRouteBuilder api)
    {
        Presence.Map(api);
        ReportProblem.Map(api);
        ConferenceDiagnostics.Map(api.MapGroup("/conferences").WithTags("Diagnostics").NeedsSomewhere(Permission.OperateMeetings));
        ProblemReports.Map(api.MapGroup("/admin").WithTags("Diagnostics").NeedsEverywhere(Permission.ManageInstallation));
        api.MapReachability();
    }

    /// <summary>The doors outside the API.</summary>
    public static void MapLiveDoors(this IEndpointRouteBuilder routes)
    {
        WhipEndpoints.Map(routes);
        SocketEcho.Map(routes);
        routes.MapHub<ConferenceHub>(ConferenceHub.Path, options =>
            {
                options.Transports = HttpTransportType.WebSockets | HttpTransportType.LongPolling;
                options.ApplicationMaxBufferSize = LargestMessage;
            })
            .ByLiveToken(LiveTokenAuthentication.HubUsers);
    }
}
