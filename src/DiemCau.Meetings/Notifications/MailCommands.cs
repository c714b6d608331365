using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Notifications;

/// <summary>What the command line shows of the outbox. Whoever runs it can read the data folder anyway.</summary>
internal sealed class MailCommands(IDbContextFactory<DiemCauDb> contexts)
{
    /// <param name="Text">Empty once a mail server has taken the mail.</param>
    /// <param name="LastError">Why it has not left yet, or was given up.</param>
    public sealed record ListedMail(
        Guid Id, string To, string Subject, DateTimeOffset CreatedAt, MailState State, int Attempts, string? LastError, string Text);

    /// <summary>The newest first, as many as are kept at most.</summary>
    public async Task<IReadOnlyList<ListedMail>> ListAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Mails.AsNoTracking().OrderByDescending(mail => mail.Id).Take(KeptMails.Most)
            .Select(mail => new ListedMail(
                mail.Id, mail.Recipient, mail.Subject, mail.CreatedAt, mail.State, mail.Attempts, mail.LastError, mail.Text))
            .ToListAsync(cancellation);
    }
}
