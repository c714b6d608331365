using DiemCau.Meetings.Access;
using DiemCau.Server.Configuration;

namespace DiemCau.Server.Telemetry;

/// <summary>What monitoring sees of the server: <c>/metrics</c> for Prometheus, a meter, and OTLP when a collector is set.</summary>
internal static class TelemetryModule
{
    public static IServiceCollection AddTelemetry(this IServiceCollection services) => services
        .AddSingleton<ServerReadings>()
        .AddSingleton(provider => new ServerMeter(provider.GetRequiredService<ServerReadings>().Take, provider.GetRequiredService<TimeProvider>()))
        .AddHostedService<OtlpExport>();

    public static void MapMetrics(this IEndpointRouteBuilder routes) => routes
        .MapGet(MetricsLine.Path, (HttpContext http, Settings settings, ServerMeter meter) =>
            MetricsAccess.IsAllowed(http, settings.Telemetry)
                ? Results.Text(PrometheusText.Write(MetricTable.All, meter.Read()), PrometheusText.ContentType)
                : Results.StatusCode(StatusCodes.Status403Forbidden))
        .ExcludeFromDescription()
        .OpenToAll("this machine, and whoever has the token of the metrics");
}
