using System.Diagnostics.CodeAnalysis;
using DiemCau.Meetings.Shared.Intake;
using MimeKit;

namespace DiemCau.Meetings.Notifications.Bounces;

/// <summary>A recipient whom a mail of ours did not reach, as a mail server has reported it after it had taken the mail (RFC 3464).</summary>
/// <param name="MailId">Of the row in the outbox, from its Message-ID.</param>
/// <param name="Recipient">Lower case.</param>
/// <param name="Reason">Status and diagnostic code, such as "5.1.1 550 no such mailbox"; a stranger's text, short and without control characters.</param>
internal sealed record Bounce(Guid MailId, string Recipient, string Reason)
{
    private const int LongestReason = 500;

    /// <summary>Whatever a mailbox holds: everything that is not a report about a mail of ours gives nothing, and nothing throws.</summary>
    public static IReadOnlyList<Bounce> In(MimeMessage message)
    {
        if (message.Body is not MultipartReport { ReportType: { } type } report || !type.Equals("delivery-status", StringComparison.OrdinalIgnoreCase)
            || report.OfType<MessageDeliveryStatus>().FirstOrDefault() is not { } status || !TryGroups(status, out var groups)
            || MailIdOf(groups[0], report) is not { } mailId)
        {
            return [];
        }

        return [.. groups.Skip(1).Where(group => Value(group, "Action").Equals("failed", StringComparison.OrdinalIgnoreCase))
            .SelectMany(group => Recipients(group).Select(recipient => new Bounce(mailId, recipient, ReasonOf(group))))];
    }

    private static bool TryGroups(MessageDeliveryStatus status, [NotNullWhen(true)] out HeaderListCollection? groups)
    {
        try
        {
            groups = status.StatusGroups;
            return groups.Count > 1;
        }
        catch (Exception cause) when (cause is FormatException or NotSupportedException or IOException)
        {
            groups = null;
            return false;
        }
    }

    /// <summary>By the envelope's id, or by what is returned of the mail itself: all of it, or its headers.</summary>
    private static Guid? MailIdOf(HeaderList ofMessage, MultipartReport report) =>
        IdIn(Value(ofMessage, "Original-Envelope-Id"))
        ?? report.OfType<MessagePart>().Select(part => IdIn(part.Message?.MessageId)).FirstOrDefault(id => id is not null);

    private static Guid? IdIn(string? messageId) => Guid.TryParse(messageId?.Trim().TrimStart('<').Split('@')[0], out var id) ? id : null;

    /// <summary>"rfc822; vp@tinh.gov.vn": the one that was written to, and the one that it was forwarded to.</summary>
    private static IEnumerable<string> Recipients(HeaderList group) => new[] { "Original-Recipient", "Final-Recipient" }.Select(name => Value(group, name))
        .Where(value => value.Contains(';', StringComparison.Ordinal))
        .Select(value => value[(value.IndexOf(';', StringComparison.Ordinal) + 1)..].Trim().Trim('<', '>').ToLowerInvariant()).Distinct();

    private static string ReasonOf(HeaderList group)
    {
        var diagnosis = Value(group, "Diagnostic-Code");
        var text = $"{Value(group, "Status")} {diagnosis[(diagnosis.IndexOf(';', StringComparison.Ordinal) + 1)..].Trim()}".Trim();
        return ShownText.OfStranger(text, LongestReason);
    }

    private static string Value(HeaderList group, string name) => group[name] ?? "";
}
