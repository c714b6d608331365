using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DiemCau.Meetings.Notifications;

/// <summary>Goes to the outbox when a mail has been put into it or is due, and throws away long settled mails.</summary>
internal sealed class MailRounds(
    MailSender sender, MailFigures figures, TableChanges changes, IDbContextFactory<DiemCauDb> contexts, InstallationOptions installation, TimeProvider time,
    ILogger<MailRounds> logger) : BackgroundService
{
    /// <summary>Between two looks at mails that another server may be sending, and at an outbox of which nothing is told.</summary>
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan RoundWithoutDatabase = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SettledMailLife = TimeSpan.FromDays(30);
    private static readonly TimeSpan CleaningInterval = TimeSpan.FromHours(1);
    private static readonly TimeSpan LookingInterval = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        SayWhatIsUnsafe();
        var (cleanedAt, lookedAt) = (DateTimeOffset.MinValue, DateTimeOffset.MinValue);
        while (!stoppingToken.IsCancellationRequested)
        {
            TimeSpan pause;
            var unheard = ShortestPause;
            try
            {
                while (await sender.SendDueAsync(stoppingToken) > 0)
                {
                }

                await using var db = await contexts.CreateDbContextAsync(stoppingToken);
                pause = await UntilNextAsync(db, stoppingToken);
                if (time.GetUtcNow() - lookedAt >= LookingInterval)
                {
                    await figures.LookAsync(db, stoppingToken);
                    lookedAt = time.GetUtcNow();
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
                pause = unheard = RoundWithoutDatabase;
            }

            await changes.Mails.WaitAsync(pause, unheard, stoppingToken);
        }
    }

    private async Task<TimeSpan> UntilNextAsync(DiemCauDb db, CancellationToken cancellation)
    {
        var next = await db.Mails.Where(mail => mail.State == MailState.Waiting).MinAsync(mail => (DateTimeOffset?)mail.NextAttemptAt, cancellation);
        var pause = next - time.GetUtcNow() ?? LookingInterval;
        return pause < ShortestPause ? ShortestPause : pause > LookingInterval ? LookingInterval : pause;
    }

    private void SayWhatIsUnsafe()
    {
        if (installation.MailServer is { TrustAnyCertificate: true })
        {
            MailLog.TrustsAnybody(logger);
        }

        if (installation.MailServer is { IsEncrypted: false, User: not null })
        {
            MailLog.PasswordInTheClear(logger);
        }
    }

    private async Task CleanAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var before = time.GetUtcNow() - SettledMailLife;
        var newestKept = db.Mails.Where(mail => mail.State == MailState.Kept).OrderByDescending(mail => mail.Id).Take(KeptMails.Most).Select(mail => mail.Id);
        await db.Mails.Where(mail => mail.State != MailState.Waiting && mail.SettledAt < before).ExecuteDeleteAsync(cancellation);
        await db.UndeliverableAddresses.Where(undeliverable => undeliverable.At < before).ExecuteDeleteAsync(cancellation);
        var mails = db.Mails;
        await db.Set<MailFile>().Where(file => !mails.Any(mail => mail.FileId == file.Id)).ExecuteDeleteAsync(cancellation);
        await db.Mails.Where(mail => mail.State == MailState.Kept && !newestKept.Contains(mail.Id)).ExecuteDeleteAsync(cancellation);
    }
}
