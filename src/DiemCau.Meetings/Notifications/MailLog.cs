using Microsoft.Extensions.Logging;

namespace DiemCau.Meetings.Notifications;

// Mails go by their id: addresses and subjects are nobody's business in a log.
internal static partial class MailLog
{
    [LoggerMessage(LogLevel.Information, "Mail {MailId} sent at attempt {Attempt}.")]
    public static partial void Sent(ILogger logger, Guid mailId, int attempt);

    [LoggerMessage(LogLevel.Information, "Mail {MailId} kept in the data folder: no mail server is set.")]
    public static partial void Kept(ILogger logger, Guid mailId);

    [LoggerMessage(LogLevel.Warning, "Mail {MailId} could not be sent at attempt {Attempt} and is tried again at {NextAttempt:u}: {Reason}")]
    public static partial void Postponed(ILogger logger, Guid mailId, int attempt, DateTimeOffset nextAttempt, string reason);

    [LoggerMessage(LogLevel.Error, "Mail {MailId} is given up after {Attempt} attempts: {Reason}")]
    public static partial void GivenUp(ILogger logger, Guid mailId, int attempt, string reason);

    [LoggerMessage(LogLevel.Warning, "The outbox cannot be read now.")]
    public static partial void OutboxUnreadable(ILogger logger, Exception cause);

    [LoggerMessage(LogLevel.Warning, "Any certificate of the mail server is believed, as the options say: mails and its password can be read by whoever stands between. Name its authority's certificate instead (DIEMCAU_MAIL_AUTHORITY).")]
    public static partial void TrustsAnybody(ILogger logger);

    [LoggerMessage(LogLevel.Warning, "Mails and the password leave for the mail server unencrypted, as the options say (DIEMCAU_MAIL_STARTTLS).")]
    public static partial void PasswordInTheClear(ILogger logger);

    [LoggerMessage(LogLevel.Warning, "Mail {MailId} was taken, but a report says that it did not arrive: {Reason}")]
    public static partial void Returned(ILogger logger, Guid mailId, string reason);

    [LoggerMessage(LogLevel.Warning, "Mail {Uid} in the mailbox with reports cannot be read and is passed over.")]
    public static partial void ReportPassedOver(ILogger logger, Exception cause, uint uid);

    [LoggerMessage(LogLevel.Warning, "The mailbox with reports about mails cannot be read now.")]
    public static partial void BounceBoxUnreadable(ILogger logger, Exception cause);
}
