using DiemCau.Meetings.Accounts.Entering;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;
using Npgsql;

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

    /// <summary>Saves what was invited and whatever else waits; the database decides who has a mailbox when two ask at once.</summary>
    /// <returns>False: one of the mailboxes has got an account meanwhile, and nothing was saved.</returns>
    public static async Task<bool> TrySaveAsync(DiemCauDb db, CancellationToken cancellation)
    {
        try
        {
            await db.SaveChangesAsync(cancellation);
            return true;
        }
        catch (DbUpdateException failure) when (IsTaken(failure))
        {
            return false;
        }
    }

    /// <summary>What could not be saved is an account for a mailbox that has one.</summary>
    public static bool IsTaken(DbUpdateException failure) => failure.InnerException is PostgresException
    {
        SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "accounts_email",
    };
}
