using DiemCau.Meetings.Notifications;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Storage;

namespace DiemCau.Meetings.Accounts.Entering;

/// <summary>The mails with links, from the texts <c>mail.{purpose}.*</c>.</summary>
internal sealed class AccountMails(AccountLinks links, MailOutbox outbox, InstallationOptions installation)
{
    public Task<bool> SendActivationAsync(DiemCauDb db, Account account, CancellationToken cancellation) =>
        SendAsync(db, account, LinkPurpose.Activation, "mail.activation", cancellation);

    public Task<bool> SendPasswordResetAsync(DiemCauDb db, Account account, CancellationToken cancellation) =>
        SendAsync(db, account, LinkPurpose.PasswordReset, "mail.password_reset", cancellation);

    /// <summary>To somebody who registers a mailbox that has an account already.</summary>
    public Task<bool> SendAlreadyRegisteredAsync(DiemCauDb db, Account account, CancellationToken cancellation) =>
        SendAsync(db, account, LinkPurpose.PasswordReset, "mail.already_registered", cancellation);

    /// <returns>False: one was sent just now.</returns>
    private async Task<bool> SendAsync(DiemCauDb db, Account account, LinkPurpose purpose, string key, CancellationToken cancellation)
    {
        if (await links.SentJustNowAsync(db, purpose, account.Id, cancellation))
        {
            return false;
        }

        var link = await links.CreateAsync(db, purpose, account.Id, cancellation);
        string Text(string part, params object?[] arguments) => Texts.Get(installation.Language, $"{key}.{part}", arguments);
        var letter = new MailLetter(
            installation.Name,
            Text("subject", installation.Name),
            [Text("body", account.Email, installation.Name)])
        {
            Action = (Text("action"), link),
            Notes = [Text("note", links.LifeOf(purpose).TotalHours)],
        };
        outbox.Add(db, letter.AddressedTo(account.Email));
        return true;
    }
}
