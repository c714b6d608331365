using System.Security.Claims;
using DiemCau.Meetings.Access;
using DiemCau.Meetings.Accounts.Entering;
using DiemCau.Meetings.Accounts.SigningIn;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Accounts.Administration;

/// <summary>The accounts of the units that an administrator is responsible for.</summary>
internal static class AccountAdministration
{
    internal sealed record AccountInvitation(string? Email, Guid? UnitId = null, bool? IsAdministrator = null);

    /// <summary>What is null stays as it is. Naming the unit, even the one it has, confirms that the account belongs to it.</summary>
    internal sealed record AccountChange(AccountState? State = null, Guid? UnitId = null, bool? IsAdministrator = null);

    public static void Map(IEndpointRouteBuilder admin)
    {
        var accounts = admin.MapGroup("/accounts");
        var ofAccount = UnitOf.Row<Account>(account => account.UnitId);
        accounts.MapGet("", ListAsync).NeedsSomewhere(Permission.ManageAccounts);
        accounts.MapPost("", InviteAsync).Needs(Permission.ManageAccounts, UnitOf.InBody<AccountInvitation>(invitation => invitation.UnitId));
        accounts.MapPatch("/{id:guid}", ChangeAsync).Needs(Permission.ManageAccounts, ofAccount);
        accounts.MapPost("/{id:guid}/activation-mail", SendActivationMailAsync).Needs(Permission.ManageAccounts, ofAccount);
    }

    /// <summary>A page of them; with <paramref name="claimed"/> only those whose unit waits to be confirmed.</summary>
    private static async Task<Ok<ListPage<AccountView>>> ListAsync(
        [AsParameters] ListQuery query, bool? claimed, ClaimsPrincipal user, DiemCauDb db, Rights rights, CancellationToken cancellation)
    {
        var mine = rights.UnitsWhere(SignedInAccount.Required(user), Permission.ManageAccounts);
        var accounts = db.Accounts.AsNoTracking().Where(account => mine.Contains(account.UnitId ?? account.ClaimedUnitId ?? Unit.Whole));
        if (claimed == true)
        {
            accounts = accounts.Where(account => account.ClaimedUnitName != null);
        }

        if (query.Term is { } term)
        {
            var units = db.Units;
            // Addresses are kept in lower case, and a unit's words as they are searched.
            accounts = accounts.Where(account => account.Email.Contains(DiemCauDb.Fold(term))
                || DiemCauDb.Fold(account.ClaimedUnitName!).Contains(DiemCauDb.Fold(term))
                || units.Any(unit => unit.Id == account.UnitId && unit.SearchText.Contains(DiemCauDb.Fold(term))));
        }

        return TypedResults.Ok(await AccountView.Of(db, accounts.OrderBy(account => account.Email)).PageAsync(query, cancellation));
    }

    private static async Task<Results<Created<AccountView>, Refusal>> InviteAsync(
        AccountInvitation invitation, ClaimsPrincipal user, DiemCauDb db, Rights rights, AccountInvitations invitations, TimeProvider time,
        CancellationToken cancellation)
    {
        var by = SignedInAccount.Required(user);
        if (invitation.IsAdministrator == true && !await rights.MayAsync(by, Permission.ManageAccounts, Unit.Whole, cancellation))
        {
            return Refusals.Forbidden;
        }

        if (!MailAddressText.TryParse(invitation.Email, out var email))
        {
            return AccountRefusals.EmailInvalid;
        }

        if (await db.Accounts.AnyAsync(known => known.Email == email, cancellation))
        {
            return AccountRefusals.AccountExists;
        }

        if (await IsUnknownUnitAsync(db, invitation.UnitId, cancellation))
        {
            return AccountRefusals.UnitUnknown;
        }

        var now = time.GetUtcNow();
        var account = await invitations.InviteAsync(db, email, invitation.UnitId, invitation.IsAdministrator == true, now, cancellation);
        if (invitation.IsAdministrator == true)
        {
            await Administrators.AddAsync(db, account.Id, by.Id, now, cancellation);
        }

        if (!await AccountInvitations.TrySaveAsync(db, cancellation))
        {
            return AccountRefusals.AccountExists;
        }

        return TypedResults.Created($"/api/admin/accounts/{account.Id}", await AccountView.LoadAsync(db, account.Id, cancellation));
    }

    private static async Task<Results<Ok<AccountView>, Refusal>> ChangeAsync(
        Guid id, AccountChange change, ClaimsPrincipal user, DiemCauDb db, Rights rights, Session session, JournalWriter journal,
        TimeProvider time, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var administrators = await Administrators.LockAsync(db, cancellation);
        if (await db.Accounts.SingleOrDefaultAsync(known => known.Id == id, cancellation) is not { } account)
        {
            return Refusals.NotFound;
        }

        var by = SignedInAccount.Required(user);
        if (await AccountReach.RefuseAsync(db, rights, by, account, change, cancellation) is { } refusal)
        {
            return refusal;
        }

        if (await IsUnknownUnitAsync(db, change.UnitId, cancellation))
        {
            return AccountRefusals.UnitUnknown;
        }

        if (change.State == AccountState.Active && account.PasswordHash is null)
        {
            return AccountRefusals.NeverActivated;
        }

        var now = time.GetUtcNow();
        var wasAdministrator = await db.AdministratorIds.ContainsAsync(id, cancellation);
        var isAdministrator = change.IsAdministrator ?? wasAdministrator;
        var before = new { account.State, account.UnitId, IsAdministrator = wasAdministrator };
        if (change.UnitId is not null)
        {
            account.BelongTo(change.UnitId);
        }

        account.State = change.State ?? account.State;
        if (administrators.Count > 0 && !administrators.Any(one => one.State == AccountState.Active && (one.Id != id || isAdministrator)))
        {
            return AccountRefusals.LastAdministrator;
        }

        if (isAdministrator)
        {
            await Administrators.AddAsync(db, id, by.Id, now, cancellation);
        }
        else if (wasAdministrator)
        {
            await Administrators.RemoveAsync(db, id, cancellation);
        }

        if (account.State != AccountState.Active)
        {
            account.EndSessions();
        }

        if (account.State == AccountState.Disabled)
        {
            await db.AccountLinks.Where(link => link.AccountId == id && link.ExpiresAt > now)
                .ExecuteUpdateAsync(set => set.SetProperty(link => link.ExpiresAt, now), cancellation);
        }

        journal.Add(
            db, "account.changed", account.Email, new { Before = before, After = new { account.State, account.UnitId, IsAdministrator = isAdministrator } },
            new(UnitId: account.UnitId));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        session.Forget(id);
        return TypedResults.Ok(await AccountView.LoadAsync(db, id, cancellation));
    }

    private static async Task<Results<Accepted, Refusal>> SendActivationMailAsync(
        Guid id, DiemCauDb db, AccountMails mails, CancellationToken cancellation)
    {
        if (await db.Accounts.SingleOrDefaultAsync(known => known.Id == id, cancellation) is not { } account)
        {
            return Refusals.NotFound;
        }

        if (account.State != AccountState.Pending)
        {
            return AccountRefusals.NotPending;
        }

        await mails.SendActivationAsync(db, account, cancellation);
        await db.SaveChangesAsync(cancellation);
        return TypedResults.Accepted((string?)null);
    }

    private static async Task<bool> IsUnknownUnitAsync(DiemCauDb db, Guid? unitId, CancellationToken cancellation) =>
        unitId is not null && !await db.Units.AnyAsync(unit => unit.Id == unitId, cancellation);
}
