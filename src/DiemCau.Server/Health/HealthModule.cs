using System.Text.Json;
using DiemCau.Meetings.Access;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DiemCau.Server.Health;

/// <summary>
/// <c>/health/live</c>: this process answers; it never asks the database, because restarting the server does not repair one.
/// <c>/health/ready</c>: everything that a meeting needs answers.
/// </summary>
internal static class HealthModule
{
    private const string Why = "which part is ill, not why";

    public static IServiceCollection AddHealth(this IServiceCollection services, string connectionString)
    {
        services.AddSingleton<DiskSpace>();
        services.AddHostedService(provider => provider.GetRequiredService<DiskSpace>());
        services.AddSingleton(provider => new DatabaseHealth(connectionString, provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService(provider => provider.GetRequiredService<DatabaseHealth>());
        services.AddHealthChecks().AddCheck<DiskSpace>("disk").AddCheck<DatabaseHealth>("database");
        return services;
    }

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync }).OpenToAll(Why);
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = WriteAsync }).OpenToAll(Why);
    }

    // Says which part is ill, not why: the reason may name hosts and users, and is in the log.
    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(JsonSerializer.Serialize(new
        {
            status = Word(report.Status),
            checks = report.Entries.ToDictionary(entry => entry.Key, entry => Word(entry.Value.Status)),
        }));
    }

    private static string Word(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "healthy",
        HealthStatus.Degraded => "degraded",
        _ => "unhealthy",
    };
}
