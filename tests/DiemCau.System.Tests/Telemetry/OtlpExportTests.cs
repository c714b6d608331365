using System.Net;
using System.Text;
using DiemCau.Media;
using DiemCau.Server.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OpenTelemetry.Exporter;

namespace DiemCau.System.Tests.Telemetry;

public sealed class OtlpExportTests
{
    [Fact]
    public async Task A_collector_gets_every_metric()
    {
        var arrived = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        await using var collector = builder.Build();
        collector.MapPost("/v1/metrics", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            arrived.TrySetResult(Encoding.Latin1.GetString(body.ToArray()));
        });
        await collector.StartAsync();
        var address = collector.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

        await using var engine = new MediaServer(new MediaServerOptions { Port = 0, Workers = 1 }, TimeProvider.System, NullLogger<MediaServer>.Instance);
        engine.Start();
        using var meter = new ServerMeter(() => new(engine.Statistics(), ProcessReadings.Take()), TimeProvider.System);
        using (OtlpExport.Build(new Uri(address + "/"), exporter => exporter.Protocol = OtlpExportProtocol.HttpProtobuf))
        {
            // It sends what it has when it is disposed of.
        }

        var sent = await arrived.Task.WaitAsync(TimeSpan.FromSeconds(90));
        Assert.All(
            MetricTable.All.Where(metric => metric.Kind != MetricKind.Histogram),
            metric => Assert.Contains(metric.Name, sent, StringComparison.Ordinal));
        Assert.Contains("diemcau_media_forwarding_delay_seconds_bucket", sent, StringComparison.Ordinal);
    }
}
