using DiemCau.Meetings.Storage;

namespace DiemCau.Meetings.Notifications;

/// <summary>
/// Where every slice leaves its mails. A mail is stored with the caller's other changes and leaves after they are saved, at least once:
/// neither a silent mail server nor a killed process loses it.
/// </summary>
public sealed class MailOutbox(TimeProvider time)
{
    /// <summary>Adds the mail to <paramref name="db"/>; it is sent once the caller has saved its changes.</summary>
    public void Add(DiemCauDb db, MailMessage message)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(message);
        // It becomes part of an SMTP command; addresses from outside have been checked by whoever took them in.
        if (message.To.Any(character => character is <= ' ' or '<' or '>' or >= '\u007f'))
            throw new ArgumentException("Not a bare mail address.", nameof(message));
        var now = time.GetUtcNow();
        db.Mails.Add(new()
        {
            Id = Guid.CreateVersion7(now),
            Recipient = message.To,
            Subject = message.Subject,
            Text = message.Text,
            Html = message.Html,
            Calendar = message.Calendar?.Content,
            CalendarMethod = message.Calendar?.Method,
            CreatedAt = now,
            NextAttemptAt = now,
        });
    }
}
