using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Access;

internal static class AccessStorage
{
    extension(DiemCauDb db)
    {
        public DbSet<RoleAssignment> RoleAssignments => db.Set<RoleAssignment>();

        /// <summary>Whose role it is to administer everything, in use or not.</summary>
        public IQueryable<Guid> AdministratorIds => db.Set<RoleAssignment>()
            .Where(given => given.Role == Role.SystemAdministrator && given.UnitId == Unit.Whole)
            .Select(given => given.AccountId);
    }
}
