using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Organisation;

internal static class OrganisationStorage
{
    extension(DiemCauDb db)
    {
        public DbSet<Unit> Units => db.Set<Unit>();

        public DbSet<UnitAncestor> UnitAncestors => db.Set<UnitAncestor>();

        public DbSet<UnitSuccession> UnitSuccessions => db.Set<UnitSuccession>();

        /// <summary>The ids of a unit and of everything under it, at any depth.</summary>
        public IQueryable<Guid> UnitsUnder(Guid unitId) =>
            db.Set<UnitAncestor>().Where(line => line.AncestorId == unitId && line.UnitId != Unit.Whole).Select(line => line.UnitId);
    }

    /// <summary>The units that exist on a day.</summary>
    public static IQueryable<Unit> ValidOn(this IQueryable<Unit> units, DateOnly day) =>
        units.Where(unit => (unit.ValidFrom == null || unit.ValidFrom <= day) && (unit.ValidTo == null || unit.ValidTo >= day));
}
