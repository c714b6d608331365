using System.Globalization;
using System.Net.Mail;
using System.Text;
using DiemCau.Meetings.Shared;

namespace DiemCau.Meetings.Notifications;

/// <summary>
/// Writes a mail as it travels (RFC 5322 and 2045–2049): text, the same as HTML, an invitation and a file where there is one. ASCII throughout,
/// so that every mail server on the way can carry it.
/// </summary>
internal static class Mime
{
    private const string Break = "\r\n";

    public static string Write(Mail mail, MailAddress sender)
    {
        var message = new StringBuilder();
        Header(message, "From", sender.DisplayName.Length > 0 ? $"{EncodedWords.Write(sender.DisplayName)}\r\n <{sender.Address}>" : sender.Address);
        Header(message, "To", mail.Recipient);
        Header(message, "Subject", EncodedWords.Write(mail.Subject));
        Header(message, "Date", mail.CreatedAt.ToUniversalTime().ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture));
        // The same at every attempt: a mail that arrives twice is recognised.
        Header(message, "Message-ID", $"<{mail.Id}@{sender.Host}>");
        Header(message, "Auto-Submitted", "auto-generated"); // RFC 3834: no holiday answers, please
        Header(message, "MIME-Version", "1.0");

        // "=_" cannot come up in quoted-printable or Base64.
        var outer = $"=_mixed_{mail.Id:N}";
        var inner = $"=_alternative_{mail.Id:N}";
        if (mail.Calendar is null && mail.File is null)
        {
            Alternatives(message, mail, inner);
            return message.ToString();
        }

        Header(message, "Content-Type", $"multipart/mixed;\r\n boundary=\"{outer}\"");
        message.Append(Break);
        Part(message, outer);
        Alternatives(message, mail, inner);
        if (mail.Calendar is { } calendar)
        {
            // Some readers show the calendar part, others only an attachment (RFC 6047 section 2.4).
            Part(message, outer);
            Header(message, "Content-Type", "application/ics; name=\"invite.ics\"");
            Header(message, "Content-Disposition", "attachment; filename=\"invite.ics\"");
            Base64(message, calendar);
        }

        if (mail.File is { } file)
        {
            Part(message, outer);
            // RFC 2231 for readers that know it, the ASCII of it for those that do not.
            Header(message, "Content-Type", file.MediaType);
            Header(message, "Content-Disposition", $"attachment;\r\n filename=\"{Ascii(file.Name)}\";\r\n filename*=UTF-8''{Uri.EscapeDataString(file.Name)}");
            Base64(message, file.Content);
        }

        End(message, outer);
        return message.ToString();
    }

    private static void Alternatives(StringBuilder message, Mail mail, string boundary)
    {
        Header(message, "Content-Type", $"multipart/alternative;\r\n boundary=\"{boundary}\"");
        message.Append(Break);
        Part(message, boundary);
        Text(message, "text/plain", mail.Text);
        Part(message, boundary);
        Text(message, "text/html", mail.Html);
        if (mail.Calendar is { } calendar)
        {
            Part(message, boundary);
            Header(message, "Content-Type", $"text/calendar; charset=utf-8; method={mail.CalendarMethod}");
            Base64(message, calendar);
        }

        End(message, boundary);
    }

    /// <summary>Without accents, and without what would end the quotes.</summary>
    private static string Ascii(string name) => string.Concat(FoldedText.Of(name).Select(letter => letter is > ' ' and < '\u007f' and not ('"' or '\\') ? letter : '-'));

    private static void Text(StringBuilder message, string type, string text)
    {
        Header(message, "Content-Type", $"{type}; charset=utf-8");
        Header(message, "Content-Transfer-Encoding", "quoted-printable");
        message.Append(Break).Append(QuotedPrintable.Write(text)).Append(Break);
    }

    private static void Base64(StringBuilder message, byte[] content)
    {
        Header(message, "Content-Transfer-Encoding", "base64");
        message.Append(Break).Append(Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks)).Append(Break);
    }

    private static void Part(StringBuilder message, string boundary) => message.Append("--").Append(boundary).Append(Break);

    private static void End(StringBuilder message, string boundary) => message.Append("--").Append(boundary).Append("--").Append(Break);

    private static void Header(StringBuilder message, string name, string value) => message.Append(name).Append(": ").Append(value).Append(Break);
}
