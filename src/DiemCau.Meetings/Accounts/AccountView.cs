using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Accounts;

/// <summary>An account as the API shows it.</summary>
public sealed record AccountView(
    Guid Id,
    string Email,
    Guid? UnitId,
    string? UnitName,
    string DisplayName,
    bool IsAdministrator,
    bool TwoFactorEnabled,
    AccountState State,
    DateTimeOffset CreatedAt,
    DateTimeOffset? LastSignInAt)
{
    internal static Task<AccountView> LoadAsync(DiemCauDb db, Guid accountId, CancellationToken cancellation) =>
        Of(db, db.Accounts.Where(account => account.Id == accountId)).SingleAsync(cancellation);

    internal static IQueryable<AccountView> Of(DiemCauDb db, IQueryable<Account> accounts) =>
        from account in accounts
        join unit in db.Units on account.UnitId equals unit.Id into units
        from unit in units.DefaultIfEmpty()
        select new AccountView(
            account.Id,
            account.Email,
            account.UnitId,
            unit.Name,
            unit.Name ?? Account.MailboxNameOf(account.Email),
            account.IsAdministrator,
            account.TwoFactorEnabled,
            account.State,
            account.CreatedAt,
            account.LastSignInAt);
}
