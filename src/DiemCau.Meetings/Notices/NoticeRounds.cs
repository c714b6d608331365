using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DiemCau.Meetings.Notices;

/// <summary>Looks now and then for notices that nobody has seen for long.</summary>
internal sealed partial class NoticeRounds(
    NoticeReminding reminding, IDbContextFactory<DiemCauDb> contexts, TimeProvider time, ILogger<NoticeRounds> logger) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var db = await contexts.CreateDbContextAsync(stoppingToken);
                if (await reminding.RemindForgottenAsync(db, stoppingToken) is > 0 and var count)
                {
                    Reminded(logger, count);
                }
            }
            catch (Exception cause) when (!stoppingToken.IsCancellationRequested)
            {
                // Whatever it was, the next round finds the same notices.
                Postponed(logger, cause);
            }

            await Task.Delay(Round, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(LogLevel.Information, "{Count} sites reminded of notices that they have not seen.")]
    private static partial void Reminded(ILogger logger, int count);

    [LoggerMessage(LogLevel.Warning, "Nobody could be reminded of notices now.")]
    private static partial void Postponed(ILogger logger, Exception cause);
}
