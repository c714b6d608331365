using DiemCau.Meetings.Access;
using DiemCau.Meetings.Accounts;
using DiemCau.Meetings.Accounts.Entering;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Notifications;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Approval;

/// <summary>Tells the registering unit what the office has decided.</summary>
internal sealed class DecisionMails(MailOutbox outbox, ReasonText reasons, InstallationOptions installation)
{
    /// <param name="pause">How long the mails wait before they leave.</param>
    /// <returns>The ids of the mails.</returns>
    public async Task<Guid[]> TellAsync(
        DiemCauDb db, Meeting meeting, ApprovalDecision decision, TimeSpan pause, CancellationToken cancellation)
    {
        var language = installation.Language;
        var verdict = decision.Verdict.ToString();
        var name = SecretMeetings.NameInMail(meeting, language);
        List<string> paragraphs =
        [
            Texts.Get(language, $"mail.approval.{verdict}", name, reasons.Span(meeting.StartsAt!.Value, meeting.EndsAt!.Value, language), decision.ByName),
        ];
        if (decision.Reason is { } reason)
        {
            paragraphs.Add(SecretMeetings.MayLeave(meeting) ? reason : Texts.Get(language, "meeting.unnamed.mail"));
        }

        if (decision.Proposals.Count > 0)
        {
            paragraphs.Add(Texts.Get(language, "mail.approval.proposals", string.Join("\n", decision.Proposals.Select(time => "– " + reasons.Moment(time, language)))));
        }

        var letter = new MailLetter(installation.Name, Texts.Get(language, $"mail.approval.{verdict}.subject", name), paragraphs)
        {
            Action = decision.Proposals.Count > 0 && meeting.Stage is MeetingStage.Returned or MeetingStage.Postponed
                ? (Texts.Get(language, "mail.approval.choose"), new Uri(installation.PublicAddress, $"/cuoc-hop/{meeting.Id}/gio-khac"))
                : (Texts.Get(language, "mail.approval.action"), new Uri(installation.PublicAddress, $"/cuoc-hop/{meeting.Id}")),
        };
        return [.. (await AddressesAsync(db, meeting, cancellation)).Select(address => outbox.Add(db, letter.AddressedTo(address), pause))];
    }

    private static async Task<IEnumerable<string>> AddressesAsync(DiemCauDb db, Meeting meeting, CancellationToken cancellation)
    {
        var registrar = await db.Accounts.Where(account => account.Id == meeting.RegisteredById).Select(account => account.Email).SingleOrDefaultAsync(cancellation);
        var contact = MailAddressText.TryParse(meeting.ContactEmail, out var parsed) ? parsed : null;
        return new[] { registrar, contact }.OfType<string>().Distinct();
    }
}
