using System.Net.Mail;
using DiemCau.Meetings.Notifications.Smtp;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace DiemCau.Meetings.Notifications;

/// <summary>Empties the outbox: to the mail server, or into the data folder when there is none.</summary>
internal sealed class MailSender(
    IDbContextFactory<DiemCauDb> contexts, KeptMails kept, InstallationOptions installation, TimeProvider time, ILogger<MailSender> logger)
{
    private const int BatchSize = 20;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);
    private static readonly TimeSpan Patience = TimeSpan.FromDays(3);

    private static readonly TimeSpan BatchPatience = TimeSpan.FromMinutes(5);

    /// <summary>Sends the mails that are due, unless another server is at it.</summary>
    /// <returns>How many were due; at most a batch.</returns>
    public async Task<int> SendDueAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var now = time.GetUtcNow();

        // Mostly there is nothing to send: that costs one question, and no transaction.
        if (!await db.Mails.AnyAsync(mail => mail.State == MailState.Waiting && mail.NextAttemptAt <= now, cancellation))
        {
            return 0;
        }

        // One server at a time sends. The database ends the turn of one that dies as soon as its connection breaks: what it had not sent
        // goes out when it, or another, is up again.
        await using var holder = await contexts.CreateDbContextAsync(cancellation);
        await using var turn = await holder.Database.BeginTransactionAsync(cancellation);
        if (!await holder.Database.SqlQuery<bool>($"select pg_try_advisory_xact_lock(20261120, 60) as \"Value\"").SingleAsync(cancellation))
        {
            return 0;
        }

        var due = await db.Mails.FromSql(
            $"""
            update mails set attempts = attempts + 1 where id in (
              select id from mails where state = 'Waiting' and next_attempt_at <= {now} order by next_attempt_at limit {BatchSize})
            returning *
            """).ToListAsync(cancellation);
        if (due.Count == 0)
        {
            return 0;
        }

        // Each file is read once, whichever of the mails carry it: the context gives it to all of them.
        Guid[] files = [.. due.Select(mail => mail.FileId).OfType<Guid>().Distinct()];
        if (files.Length > 0)
        {
            await db.Set<MailFile>().Where(file => files.Contains(file.Id)).LoadAsync(cancellation);
        }

        due.Sort((one, other) => one.CreatedAt.CompareTo(other.CreatedAt));
        if (installation.MailServer is { } server)
        {
            await SendAsync(db, due, server, cancellation);
        }
        else
        {
            await KeepAsync(db, due, cancellation);
        }

        return due.Count;
    }

    private async Task KeepAsync(DiemCauDb db, List<Mail> due, CancellationToken cancellation)
    {
        foreach (var mail in due)
        {
            if (await RowByRow.TryAsync(() => Keep(mail), "kept mails", mail.Id, logger))
            {
                Settle(mail, MailState.Kept);
                MailLog.Kept(logger, mail.Id);
            }
            else
            {
                Postpone(mail, nameof(MailState.Kept));
            }
        }

        await db.SaveChangesAsync(cancellation);
    }

    private Task Keep(Mail mail)
    {
        kept.Keep(mail);
        return Task.CompletedTask;
    }

    private async Task SendAsync(DiemCauDb db, List<Mail> due, MailServerOptions server, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(BatchPatience);
        var sender = new MailAddress(server.From);
        SmtpSession? session = null;
        string? unreachable = null;
        foreach (var mail in due)
        {
            try
            {
                if (unreachable is null)
                {
                    session ??= await SmtpSession.OpenAsync(server, OwnName, patience.Token);
                    await session.SendAsync(sender, mail.Recipient, Mime.Write(mail, sender), patience.Token);
                    Sent(mail);
                }
                else
                {
                    Postpone(mail, unreachable);
                }
            }
            catch (Exception failure) when (!cancellation.IsCancellationRequested)
            {
                // Whatever it was: a mail that cannot be sent waits, and must not hold up the others.
                if (failure is SmtpRefusedException { IsBecauseOfRecipient: true })
                {
                    GiveUp(mail, failure.Message);
                }
                else
                {
                    Postpone(mail, failure.Message);
                }

                // A session that could not even be opened would keep every mail of the batch waiting for its time-out.
                if (session is null)
                {
                    unreachable = failure.Message;
                }
                else
                {
                    await session.DisposeAsync();
                }

                session = null;
            }

            await db.SaveChangesAsync(cancellation); // at once: what was sent must not be sent again
        }

        if (session is not null)
        {
            await session.DisposeAsync();
        }
    }

    private void Sent(Mail mail)
    {
        mail.Text = mail.Html = "";
        mail.Calendar = null;
        Settle(mail, MailState.Sent);
        MailLog.Sent(logger, mail.Id, mail.Attempts);
    }

    private void GiveUp(Mail mail, string reason)
    {
        mail.LastError = reason;
        Settle(mail, MailState.GivenUp);
        MailLog.GivenUp(logger, mail.Id, mail.Attempts, reason);
    }

    private void Postpone(Mail mail, string reason)
    {
        var now = time.GetUtcNow();
        if (now - mail.CreatedAt >= Patience)
        {
            GiveUp(mail, reason);
            return;
        }

        mail.LastError = reason;
        var pause = FirstPause * Math.Pow(2, Math.Min(mail.Attempts - 1, 10));
        mail.NextAttemptAt = now + (pause < LongestPause ? pause : LongestPause);
        MailLog.Postponed(logger, mail.Id, mail.Attempts, mail.NextAttemptAt, reason);
    }

    private void Settle(Mail mail, MailState state)
    {
        mail.State = state;
        mail.FileId = null;
        mail.SettledAt = time.GetUtcNow();
    }

    // RFC 5321 section 4.1.3: an address in brackets where there is no name.
    private string OwnName => installation.PublicAddress.HostNameType == UriHostNameType.Dns
        ? installation.PublicAddress.IdnHost
        : $"[{installation.PublicAddress.Host.Trim('[', ']')}]";
}
