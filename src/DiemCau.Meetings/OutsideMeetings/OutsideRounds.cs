using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DiemCau.Meetings.OutsideMeetings;

/// <summary>Looks twice a minute whose time has come.</summary>
internal sealed partial class OutsideRounds(OutsideCourse course, TimeProvider time, ILogger<OutsideRounds> logger) : BackgroundService
{
    /// <summary>People compare with the clock on the wall, which shows minutes.</summary>
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await course.FollowAsync(stoppingToken) is > 0 and var count)
                {
                    Moved(logger, count);
                }
            }
            catch (Exception cause) when (!stoppingToken.IsCancellationRequested)
            {
                // Whatever it was, the next round finds the same meetings.
                Postponed(logger, cause);
            }

            await Task.Delay(Round, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(LogLevel.Information, "{Count} meetings outside the system opened or ended by their times.")]
    private static partial void Moved(ILogger logger, int count);

    [LoggerMessage(LogLevel.Warning, "Meetings outside the system could not be opened or ended now.")]
    private static partial void Postponed(ILogger logger, Exception cause);
}
