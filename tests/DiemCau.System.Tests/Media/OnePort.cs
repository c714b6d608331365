using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DiemCau.Media;
using DiemCau.Server.Certificates;
using DiemCau.Server.MediaPlane;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DiemCau.System.Tests.Media;

/// <summary>The server's HTTPS port in front of a media engine: its connection middleware, TLS, and one page.</summary>
internal sealed class OnePort : IAsyncDisposable
{
    private readonly WebApplication _app;

    private OnePort(WebApplication app, HalfOpenConnections halfOpen)
    {
        _app = app;
        HalfOpen = halfOpen;
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Address = new IPEndPoint(IPAddress.Loopback, new Uri(address).Port);
    }

    public IPEndPoint Address { get; }

    public HalfOpenConnections HalfOpen { get; }

    public static async Task<OnePort> OpenAsync(MediaServer engine)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var connections = new MediaConnections(engine);
        var halfOpen = new HalfOpenConnections();
        var certificate = Certificate();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Use(halfOpen.Bound);
            listen.Use(connections.BeforeTls);
            listen.Use(CleartextAnswer.Before);
            listen.UseHttps(certificate);
            listen.Use(connections.InsideTls);
        }));
        var app = builder.Build();
        app.MapGet("/", () => "the page");
        await app.StartAsync();
        return new OnePort(app, halfOpen);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
