using System.Net.Security;
using DiemCau.Server.Configuration;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace DiemCau.Server.Certificates;

/// <summary>HTTPS, and nothing but HTTPS, on the one port.</summary>
internal static class TlsModule
{
    private const long LargestRequestBody = 1024 * 1024;

    public static void AddTls(this WebApplicationBuilder builder, Settings settings)
    {
        builder.Services.AddSingleton<ServerCertificate>();
        builder.Services.AddHostedService<CertificateWatch>();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;

            // An SDP offer of a client with many slots has some 20 kB; endpoints that take files raise the limit for themselves.
            kestrel.Limits.MaxRequestBodySize = LargestRequestBody;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            if (settings.Bind is null)
            {
                kestrel.ListenAnyIP(settings.HttpsPort, Https);
            }
            else
            {
                kestrel.Listen(settings.Bind, settings.HttpsPort, Https);
            }
        });
    }

    private static void Https(ListenOptions listen)
    {
        var certificate = listen.ApplicationServices.GetRequiredService<ServerCertificate>();
        listen.Protocols = HttpProtocols.Http1AndHttp2;
        listen.Use(CleartextAnswer.Before);
        listen.UseHttps(new TlsHandshakeCallbackOptions
        {
            OnConnection = _ => ValueTask.FromResult(new SslServerAuthenticationOptions
            {
                ServerCertificateContext = certificate.Current.ServerCertificateContext,
            }),
        });
    }
}
