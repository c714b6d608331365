using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DiemCau.Server.Stopping;

/// <summary>Whether the server waits for its meetings to end; then /health/ready sends new clients elsewhere.</summary>
internal sealed class Draining : IHealthCheck
{
    private volatile bool _hasBegun;

    public void Begin() => _hasBegun = true;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(_hasBegun ? HealthCheckResult.Unhealthy() : HealthCheckResult.Healthy());
}
