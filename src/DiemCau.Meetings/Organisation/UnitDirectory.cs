using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Organisation;

internal static class UnitDirectory
{
    /// <summary>
    /// The unit of that name, made when there is none. Names that differ only in case and spaces are one; those that differ by an accent
    /// are two units.
    /// </summary>
    public static async Task<(Guid Id, bool IsNew)> FindOrCreateAsync(DiemCauDb db, string name, DateTimeOffset now, CancellationToken cancellation)
    {
        var trimmed = name.Trim();
        // Two PCs may name a new unit at once; the loser of the insert reads the winner's.
        var made = await db.Database.ExecuteSqlAsync(
            $"""
            insert into units (id, name, kind, created_at) select {Guid.CreateVersion7(now)}, {trimmed}, {UnitKinds.LikelyOf(trimmed).ToString()}, {now}
            where not exists (select from units where name_key(name) = name_key({trimmed}) and valid_to is null) on conflict do nothing
            """,
            cancellation);
        var id = await db.Units
            .Where(unit => DiemCauDb.NameKey(unit.Name) == DiemCauDb.NameKey(trimmed) && unit.ValidTo == null)
            .OrderBy(unit => unit.CreatedAt)
            .Select(unit => unit.Id)
            .FirstAsync(cancellation);
        return (id, made == 1);
    }
}
