using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Notifications;

/// <summary>
/// Where every slice leaves its mails. A mail is stored with the caller's other changes and leaves after they are saved, at least once:
/// neither a silent mail server nor a killed process loses it.
/// </summary>
public sealed class MailOutbox(TimeProvider time)
{
    /// <summary>Adds a file that any number of mails added in the same transaction may carry.</summary>
    /// <returns>Null when it is too large to travel: the mails then go without it.</returns>
    public Guid? AddFile(DiemCauDb db, string name, string mediaType, byte[] content)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(content);
        if (content.Length > MailFile.Largest)
        {
            return null;
        }

        var file = new MailFile { Id = Guid.CreateVersion7(time.GetUtcNow()), Name = name, MediaType = mediaType, Content = content, AddedAt = time.GetUtcNow() };
        db.Set<MailFile>().Add(file);
        return file.Id;
    }

    /// <summary>Takes mails back, in the caller's transaction, that were added with a pause and have not left.</summary>
    /// <returns>False: one of them has left or is leaving; what was taken back comes again when the caller's transaction is given up.</returns>
    public static async Task<bool> TakeBackAsync(DiemCauDb db, IReadOnlyCollection<Guid> mails, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(mails);
        // Whoever sends counts the attempt before anything else.
        return await db.Mails.Where(mail => mails.Contains(mail.Id) && mail.State == MailState.Waiting && mail.Attempts == 0)
            .ExecuteDeleteAsync(cancellation) == mails.Count;
    }

    /// <summary>Adds the mail to <paramref name="db"/>; it is sent once the caller has saved its changes.</summary>
    /// <param name="pause">How long it waits before, so that it can be taken back.</param>
    /// <returns>The mail's id.</returns>
    public Guid Add(DiemCauDb db, MailMessage message, TimeSpan pause = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(message);
        // It becomes part of an SMTP command; addresses from outside have been checked by whoever took them in.
        if (message.To.Any(character => character is <= ' ' or '<' or '>' or >= '\u007f'))
        {
            throw new ArgumentException("Not a bare mail address.", nameof(message));
        }

        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        db.Mails.Add(new()
        {
            Id = id,
            Recipient = message.To,
            Subject = message.Subject,
            Text = message.Text,
            Html = message.Html,
            Calendar = message.Calendar?.Content,
            CalendarMethod = message.Calendar?.Method,
            FileId = message.FileId,
            ReportTo = message.ReportTo,
            CreatedAt = now,
            NextAttemptAt = now + pause,
        });
        return id;
    }
}
