using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace DiemCau.Meetings.Organisation.Tree;

/// <summary>What only the database knows for certain: somebody else may change the tree at the same time.</summary>
internal static class UnitSaving
{
    /// <returns>Null when it is saved.</returns>
    public static async Task<Refusal?> SaveAsync(DiemCauDb db, CancellationToken cancellation)
    {
        try
        {
            await db.SaveChangesAsync(cancellation);
            return null;
        }
        catch (DbUpdateException conflict) when (conflict.InnerException is PostgresException fault && RefusalOf(fault) is { } refusal)
        {
            return refusal;
        }
    }

    public static Refusal? RefusalOf(PostgresException fault) => fault switch
    {
        { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "units_name" } => OrganisationRefusals.NameTaken,
        { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "units_code" } => OrganisationRefusals.CodeTaken,
        // On its way up a unit has met itself.
        { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "unit_ancestors_pkey" } => OrganisationRefusals.ParentInvalid,
        { ConstraintName: "units_depth" } => OrganisationRefusals.TooDeep,
        { ConstraintName: "units_validity" } => Refusal.Validation(new FieldError("validity", "unit_ends_before_it_begins")),
        { SqlState: PostgresErrorCodes.ForeignKeyViolation } => OrganisationRefusals.InUse,
        _ => null,
    };
}
