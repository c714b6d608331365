using System.Security.Claims;
using DiemCau.Meetings.Accounts;
using DiemCau.Meetings.Accounts.Entering;
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
using Npgsql;

namespace DiemCau.Meetings.Access.Administration;

/// <summary>Which accounts are what for a unit; the zero id stands for the whole tree.</summary>
internal static class RoleAdministration
{
    /// <param name="UnitId">Where it was given: the unit asked for, or one above it.</param>
    /// <param name="UnitName">Null: everywhere.</param>
    internal sealed record RoleAssignmentView(
        Guid Id, Guid AccountId, string Email, Role Role, Guid UnitId, string? UnitName, DateTimeOffset GivenAt, string? GivenBy);

    /// <param name="Email">The account's whole address: who it is, is not to be found by trying.</param>
    internal sealed record NewRole(string? Email, Role? Role);

    public static void Map(IEndpointRouteBuilder admin)
    {
        var roles = admin.MapGroup("/units/{id:guid}/roles").Needs(Permission.ManageAccounts, UnitOf.Route());
        roles.MapGet("", ListAsync).WithName("ListUnitRoles");
        roles.MapPost("", GiveAsync).WithName("GiveRole");
        roles.MapDelete("/{assignmentId:guid}", TakeAsync).WithName("TakeRole");
        admin.MapGet("/accounts/{id:guid}/roles", OfAccountAsync).WithName("ListAccountRoles")
            .Needs(Permission.ManageAccounts, UnitOf.Row<Account>(account => account.UnitId));
    }

    /// <summary>The roles that count in the unit: given there, or above it.</summary>
    private static async Task<Results<Ok<List<RoleAssignmentView>>, Refusal>> ListAsync(Guid id, DiemCauDb db, CancellationToken cancellation)
    {
        var lines = db.UnitAncestors.Where(line => line.UnitId == id);
        if (!await lines.AnyAsync(cancellation))
        {
            return Refusals.NotFound;
        }

        var given = db.RoleAssignments.Join(lines, role => role.UnitId, line => line.AncestorId, (role, line) => new { Role = role, line.Distance })
            .OrderBy(row => row.Distance).ThenBy(row => row.Role.GivenAt).Select(row => row.Role);
        return TypedResults.Ok(await Views(db, given).ToListAsync(cancellation));
    }

    /// <summary>What the account has been given, as far as the reader answers for it.</summary>
    private static async Task<Ok<List<RoleAssignmentView>>> OfAccountAsync(
        Guid id, ClaimsPrincipal user, DiemCauDb db, Rights rights, CancellationToken cancellation)
    {
        var mine = rights.UnitsWhere(SignedInAccount.Required(user), Permission.ManageAccounts);
        var given = db.RoleAssignments.Where(role => role.AccountId == id && mine.Contains(role.UnitId)).OrderBy(role => role.GivenAt);
        return TypedResults.Ok(await Views(db, given).ToListAsync(cancellation));
    }

    private static async Task<Results<Created<RoleAssignmentView>, Refusal>> GiveAsync(
        Guid id, NewRole wish, ClaimsPrincipal user, DiemCauDb db, IEnumerable<IRoleEvents> others, JournalWriter journal, TimeProvider time,
        CancellationToken cancellation)
    {
        if (id != Unit.Whole && !await db.Units.AnyAsync(unit => unit.Id == id, cancellation))
        {
            return Refusals.NotFound;
        }

        if (wish.Role is not { } role)
        {
            return Refusal.Validation(new FieldError("role", "required"));
        }

        var account = MailAddressText.TryParse(wish.Email, out var email)
            ? await db.Accounts.AsNoTracking().SingleOrDefaultAsync(known => known.Email == email, cancellation)
            : null;
        if (account is null)
        {
            return AccessRefusals.AccountUnknown;
        }

        var given = RoleAssignment.Give(account.Id, role, id, SignedInAccount.Required(user).Id, time.GetUtcNow());
        db.RoleAssignments.Add(given);
        journal.Add(db, "role.given", account.Email, new { role, UnitId = id }, new(UnitId: id));
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException conflict) when (conflict.InnerException is PostgresException { ConstraintName: "role_assignments_once" })
        {
            return new Refusal("role_already_given", StatusCodes.Status409Conflict);
        }

        Tell(others, account.Id);
        return TypedResults.Created((string?)null, await Views(db, db.RoleAssignments.Where(known => known.Id == given.Id)).SingleAsync(cancellation));
    }

    private static async Task<Results<NoContent, Refusal>> TakeAsync(
        Guid id, Guid assignmentId, DiemCauDb db, IEnumerable<IRoleEvents> others, JournalWriter journal, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var administrators = await Administrators.LockAsync(db, cancellation);
        if (await db.RoleAssignments.SingleOrDefaultAsync(known => known.Id == assignmentId && known.UnitId == id, cancellation) is not { } given)
        {
            return Refusals.NotFound;
        }

        var isWhole = given.Role == Role.SystemAdministrator && given.UnitId == Unit.Whole;
        if (isWhole && administrators.All(one => one.Id == given.AccountId))
        {
            return AccountRefusals.LastAdministrator;
        }

        var email = await db.Accounts.Where(account => account.Id == given.AccountId).Select(account => account.Email).SingleAsync(cancellation);
        db.RoleAssignments.Remove(given);
        journal.Add(db, "role.taken", email, new { given.Role, UnitId = id }, new(UnitId: id));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        Tell(others, given.AccountId);
        return TypedResults.NoContent();
    }

    private static void Tell(IEnumerable<IRoleEvents> others, Guid accountId)
    {
        foreach (var slice in others)
        {
            slice.Changed(accountId);
        }
    }

    private static IQueryable<RoleAssignmentView> Views(DiemCauDb db, IQueryable<RoleAssignment> given)
    {
        IQueryable<Account> accounts = db.Accounts;
        IQueryable<Unit> units = db.Units;
        return given.Select(role => new RoleAssignmentView(
            role.Id,
            role.AccountId,
            accounts.Where(account => account.Id == role.AccountId).Select(account => account.Email).First(),
            role.Role,
            role.UnitId,
            units.Where(unit => unit.Id == role.UnitId).Select(unit => unit.Name).FirstOrDefault(),
            role.GivenAt,
            accounts.Where(account => account.Id == role.GivenBy).Select(account => account.Email).FirstOrDefault()));
    }
}
