using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DiemCau.Meetings.Notifications;

/// <summary>Goes to the outbox every few seconds, and throws away long settled mails.</summary>
internal sealed class MailRounds(
    MailSender sender, IDbContextFactory<DiemCauDb> contexts, TimeProvider time, ILogger<MailRounds> logger) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RoundWithoutDatabase = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SettledMailLife = TimeSpan.FromDays(30);
    private static readonly TimeSpan CleaningInterval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var cleanedAt = DateTimeOffset.MinValue;
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = Round;
            try
            {
                while (await sender.SendDueAsync(stoppingToken) > 0)
                {
                }

                if (time.GetUtcNow() - cleanedAt > CleaningInterval)
                {
                    await CleanAsync(stoppingToken);
                    cleanedAt = time.GetUtcNow();
                }
            }
            catch (Exception cause) when (!stoppingToken.IsCancellationRequested)
            {
                // Whatever it was, it must not end the sending of mails for good.
                MailLog.OutboxUnreadable(logger, cause);
                pause = RoundWithoutDatabase;
            }

            await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task CleanAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var before = time.GetUtcNow() - SettledMailLife;
        var newestKept = db.Mails.Where(mail => mail.State == MailState.Kept).OrderByDescending(mail => mail.Id).Take(KeptMails.Most).Select(mail => mail.Id);
        await db.Mails.Where(mail => mail.State != MailState.Waiting && mail.SettledAt < before).ExecuteDeleteAsync(cancellation);
        var mails = db.Mails;
        await db.Set<MailFile>().Where(file => !mails.Any(mail => mail.FileId == file.Id)).ExecuteDeleteAsync(cancellation);
        await db.Mails.Where(mail => mail.State == MailState.Kept && !newestKept.Contains(mail.Id)).ExecuteDeleteAsync(cancellation);
    }
}
