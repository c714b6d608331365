using DiemCau.Server.Configuration;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace DiemCau.Server.Telemetry;

/// <summary>
/// Sends the metrics to a collector by OTLP while the server runs, if one is set. The other variables of OpenTelemetry's specification
/// (OTEL_EXPORTER_OTLP_PROTOCOL, OTEL_EXPORTER_OTLP_HEADERS, OTEL_METRIC_EXPORT_INTERVAL …) count as they are in the environment.
/// </summary>
internal sealed class OtlpExport(Settings settings) : IHostedService, IDisposable
{
    private MeterProvider? _provider;

    public static MeterProvider Build(Uri endpoint, Action<OtlpExporterOptions>? change = null) => Sdk.CreateMeterProviderBuilder()
        .ConfigureResource(resource => resource.AddService("diemcau"))
        .AddMeter(ServerMeter.Name)
        .AddOtlpExporter(exporter =>
        {
            change?.Invoke(exporter);
            exporter.Endpoint = exporter.Protocol == OtlpExportProtocol.HttpProtobuf ? new Uri(endpoint, "v1/metrics") : endpoint;
        })
        .Build();

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings.Telemetry.OtlpEndpoint is { } endpoint)
        {
            _provider = Build(endpoint);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _provider?.Dispose();
}
