using DiemCau.Meetings.Accounts.Entering;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Storage;

namespace DiemCau.Meetings.Accounts.Administration;

/// <summary>Accounts that an administrator makes for mailboxes, whatever their domain: the administrator answers for them, the unit activates them itself.</summary>
internal sealed class AccountInvitations(AccountMails mails, JournalWriter journal)
{
    /// <summary>A new account with its activation mail, to be saved by the caller.</summary>
    /// <param name="email">As <see cref="MailAddressText.TryParse"/> writes it; nobody has it yet.</param>
    public async Task<Account> InviteAsync(
        DiemCauDb db, string email, Guid? unitId, bool isAdministrator, DateTimeOffset now, CancellationToken cancellation)
    {
        var account = Account.Register(email, now);
        account.BelongTo(unitId);
        db.Accounts.Add(account);
        await mails.SendActivationAsync(db, account, cancellation);
        journal.Add(db, "account.invited", email, new { IsAdministrator = isAdministrator, account.UnitId }, new(UnitId: account.UnitId));
        return account;
    }
}
