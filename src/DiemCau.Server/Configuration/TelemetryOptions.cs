using System.Net;

namespace DiemCau.Server.Configuration;

/// <summary>Who is told how the server does.</summary>
/// <param name="MetricsToken">Lets other machines read <c>/metrics</c>; null: this machine only.</param>
/// <param name="OtlpEndpoint">The collector that metrics are sent to; null: none.</param>
/// <param name="MetricsAddress">Where <c>/metrics</c> is and nothing else; null: on the HTTPS port.</param>
internal sealed record TelemetryOptions(string? MetricsToken, Uri? OtlpEndpoint, IPEndPoint? MetricsAddress = null);
