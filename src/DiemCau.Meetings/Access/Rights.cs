using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Accounts;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Access;

/// <summary>
/// Who may what where, as the database says at this moment. A role counts for its unit and everything under it; an account is registrar
/// and site operator of its own unit, which somebody has confirmed to be its unit. Of the request's scope, as its database is.
/// </summary>
public sealed class Rights(DiemCauDb db)
{
    /// <summary>Whether the account has the permission in a unit.</summary>
    /// <param name="unitId"><see cref="Unit.Whole"/> for what belongs to no unit. One that does not exist: false.</param>
    public Task<bool> MayAsync(SignedInAccount account, Permission permission, Guid unitId, CancellationToken cancellation) =>
        UnitsWhere(account, permission).ContainsAsync(unitId, cancellation);

    /// <summary>Whether the account has the permission in at least one of some units.</summary>
    public Task<bool> MayInAnyAsync(
        SignedInAccount account, Permission permission, IReadOnlyCollection<Guid> unitIds, CancellationToken cancellation) =>
        UnitsWhere(account, permission).AnyAsync(unit => unitIds.Contains(unit), cancellation);

    /// <summary>Whether there is a unit in which the account has the permission.</summary>
    public Task<bool> MaySomewhereAsync(SignedInAccount account, Permission permission, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(account);
        return Held(db, account.Id, permission).AnyAsync(cancellation);
    }

    /// <summary>
    /// The units in which the account has the permission, each by itself: <c>sites.Where(site => units.Contains(site.UnitId))</c>.
    /// <see cref="Unit.Whole"/> is among them for a role that counts everywhere.
    /// </summary>
    public IQueryable<Guid> UnitsWhere(SignedInAccount account, Permission permission)
    {
        ArgumentNullException.ThrowIfNull(account);
        return UnitsWhere(db, account.Id, permission);
    }

    /// <summary>The same on another context than the request's.</summary>
    public static IQueryable<Guid> UnitsWhere(DiemCauDb db, Guid accountId, Permission permission)
    {
        var held = Held(db, accountId, permission);
        return db.UnitAncestors.Where(line => held.Contains(line.AncestorId)).Select(line => line.UnitId).Distinct();
    }

    /// <summary>
    /// Those of some units in which the account has the permission. For few units it is quicker than a join with <see cref="UnitsWhere(DiemCauDb, Guid, Permission)"/>,
    /// which for whoever may everywhere walks through all units there are.
    /// </summary>
    public static async Task<IReadOnlyList<Guid>> AmongAsync(
        DiemCauDb db, Guid accountId, Permission permission, IReadOnlyCollection<Guid> unitIds, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(db);
        var held = Held(db, accountId, permission);
        return await db.UnitAncestors.Where(line => unitIds.Contains(line.UnitId) && held.Contains(line.AncestorId))
            .Select(line => line.UnitId).Distinct().ToListAsync(cancellation);
    }

    /// <summary>The accounts, in use or not, that have the permission in a unit: whom to tell of something that waits for them.</summary>
    public static IQueryable<Guid> AccountsWith(DiemCauDb db, Permission permission, Guid unitId)
    {
        ArgumentNullException.ThrowIfNull(db);
        var roles = RolePermissions.With(permission);
        var above = db.UnitAncestors.Where(line => line.UnitId == unitId).Select(line => line.AncestorId);
        var given = db.RoleAssignments.Where(given => roles.Contains(given.Role) && above.Contains(given.UnitId)).Select(given => given.AccountId);
        return roles.Intersect(RolePermissions.OfOwnUnit).Any()
            ? given.Concat(db.Accounts.Where(account => account.UnitId != null && above.Contains(account.UnitId!.Value)).Select(account => account.Id))
            : given;
    }

    /// <summary>
    /// The units for which the account itself stands: at which it holds a role with the permission, without those under them. What is
    /// addressed to a unit is for these, not for everybody above it.
    /// </summary>
    public static IQueryable<Guid> UnitsHeldBy(DiemCauDb db, Guid accountId, Permission permission)
    {
        ArgumentNullException.ThrowIfNull(db);
        return Held(db, accountId, permission);
    }

    /// <summary>The other way round: the active accounts that stand for each of some units.</summary>
    public static async Task<ILookup<Guid, UnitMailbox>> MailboxesOfAsync(
        DiemCauDb db, IReadOnlyCollection<Guid> unitIds, Permission permission, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(db);
        var roles = RolePermissions.With(permission);
        var held = db.RoleAssignments.Where(given => roles.Contains(given.Role) && unitIds.Contains(given.UnitId))
            .Select(given => new { given.UnitId, given.AccountId });
        if (roles.Intersect(RolePermissions.OfOwnUnit).Any())
        {
            held = held.Union(db.Accounts.Where(account => account.UnitId != null && unitIds.Contains(account.UnitId!.Value))
                .Select(account => new { UnitId = account.UnitId!.Value, AccountId = account.Id }));
        }

        var mailboxes = await (
            from holder in held
            join account in db.Accounts on holder.AccountId equals account.Id
            where account.State == AccountState.Active
            orderby account.Email
            select new { holder.UnitId, account.Id, account.Email }).Distinct().ToListAsync(cancellation);
        return mailboxes.ToLookup(mailbox => mailbox.UnitId, mailbox => new UnitMailbox(mailbox.Id, mailbox.Email));
    }

    /// <summary>What the account may do somewhere: what a client need not hide.</summary>
    public async Task<IReadOnlyList<Permission>> SomewhereAsync(Guid accountId, CancellationToken cancellation)
    {
        var roles = await db.RoleAssignments.Where(given => given.AccountId == accountId).Select(given => given.Role).Distinct().ToListAsync(cancellation);
        if (await OwnUnit(db, accountId).AnyAsync(cancellation))
        {
            roles.AddRange(RolePermissions.OfOwnUnit);
        }

        return [.. roles.SelectMany(RolePermissions.Of).Distinct().Order()];
    }

    /// <summary>What the account may do in a unit.</summary>
    public async Task<IReadOnlyList<Permission>> InAsync(SignedInAccount account, Guid unitId, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(account);
        var above = db.UnitAncestors.Where(line => line.UnitId == unitId).Select(line => line.AncestorId);
        var roles = await db.RoleAssignments.Where(given => given.AccountId == account.Id && above.Contains(given.UnitId))
            .Select(given => given.Role).Distinct().ToListAsync(cancellation);
        if (await OwnUnit(db, account.Id).AnyAsync(unit => above.Contains(unit), cancellation))
        {
            roles.AddRange(RolePermissions.OfOwnUnit);
        }

        return [.. roles.SelectMany(RolePermissions.Of).Distinct().Order()];
    }

    /// <summary>The units at which the account holds a role with the permission.</summary>
    private static IQueryable<Guid> Held(DiemCauDb db, Guid accountId, Permission permission)
    {
        var roles = RolePermissions.With(permission);
        var given = db.RoleAssignments.Where(given => given.AccountId == accountId && roles.Contains(given.Role)).Select(given => given.UnitId);
        return roles.Intersect(RolePermissions.OfOwnUnit).Any() ? given.Concat(OwnUnit(db, accountId)) : given;
    }

    private static IQueryable<Guid> OwnUnit(DiemCauDb db, Guid accountId) =>
        db.Accounts.Where(account => account.Id == accountId && account.UnitId != null).Select(account => account.UnitId!.Value);
}

/// <summary>An account that stands for a unit.</summary>
public sealed record UnitMailbox(Guid AccountId, string Email);
