using DiemCau.Meetings;
using DiemCau.Meetings.Accounts;
using DiemCau.Server.Certificates;
using DiemCau.Server.Configuration;
using DiemCau.Server.Health;
using DiemCau.Server.MediaPlane;
using DiemCau.Server.Resting;
using DiemCau.Server.Security;
using DiemCau.Server.Stopping;
using DiemCau.Server.Telemetry;
using DiemCau.Server.WebClient;

namespace DiemCau.Server;

/// <summary>The whole server, part by part: what it is made of, and what a request passes through.</summary>
internal static class Composition
{
    public const string ApiName = "v1";

    // In time for service managers that kill after ten seconds, with PostgreSQL still to be stopped in order.
    private static readonly TimeSpan ShutdownPatience = TimeSpan.FromSeconds(3);

    /// <param name="settings">Validated.</param>
    /// <param name="connectionString">Of a database that is running.</param>
    /// <param name="change">Last changes to the services, for commands that need less than a server.</param>
    public static WebApplication Build(Settings settings, string connectionString, Action<WebApplicationBuilder>? change = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.AddReadableConsole(settings);
        builder.AddTls(settings);
        builder.Services
            .AddInstallation(settings, connectionString)
            .Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownPatience)
            .AddTelemetry()
            .AddHealth(connectionString)
            .AddStopping()
            .AddHostedService<MemoryReturn>()
            .AddOpenApi(ApiName);
        change?.Invoke(builder);

        var app = builder.Build();
        app.UseTrustedProxies(settings);
        app.UseSecurityHeaders(settings);
        app.UseMetricsLine(settings);
        app.UseWebClient(settings);
        app.UseMeetings();
        app.MapHealth();
        app.MapMetrics();
        app.MapMeetings();
        return app;
    }

    /// <summary>What an administrator's command needs of the server: its services, without a host, a request pipeline or endpoints.</summary>
    /// <param name="settings">Validated.</param>
    /// <param name="connectionString">Of a database that is running.</param>
    public static ServiceProvider BuildServices(Settings settings, string connectionString) => new ServiceCollection()
        .AddLogging(logging => logging.AddReadableConsole(settings))
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
        .AddInstallation(settings, connectionString)
        .BuildServiceProvider();

    private static IServiceCollection AddInstallation(this IServiceCollection services, Settings settings, string connectionString) => services
        .AddSingleton(settings)
        .AddSingleton(settings.Installation)
        .AddSingleton(TimeProvider.System)
        .AddDataKeys(settings)
        .AddMediaPlane(settings)
        .AddMeetings(connectionString)
        .AddStoredModel()
        .Configure<AccountsOptions>(accounts =>
            (accounts.SecondFactorRoles, accounts.SecondFactorGrace) = (settings.SecondFactorRoles, settings.SecondFactorGrace));

    /// <summary>The entity model as it was written when building (StoredModel.targets), where it was.</summary>
    private static IServiceCollection AddStoredModel(this IServiceCollection services) =>
#if STORED_MODEL
        services.ConfigureDbContext<Meetings.Storage.DiemCauDb>(static options => options.UseModel(StoredModel.DiemCauDbModel.Instance));
#else
        services;
#endif
}
