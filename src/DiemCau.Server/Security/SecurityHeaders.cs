using DiemCau.Server.Configuration;
using Microsoft.AspNetCore.HttpOverrides;

namespace DiemCau.Server.Security;

/// <summary>What every answer tells the browser it must not do.</summary>
internal static class SecurityHeaders
{
    // Scripts from this server only. Styles also inline: the component library writes style elements while it runs.
    // blob: pictures and clips made in the page (previews, the test sound); wss: named because older Safari does not count it as 'self'.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; " +
        "media-src 'self' blob: mediastream:; connect-src 'self' wss:; worker-src 'self' blob:; manifest-src 'self'; " +
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

    private const string PermissionsPolicy =
        "camera=(self), microphone=(self), display-capture=(self), speaker-selection=(self), fullscreen=(self), autoplay=(self), " +
        "screen-wake-lock=(self), picture-in-picture=(self), geolocation=(), payment=(), usb=(), serial=(), bluetooth=()";

    private const string StrictTransportSecurity = "max-age=31536000";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app, Settings settings)
    {
        // With a self-signed certificate a browser that remembers HSTS no longer lets people accept the exception.
        var isTrusted = settings.Certificate is not null;
        return app.Use((context, next) =>
        {
            // At the very end: an answer to an exception begins with clearing what was there.
            context.Response.OnStarting(static state =>
            {
                var (http, trusted) = ((HttpContext, bool))state;
                Write(http, trusted);
                return Task.CompletedTask;
            }, (context, isTrusted));
            return next(context);
        });
    }

    private static void Write(HttpContext context, bool isTrusted)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers["Permissions-Policy"] = PermissionsPolicy;
        headers["Referrer-Policy"] = "same-origin";
        headers.XContentTypeOptions = "nosniff";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (isTrusted)
        {
            headers.StrictTransportSecurity = StrictTransportSecurity;
        }

        // What somebody asks for is his own, unless an endpoint says that it may be kept.
        if (context.Request.Path.StartsWithSegments("/api") && headers.CacheControl.Count == 0)
        {
            headers.CacheControl = "no-store";
        }
    }

    /// <summary>The client's address and scheme as a reverse proxy tells them; only of proxies that the administrator trusts.</summary>
    public static IApplicationBuilder UseTrustedProxies(this IApplicationBuilder app, Settings settings)
    {
        if (settings.TrustedProxies.Count == 0)
        {
            return app;
        }

        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        foreach (var proxy in settings.TrustedProxies)
        {
            options.KnownProxies.Add(proxy);
        }

        return app.UseForwardedHeaders(options);
    }
}
