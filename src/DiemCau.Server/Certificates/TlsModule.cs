using DiemCau.Meetings.Shared;
using DiemCau.Server.Configuration;
using DiemCau.Server.MediaPlane;
using DiemCau.Server.Telemetry;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace DiemCau.Server.Certificates;

/// <summary>HTTPS on the one port, and media beside it and inside its TLS for those whose network lets nothing else through.</summary>
internal static class TlsModule
{
    private const long LargestRequestBody = 1024 * 1024;

    /// <summary>What waits here for a slow line cannot be dropped any more: half a second at 500 kb/s, where the default would be one.</summary>
    private const long WriteBuffer = 32 * 1024;

    /// <summary>Open at once, of any kind: each has cost up to 100 kB, and a server for hundreds of sites has seen some thousands.</summary>
    private const long MostConnections = 20_000;

    public static void AddTls(this WebApplicationBuilder builder, Settings settings)
    {
        builder.Services.AddSingleton<ServerCertificate>()
            .AddSingleton<IServerCertificate>(static services => services.GetRequiredService<ServerCertificate>()).AddSingleton<ConnectionShares>();
        builder.Services.AddHostedService<CertificateWatch>();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.UseSockets(sockets => sockets.MaxWriteBufferSize = WriteBuffer);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;

            // An SDP offer of a client with many slots has some 20 kB; endpoints that take files raise the limit for themselves.
            kestrel.Limits.MaxRequestBodySize = LargestRequestBody;
            kestrel.Limits.MaxConcurrentConnections = MostConnections;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            if (settings.Bind is null)
            {
                kestrel.ListenAnyIP(settings.HttpsPort, Https);
            }
            else
            {
                kestrel.Listen(settings.Bind, settings.HttpsPort, Https);
            }

            if (settings.Telemetry.MetricsAddress is { } metrics)
            {
                kestrel.Listen(metrics, Metrics);
            }
        });
    }

    private static void Https(ListenOptions listen)
    {
        var media = listen.ApplicationServices.GetRequiredService<MediaConnections>();
        listen.Protocols = HttpProtocols.Http1AndHttp2;
        listen.Use(listen.ApplicationServices.GetRequiredService<ConnectionShares>().Bound);
        listen.Use(listen.ApplicationServices.GetRequiredService<HalfOpenConnections>().Bound);
        listen.Use(media.BeforeTls);
        listen.Use(CleartextAnswer.Before);
        UseTls(listen);
        listen.Use(media.InsideTls);
    }

    /// <summary>TLS, too: a token is sent over it.</summary>
    private static void Metrics(ListenOptions listen)
    {
        listen.Use(CleartextAnswer.Before);
        UseTls(listen);
        listen.Use(MetricsLine.Mark);
    }

    private static void UseTls(ListenOptions listen)
    {
        var certificate = listen.ApplicationServices.GetRequiredService<ServerCertificate>();
        listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(TlsPolicy.With(certificate)) });
    }
}
