using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DiemCau.Meetings.Deadlines;

/// <summary>Looks once a minute who is to be reminded.</summary>
internal sealed partial class ReminderRounds(Reminders reminders, TimeProvider time, ILogger<ReminderRounds> logger) : BackgroundService
{
    /// <summary>The shortest deadlines are counted in minutes.</summary>
    private static readonly TimeSpan Round = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Forgetting = TimeSpan.FromHours(6);

    private DateTimeOffset _forgotten;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await reminders.RemindAsync(stoppingToken) is > 0 and var count)
                {
                    Reminded(logger, count);
                }

                if (time.GetUtcNow() - _forgotten >= Forgetting)
                {
                    await reminders.ForgetAsync(stoppingToken);
                    _forgotten = time.GetUtcNow();
                }
            }
            catch (Exception cause) when (!stoppingToken.IsCancellationRequested)
            {
                // Whatever it was, the next round finds the same deadlines.
                Postponed(logger, cause);
            }

            await Task.Delay(Round, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(LogLevel.Information, "{Count} reminders of deadlines.")]
    private static partial void Reminded(ILogger logger, int count);

    [LoggerMessage(LogLevel.Warning, "Nobody could be reminded of deadlines now.")]
    private static partial void Postponed(ILogger logger, Exception cause);
}
