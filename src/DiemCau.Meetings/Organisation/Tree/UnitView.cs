using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Organisation.Tree;

/// <summary>One unit as the API shows it.</summary>
/// <param name="Level">1 for the province; 0 where no authority is above.</param>
/// <param name="Path">The units above it, from the top down.</param>
/// <param name="ChildCount">How many units stand directly under it today.</param>
/// <param name="ValidFrom">The first day; null: always has been.</param>
/// <param name="ValidTo">The last day; null: for the time being.</param>
internal sealed record UnitView(
    Guid Id,
    string Name,
    string? Code,
    UnitKind Kind,
    int Level,
    Guid? ParentId,
    string? ParentName,
    IReadOnlyList<UnitLink> Path,
    int ChildCount,
    DateOnly? ValidFrom,
    DateOnly? ValidTo,
    DateTimeOffset CreatedAt)
{
    /// <param name="units">Only a page of them: each row asks for its way up.</param>
    /// <param name="today">Whose children are counted.</param>
    public static IQueryable<UnitView> Of(DiemCauDb db, IQueryable<Unit> units, DateOnly today)
    {
        IQueryable<Unit> all = db.Units;
        var valid = all.ValidOn(today);
        IQueryable<UnitAncestor> lines = db.UnitAncestors;
        return units.Select(unit => new UnitView(
            unit.Id,
            unit.Name,
            unit.Code,
            unit.Kind,
            unit.Level,
            unit.ParentId,
            all.Where(parent => parent.Id == unit.ParentId).Select(parent => parent.Name).FirstOrDefault(),
            lines.Where(line => line.UnitId == unit.Id && line.Distance > 0)
                .Join(all, line => line.AncestorId, above => above.Id, (line, above) => new { line.Distance, above.Id, above.Name })
                .OrderByDescending(step => step.Distance)
                .Select(step => new UnitLink(step.Id, step.Name))
                .ToList(),
            valid.Count(child => child.ParentId == unit.Id),
            unit.ValidFrom,
            unit.ValidTo,
            unit.CreatedAt));
    }

    public static Task<UnitView> LoadAsync(DiemCauDb db, Guid id, DateOnly today, CancellationToken cancellation) =>
        Of(db, db.Units.AsNoTracking().Where(unit => unit.Id == id), today).SingleAsync(cancellation);
}

internal sealed record UnitLink(Guid Id, string Name);
