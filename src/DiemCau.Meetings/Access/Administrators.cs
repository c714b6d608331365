using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Accounts;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Access;

/// <summary>The system administrators of everything: an installation that has one never loses the last.</summary>
internal static class Administrators
{
    /// <summary>Makes one of an account, if it is none yet. The caller saves.</summary>
    public static async Task AddAsync(DiemCauDb db, Guid accountId, Guid? by, DateTimeOffset now, CancellationToken cancellation)
    {
        if (!await db.AdministratorIds.ContainsAsync(accountId, cancellation))
        {
            db.RoleAssignments.Add(RoleAssignment.Give(accountId, Role.SystemAdministrator, Unit.Whole, by, now));
        }
    }

    /// <summary>An administrator is one no longer. Within the caller's transaction, which has asked whether it is the last.</summary>
    public static Task RemoveAsync(DiemCauDb db, Guid accountId, CancellationToken cancellation) => db.RoleAssignments
        .Where(given => given.AccountId == accountId && given.Role == Role.SystemAdministrator && given.UnitId == Unit.Whole)
        .ExecuteDeleteAsync(cancellation);

    /// <summary>The accounts of those who may sign in, locked together: two who dismiss each other do not both succeed.</summary>
    public static Task<List<Account>> LockAsync(DiemCauDb db, CancellationToken cancellation) => db.Accounts
        .FromSql($"""
            select accounts.* from accounts join role_assignments given on given.account_id = accounts.id
            where given.role = 'SystemAdministrator' and given.unit_id = '00000000-0000-0000-0000-000000000000' and accounts.state = 'Active'
            order by accounts.id for update
            """)
        .ToListAsync(cancellation);
}
