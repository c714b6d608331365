using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DiemCau.Meetings.Notifications.Bounces;

/// <summary>Looks into the mailbox of reports every few minutes, if one is given, and writes down whom mails did not reach.</summary>
internal sealed class BounceRounds(
    BounceBox box, UndeliveredLetters undelivered, IDbContextFactory<DiemCauDb> contexts, InstallationOptions installation, TimeProvider time, ILogger<BounceRounds> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(3);

    public async Task LookAsync(CancellationToken cancellation)
    {
        if (installation.MailServer?.Bounces is not { } options)
        {
            return;
        }

        await box.ReadAsync(options, TakeAsync, cancellation);
    }

    /// <summary>
    /// A report counts for a mail that was sent to the very address that it names: nobody who writes to that mailbox can speak of other
    /// people's mails without having got them.
    /// </summary>
    public async Task TakeAsync(IReadOnlyList<Bounce> bounces, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var ids = bounces.Select(bounce => bounce.MailId).ToArray();
        var mails = await db.Mails.Where(mail => ids.Contains(mail.Id) && mail.State == MailState.Sent).ToListAsync(cancellation);
        List<Mail> returned = [];
        foreach (var mail in mails)
        {
            if (bounces.FirstOrDefault(bounce => bounce.MailId == mail.Id && bounce.Recipient == mail.Recipient) is { } bounce)
            {
                (mail.State, mail.LastError, mail.SettledAt) = (MailState.Returned, bounce.Reason, time.GetUtcNow());
                returned.Add(mail);
                await UndeliverableAddress.NoteAsync(db, mail.Recipient, bounce.Reason, time.GetUtcNow(), cancellation);
                MailLog.Returned(logger, mail.Id, bounce.Reason);
            }
        }

        undelivered.Report(db, returned);
        await db.SaveChangesAsync(cancellation);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (installation.MailServer?.Bounces is null)
        {
            return;
        }

        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception cause) when (!stoppingToken.IsCancellationRequested)
            {
                // Whatever it was: the next round may fare better.
                MailLog.BounceBoxUnreadable(logger, cause);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
