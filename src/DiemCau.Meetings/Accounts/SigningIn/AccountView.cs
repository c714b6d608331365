using DiemCau.Meetings.Access;
using DiemCau.Meetings.Notifications;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Accounts.SigningIn;

/// <summary>An account as the API shows it.</summary>
/// <param name="UnitConfirmed">False: the account named the unit itself, and it is not known whether it belongs there.</param>
/// <param name="IsAdministrator">System administrator of everything.</param>
/// <param name="SecondFactorEnabled">More than the password is asked for at sign-in.</param>
public sealed record AccountView(
    Guid Id,
    string Email,
    Guid? UnitId,
    string? UnitName,
    string DisplayName,
    bool UnitConfirmed,
    bool IsAdministrator,
    bool SecondFactorEnabled,
    AccountState State,
    DateTimeOffset CreatedAt,
    DateTimeOffset? LastSignInAt)
{
    /// <summary>Why mails to this mailbox do not arrive, in the mail server's words; null: none has failed lately.</summary>
    public string? MailTrouble { get; init; }

    internal static Task<AccountView> LoadAsync(DiemCauDb db, Guid accountId, CancellationToken cancellation) =>
        Of(db, db.Accounts.Where(account => account.Id == accountId)).SingleAsync(cancellation);

    internal static IQueryable<AccountView> Of(DiemCauDb db, IQueryable<Account> accounts)
    {
        var (administrators, undeliverable) = (db.AdministratorIds, db.UndeliverableAddresses);
        var withSecondFactor = db.AccountsWithSecondFactor;
        return
            from account in accounts
            join unit in db.Units on account.UnitId equals unit.Id into units
            from unit in units.DefaultIfEmpty()
            select new AccountView(
                account.Id,
                account.Email,
                account.UnitId,
                unit.Name,
                unit.Name ?? Account.MailboxNameOf(account.Email),
                account.UnitConfirmed,
                administrators.Contains(account.Id),
                withSecondFactor.Contains(account.Id),
                account.State,
                account.CreatedAt,
                account.LastSignInAt)
            {
                MailTrouble = undeliverable.Where(mailbox => mailbox.Address == account.Email).Select(mailbox => mailbox.Reason).FirstOrDefault(),
            };
    }
}
