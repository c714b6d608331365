using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Accounts.Administration;

/// <summary>The administrator's list of accounts.</summary>
internal static class AccountAdministration
{
    internal sealed record AccountInvitation(string? Email, Guid? UnitId = null, bool? IsAdministrator = null);

    /// <summary>What is null stays as it is.</summary>
    internal sealed record AccountChange(AccountState? State = null, Guid? UnitId = null, bool? IsAdministrator = null);

    public static void Map(IEndpointRouteBuilder admin)
    {
        var accounts = admin.MapGroup("/accounts");
        accounts.MapGet("", ListAsync);
        accounts.MapPost("", InviteAsync);
        accounts.MapPatch("/{id:guid}", ChangeAsync);
        accounts.MapPost("/{id:guid}/activation-mail", SendActivationMailAsync);
    }

    private static async Task<Ok<ListPage<AccountView>>> ListAsync([AsParameters] ListQuery query, DiemCauDb db, CancellationToken cancellation)
    {
        var accounts = db.Accounts.AsNoTracking();
        if (query.Term is { } term)
        {
            var units = db.Units;
            accounts = accounts.Where(account => DiemCauDb.Fold(account.Email).Contains(DiemCauDb.Fold(term))
                || units.Any(unit => unit.Id == account.UnitId && DiemCauDb.Fold(unit.Name).Contains(DiemCauDb.Fold(term))));
        }

        return TypedResults.Ok(await AccountView.Of(db, accounts.OrderBy(account => account.Email)).PageAsync(query, cancellation));
    }

    /// <summary>Makes an account for a mailbox, whatever its domain: the administrator answers for it. The unit activates it itself.</summary>
    private static async Task<Results<Created<AccountView>, Refusal>> InviteAsync(
        AccountInvitation invitation, DiemCauDb db, AccountMails mails, JournalWriter journal, TimeProvider time, CancellationToken cancellation)
    {
        if (!MailAddressText.TryParse(invitation.Email, out var email))
            return AccountRefusals.EmailInvalid;
        if (await db.Accounts.AnyAsync(known => known.Email == email, cancellation))
            return AccountRefusals.AccountExists;
        if (await IsUnknownUnitAsync(db, invitation.UnitId, cancellation))
            return AccountRefusals.UnitUnknown;

        var account = Account.Register(email, time.GetUtcNow());
        account.UnitId = invitation.UnitId;
        account.IsAdministrator = invitation.IsAdministrator == true;
        db.Accounts.Add(account);
        await mails.SendActivationAsync(db, account, cancellation);
        journal.Add(db, "account.invited", email, new { account.IsAdministrator });
        await db.SaveChangesAsync(cancellation);
        return TypedResults.Created($"/api/admin/accounts/{account.Id}", await AccountView.LoadAsync(db, account.Id, cancellation));
    }

    private static async Task<Results<Ok<AccountView>, Refusal>> ChangeAsync(
        Guid id, AccountChange change, DiemCauDb db, Session session, JournalWriter journal, TimeProvider time, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        // Locked together, so that two administrators who dismiss each other do not both succeed.
        var administrators = await db.Accounts
            .FromSql($"select * from accounts where is_administrator and state = 'Active' order by id for update")
            .ToListAsync(cancellation);
        if (await db.Accounts.SingleOrDefaultAsync(known => known.Id == id, cancellation) is not { } account)
            return Refusals.NotFound;
        if (await IsUnknownUnitAsync(db, change.UnitId, cancellation))
            return AccountRefusals.UnitUnknown;
        if (change.State == AccountState.Active && account.PasswordHash is null)
            return AccountRefusals.NeverActivated;

        var before = new { account.State, account.UnitId, account.IsAdministrator };
        account.UnitId = change.UnitId ?? account.UnitId;
        account.IsAdministrator = change.IsAdministrator ?? account.IsAdministrator;
        account.State = change.State ?? account.State;
        if (administrators.Count > 0 && !administrators.Any(one => one is { IsAdministrator: true, State: AccountState.Active }))
            return AccountRefusals.LastAdministrator;
        if (account.State != AccountState.Active)
            account.EndSessions();
        if (account.State == AccountState.Disabled)
        {
            var now = time.GetUtcNow();
            await db.AccountLinks.Where(link => link.AccountId == id && link.ExpiresAt > now)
                .ExecuteUpdateAsync(set => set.SetProperty(link => link.ExpiresAt, now), cancellation);
        }

        journal.Add(db, "account.changed", account.Email, new { Before = before, After = new { account.State, account.UnitId, account.IsAdministrator } });
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        session.Forget(id);
        return TypedResults.Ok(await AccountView.LoadAsync(db, id, cancellation));
    }

    private static async Task<Results<Accepted, Refusal>> SendActivationMailAsync(
        Guid id, DiemCauDb db, AccountMails mails, CancellationToken cancellation)
    {
        if (await db.Accounts.SingleOrDefaultAsync(known => known.Id == id, cancellation) is not { } account)
            return Refusals.NotFound;
        if (account.State != AccountState.Pending)
            return AccountRefusals.NotPending;
        await mails.SendActivationAsync(db, account, cancellation);
        await db.SaveChangesAsync(cancellation);
        return TypedResults.Accepted((string?)null);
    }

    private static async Task<bool> IsUnknownUnitAsync(DiemCauDb db, Guid? unitId, CancellationToken cancellation) =>
        unitId is not null && !await db.Units.AnyAsync(unit => unit.Id == unitId, cancellation);
}
