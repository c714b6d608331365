namespace DiemCau.Meetings.Notifications.Smtp;

/// <summary>
/// How long a mail server may take, by RFC 5321 section 4.5.3.2. Whoever hangs up before the answer to a content sends that mail twice, and
/// a server that looks into mails takes its time; nothing but other mails waits meanwhile.
/// </summary>
/// <param name="Opening">For the connection, TLS and the sign-in together.</param>
/// <param name="Command">For the answer to MAIL and RCPT.</param>
/// <param name="Content">For the answer to DATA and to the content.</param>
/// <param name="Stopping">For the mail that is under way when this server is told to stop; the host kills after three seconds.</param>
internal sealed record SmtpPatience(TimeSpan Opening, TimeSpan Command, TimeSpan Content, TimeSpan Stopping)
{
    public static readonly SmtpPatience Standard = new(TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(2));
}
