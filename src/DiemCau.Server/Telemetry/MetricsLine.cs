using DiemCau.Server.Configuration;
using Microsoft.AspNetCore.Connections;

namespace DiemCau.Server.Telemetry;

/// <summary>
/// The address of its own that metrics may have, for a network that only monitoring is in: there is nothing else on it, and where it is set,
/// the public address has no metrics.
/// </summary>
internal static class MetricsLine
{
    public const string Path = "/metrics";

    private static readonly Marked Mine = new();

    /// <summary>Tells the connections of this address from those of the others.</summary>
    public static ConnectionDelegate Mark(ConnectionDelegate next) => connection =>
    {
        connection.Features.Set(Mine);
        return next(connection);
    };

    public static IApplicationBuilder UseMetricsLine(this IApplicationBuilder app, Settings settings) =>
        settings.Telemetry.MetricsAddress is null ? app : app.Use(static (http, next) =>
        {
            var isMine = http.Features.Get<Marked>() is not null;
            if (isMine != http.Request.Path.StartsWithSegments(Path) && !(isMine && http.Request.Path.StartsWithSegments("/health")))
            {
                http.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            }

            return next(http);
        });

    private sealed class Marked;
}
