using System.Net;
using System.Security.Cryptography;
using System.Text;
using DiemCau.Server.Configuration;

namespace DiemCau.Server.Telemetry;

/// <summary>
/// Who may read the metrics: this machine, and whoever has the token. What came through a proxy is not this machine's, whatever the
/// connection's address is.
/// </summary>
internal static class MetricsAccess
{
    private const string Scheme = "Bearer ";

    public static bool IsAllowed(HttpContext http, TelemetryOptions options) => HasToken(http, options) || IsLocal(http);

    private static bool IsLocal(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote.IsIPv4MappedToIPv6 ? remote.MapToIPv4() : remote)
        && !http.Request.Headers.ContainsKey("X-Forwarded-For") && !http.Request.Headers.ContainsKey("Forwarded");

    private static bool HasToken(HttpContext http, TelemetryOptions options) =>
        options.MetricsToken is { } token
        && http.Request.Headers.Authorization.ToString() is var given && given.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given[Scheme.Length..]), Encoding.UTF8.GetBytes(token));
}
