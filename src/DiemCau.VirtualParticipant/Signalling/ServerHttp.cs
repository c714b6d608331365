using System.Net;

namespace DiemCau.VirtualParticipant.Signalling;

/// <summary>HTTP to a server, as a browser does it.</summary>
public static class ServerHttp
{
    /// <summary>A client with its own cookies, which echoes the antiforgery token like the web client. Dispose it.</summary>
    public static HttpClient For(Uri server)
    {
        var cookies = new CookieContainer();
        var handler = new SocketsHttpHandler
        {
            SslOptions = { RemoteCertificateValidationCallback = ServerCertificate.IsAcceptable },
            MaxConnectionsPerServer = 16,
            CookieContainer = cookies,
        };
        return new HttpClient(new AntiforgeryEcho(cookies) { InnerHandler = handler }) { BaseAddress = server };
    }

    private sealed class AntiforgeryEcho(CookieContainer cookies) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Method != HttpMethod.Get && cookies.GetCookies(request.RequestUri!)["XSRF-TOKEN"] is { } token)
            {
                request.Headers.TryAddWithoutValidation("X-XSRF-TOKEN", WebUtility.UrlDecode(token.Value));
            }

            return base.SendAsync(request, cancellationToken);
        }
    }
}
