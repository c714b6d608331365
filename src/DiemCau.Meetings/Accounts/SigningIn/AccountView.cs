using DiemCau.Meetings.Access;
using DiemCau.Meetings.Notifications;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Accounts.SigningIn;

/// <summary>An account as the API shows it.</summary>
/// <param name="UnitId">Of the unit that somebody has confirmed.</param>
/// <param name="DisplayName">Its unit's name, or the one that it claims; only itself and administrators see it so.</param>
/// <param name="ClaimedUnit">What the account says its unit is, while nobody has confirmed it.</param>
/// <param name="IsAdministrator">System administrator of everything.</param>
/// <param name="SecondFactorEnabled">More than the password is asked for at sign-in.</param>
public sealed record AccountView(
    Guid Id,
    string Email,
    Guid? UnitId,
    string? UnitName,
    string DisplayName,
    UnitClaimView? ClaimedUnit,
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
                unit.Name ?? account.ClaimedUnitName ?? Account.MailboxNameOf(account.Email),
                account.ClaimedUnitName == null ? null : new UnitClaimView(account.ClaimedUnitName, account.ClaimedUnitId, account.ClaimedAt!.Value),
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

/// <param name="UnitId">The existing unit that is meant; null: one that there is not yet.</param>
public sealed record UnitClaimView(string Name, Guid? UnitId, DateTimeOffset At);
