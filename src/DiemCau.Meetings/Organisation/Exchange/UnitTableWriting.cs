using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Organisation.Exchange;

/// <summary>Makes the tree what a plan without errors says, within the caller's transaction.</summary>
internal static class UnitTableWriting
{
    /// <summary>Nobody else changes the tree until the transaction ends: the lock that the database takes for each change of it.</summary>
    public static Task LockAsync(DiemCauDb db, CancellationToken cancellation) =>
        db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(20261120, 4)", cancellation);

    public static async Task WriteAsync(DiemCauDb db, UnitImportPlan plan, DateTimeOffset now, CancellationToken cancellation)
    {
        foreach (var changed in plan.Rows.Where(unit => unit.Action == UnitImportAction.Change))
        {
            var unit = changed.Existing!;
            // Under a unit that is yet to be added, it goes in a second step.
            var isNewParent = changed.ParentId is { } parent && plan.Rows.Any(added => added.Id == parent && added.Existing is null);
            (unit.Name, unit.Code, unit.Kind, unit.ValidFrom, unit.ValidTo) = (changed.Name, changed.Code, changed.Kind, changed.ValidFrom, changed.ValidTo);
            unit.ParentId = isNewParent ? unit.ParentId : changed.ParentId;
        }

        await db.SaveChangesAsync(cancellation);
        // One statement, so that the database places all of them at once.
        var added = plan.Rows.Where(unit => unit.Action == UnitImportAction.Add).ToList();
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into units (id, name, code, kind, parent_id, valid_from, valid_to, created_at)
            select id, name, code, kind, parent_id, valid_from, valid_to, {now} from unnest(
              {added.Select(unit => unit.Id).ToArray()}, {added.Select(unit => unit.Name).ToArray()}, {added.Select(unit => unit.Code).ToArray()},
              {added.Select(unit => unit.Kind.ToString()).ToArray()}, {added.Select(unit => unit.ParentId).ToArray()},
              {added.Select(unit => unit.ValidFrom).ToArray()}, {added.Select(unit => unit.ValidTo).ToArray()}
            ) as added (id, name, code, kind, parent_id, valid_from, valid_to)
            """,
            cancellation);
        foreach (var changed in plan.Rows.Where(unit => unit.Existing is { } known && known.ParentId != unit.ParentId))
        {
            changed.Existing!.ParentId = changed.ParentId;
        }

        await db.SaveChangesAsync(cancellation);
    }
}
