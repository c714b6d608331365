using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Storage;

namespace DiemCau.Meetings.Notifications;

/// <summary>Tells whoever had mails sent which of them can never arrive, and why: one letter for all that have failed at once.</summary>
internal sealed class UndeliveredLetters(MailOutbox outbox, InstallationOptions installation)
{
    /// <param name="failed">With their reasons; those of nobody are passed over.</param>
    public void Report(DiemCauDb db, IReadOnlyList<Mail> failed)
    {
        foreach (var ofOne in failed.Where(mail => mail.ReportTo is not null).GroupBy(mail => mail.ReportTo!, StringComparer.Ordinal))
        {
            // Of nobody in turn: a report that cannot arrive ends there.
            outbox.Add(db, Letter([.. ofOne]).AddressedTo(ofOne.Key));
        }
    }

    private MailLetter Letter(IReadOnlyList<Mail> failed) => new(
        installation.Name,
        Text("subject", failed.Count),
        [Text("body"), .. failed.Select(mail => Text("one", mail.Recipient, mail.Subject, mail.LastError)), Text("advice")]);

    private string Text(string part, params object?[] arguments) => Texts.Get(installation.Language, "mail.undelivered." + part, arguments);
}
