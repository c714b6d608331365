using DiemCau.Meetings.Shared;
using DiemCau.Server.Configuration;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DiemCau.Server.Health;

/// <summary>
/// Watches the room that is left for the data folder. A full disk shows itself as failing writes everywhere; the log should say
/// once what is behind them, and before it happens.
/// </summary>
internal sealed class DiskSpace(Settings settings, DataDisk disk, TimeProvider clock, ILogger<DiskSpace> logger) : BackgroundService, IHealthCheck
{
    // What a checkpoint and its log need at least; below it PostgreSQL is about to stop accepting writes.
    private const long AsGoodAsFull = 64L << 20;

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(disk.Free < DataDisk.Little ? HealthCheckResult.Degraded() : HealthCheckResult.Healthy());

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        var told = LogLevel.None;
        do
        {
            var free = disk.Free;
            var level = free < AsGoodAsFull ? LogLevel.Error : free < DataDisk.Little ? LogLevel.Warning : LogLevel.None;
            if (level != told && level != LogLevel.None)
            {
                DiskLog.Little(logger, level, settings.DataFolder, free >> 20);
            }

            told = level;
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
