using System.Net.Mail;
using System.Text;
using MimeKit;

namespace DiemCau.Meetings.Notifications;

/// <summary>
/// Makes of a mail what travels: text, the same as HTML, an invitation and a file where there is one. ASCII throughout, so that every mail
/// server on the way can carry it.
/// </summary>
internal static class Mime
{
    // RFC 2047 section 2: 76 characters a line with encoded words in it, the header's name included.
    private static readonly FormatOptions ShortLines = new() { MaxLineLength = 66 };
    private static readonly FormatOptions AsItTravels = new() { NewLineFormat = NewLineFormat.Dos };

    /// <exception cref="ParseException">The recipient is no address.</exception>
    public static MimeMessage Of(Mail mail, MailAddress sender)
    {
        var message = new MimeMessage
        {
            Date = mail.CreatedAt.ToUniversalTime(),
            // The same at every attempt: a mail that arrives twice is recognised.
            MessageId = $"{mail.Id}@{sender.Host}",
            Body = Body(mail),
        };
        message.From.Add(new MailboxAddress(Encoding.UTF8, sender.DisplayName, sender.Address));
        message.To.Add(new MailboxAddress("", mail.Recipient));
        var subject = new Header(HeaderId.Subject, "");
        subject.SetValue(ShortLines, Encoding.UTF8, OneLine(mail.Subject));
        message.Headers.Replace(subject);
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated"); // RFC 3834: no holiday answers, please
        return message;
    }

    /// <returns>RFC 5322 lines with CRLF.</returns>
    public static string Write(Mail mail, MailAddress sender)
    {
        using var message = Of(mail, sender);
        using var written = new MemoryStream();
        message.WriteTo(AsItTravels, written);
        return Encoding.ASCII.GetString(written.GetBuffer(), 0, (int)written.Length);
    }

    private static Multipart Body(Mail mail)
    {
        // "=_" cannot come up in quoted-printable or Base64.
        var alternatives = new MultipartAlternative { Boundary = $"=_alternative_{mail.Id:N}" };
        alternatives.Add(Text("plain", mail.Text));
        alternatives.Add(Text("html", mail.Html));
        if (mail.Calendar is { } calendar)
        {
            var invitation = Base64("text", "calendar", calendar);
            invitation.ContentType.Charset = "utf-8";
            invitation.ContentType.Parameters.Add("method", mail.CalendarMethod ?? "");
            alternatives.Add(invitation);
        }

        if (mail.Calendar is null && mail.File is null)
        {
            return alternatives;
        }

        var mixed = new Multipart("mixed") { Boundary = $"=_mixed_{mail.Id:N}" };
        mixed.Add(alternatives);
        if (mail.Calendar is { } again)
        {
            // Some readers show the calendar part, others only an attachment (RFC 6047 section 2.4).
            mixed.Add(Attachment(Base64("application", "ics", again), "invite.ics"));
        }

        if (mail.File is { } file)
        {
            var type = ContentType.Parse(file.MediaType);
            mixed.Add(Attachment(Base64(type.MediaType, type.MediaSubtype, file.Content), file.Name));
        }

        return mixed;
    }

    private static TextPart Text(string subtype, string text)
    {
        var part = new TextPart(subtype) { ContentTransferEncoding = ContentEncoding.QuotedPrintable };
        part.SetText(Encoding.UTF8, text.ReplaceLineEndings("\r\n"));
        return part;
    }

    private static MimePart Base64(string type, string subtype, byte[] content) => new(type, subtype)
    {
        Content = new MimeContent(new MemoryStream(content)),
        ContentTransferEncoding = ContentEncoding.Base64,
    };

    private static MimePart Attachment(MimePart part, string name)
    {
        part.ContentDisposition = new ContentDisposition(ContentDisposition.Attachment) { FileName = name }; // RFC 2231
        // For readers that know no RFC 2231.
        part.ContentType.Parameters.Add(new Parameter(Encoding.UTF8, "name", name) { EncodingMethod = ParameterEncodingMethod.Rfc2047 });
        return part;
    }

    // A line break would begin another header.
    private static string OneLine(string text) => string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character));
}
