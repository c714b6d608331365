using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DiemCau.Meetings.Live.Running;

/// <summary>
/// Forgets what conferences that have ended no longer need: their state soon, which only a restart would ask for, and their chat when it
/// has been kept long enough (docs/operations/retention.md). That they were held stays, and the journal tells what happened.
/// </summary>
internal sealed partial class EndedConferences(
    IDbContextFactory<DiemCauDb> contexts, InstallationOptions installation, TimeProvider time, ILogger<EndedConferences> logger) : BackgroundService
{
    /// <summary>For as long somebody may ask what a meeting that went wrong looked like to the server.</summary>
    private static readonly TimeSpan StateLife = TimeSpan.FromDays(7);

    private static readonly TimeSpan Round = TimeSpan.FromHours(1);

    public async Task ForgetAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var (statesBefore, chatBefore) = (now - StateLife, now - TimeSpan.FromDays(installation.Retention.ChatDays));
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await db.Conferences.Where(row => row.EndedAt < statesBefore && row.State != "{}")
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, "{}"), cancellation);
        var old = db.Conferences.Where(row => row.EndedAt < chatBefore).Select(row => row.Id);
        await db.ConferenceChat.Where(said => old.Contains(said.ConferenceId)).ExecuteDeleteAsync(cancellation);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ForgetAsync(stoppingToken);
            }
            catch (Exception cause) when (!stoppingToken.IsCancellationRequested)
            {
                Postponed(logger, cause);
            }

            await Task.Delay(Round, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(LogLevel.Warning, "What ended conferences have left could not be removed now.")]
    private static partial void Postponed(ILogger logger, Exception cause);
}
