using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DiemCau.Meetings.Accounts;

/// <summary>Forgets what strangers have left behind: nothing that needs no sign-in may fill the database for good.</summary>
internal sealed partial class AccountsUpkeep(
    IDbContextFactory<DiemCauDb> contexts, TimeProvider time, ILogger<AccountsUpkeep> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);
    private static readonly TimeSpan AttemptsLife = TimeSpan.FromDays(2);
    private static readonly TimeSpan StrangersLife = TimeSpan.FromDays(30);
    private static readonly TimeSpan DeadLinkLife = TimeSpan.FromDays(30);
    private static readonly TimeSpan PendingAccountLife = TimeSpan.FromDays(30);

    public async Task CleanAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var (attemptsBefore, linksBefore, accountsBefore) = (now - AttemptsLife, now - DeadLinkLife, now - PendingAccountLife);
        await db.SignInAttempts.Where(attempts => attempts.LastAt < attemptsBefore && !attempts.IsKept).ExecuteDeleteAsync(cancellation);
        await StrangerAttempts.ForgetAsync(db, now - StrangersLife, cancellation);
        await db.AccountLinks.Where(link => link.ExpiresAt < linksBefore).ExecuteDeleteAsync(cancellation);
        await db.EndedSessions.Where(session => session.ExpiresAt < now).ExecuteDeleteAsync(cancellation);
        var links = db.AccountLinks;
        await db.Accounts
            .Where(account => account.State == AccountState.Pending && account.PasswordHash == null && account.CreatedAt < accountsBefore
                && !links.Any(link => link.AccountId == account.Id && link.ExpiresAt > now))
            .ExecuteDeleteAsync(cancellation);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await CleanAsync(stoppingToken);
            }
            catch (Exception cause) when (!stoppingToken.IsCancellationRequested)
            {
                Postponed(logger, cause);
            }

            await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Old links, attempts and sessions could not be removed now.")]
    private static partial void Postponed(ILogger logger, Exception cause);
}
