using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace DiemCau.Meetings.Resources;

/// <summary>A new installation measures itself once, so that capacity is planned with a real number from the first day on.</summary>
internal sealed partial class FirstNode(
    IDbContextFactory<DiemCauDb> contexts, IMediaGauge gauge, TimeProvider time, ILogger<FirstNode> log)
{
    /// <summary>At the first start: afterwards what the administrator has entered counts.</summary>
    public async Task EnsureAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await db.MediaNodes.AnyAsync(cancellation))
        {
            return;
        }

        var measure = await gauge.MeasureAsync(cancellation);
        var capacity = NodeMeasurement.Capacity(measure, await CapacityRule.CurrentAsync(db, cancellation));
        var now = time.GetUtcNow();
        // Servers that start at once on one database measure themselves, too; the first to write is the installation's node.
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into media_nodes (id, name, ports, streams, mbps, in_service, packets_per_second, measured_at, created_at)
            select {Guid.CreateVersion7(now)}, {gauge.NodeName}, {capacity.Ports}, {capacity.Streams}, {capacity.Mbps}, true, {measure.PacketsPerSecond}, {now}, {now}
            where not exists (select from media_nodes) on conflict do nothing
            """,
            cancellation);
        Measured(log, measure.PacketsPerSecond, capacity.Ports);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "This machine sends {PacketsPerSecond:F0} media packets a second: {Ports} sites can be planned with")]
    private static partial void Measured(ILogger log, double packetsPerSecond, int ports);
}
