using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Preparation;

/// <summary>A unit with how far the sites under it are.</summary>
/// <param name="ParentId">The next level above that is shown.</param>
/// <param name="Percent">Of the items of all its sites.</param>
/// <param name="Late">Sites that are late.</param>
internal sealed record LevelView(Guid UnitId, string Name, Guid? ParentId, int Sites, int Rosters, int Percent, int Late);

/// <summary>Rolls sites up to their districts and the province.</summary>
internal static class Levels
{
    /// <summary>Every unit that has a site under it, the highest first, and the level under which each site's unit stands.</summary>
    /// <param name="viewed">A unit that sees a part only is shown no numbers of what is above it.</param>
    public static async Task<(IReadOnlyList<LevelView> Levels, IReadOnlyDictionary<Guid, Guid> LevelOf)> OfAsync(
        DiemCauDb db, IReadOnlyList<Station> sites, IQueryable<Guid>? viewed, Func<Station, bool> isLate, CancellationToken cancellation)
    {
        Guid[] units = [.. sites.Select(site => site.UnitId).Distinct()];
        var shown = db.UnitAncestors.Where(line => units.Contains(line.UnitId));
        if (viewed is not null)
        {
            shown = shown.Where(line => viewed.Contains(line.AncestorId));
        }

        var lines = await (
            from line in shown
            join unit in db.Units on line.AncestorId equals unit.Id
            orderby line.Distance, EF.Functions.Collate(unit.Name, DiemCauDb.Vietnamese)
            select new { line.UnitId, line.AncestorId, line.Distance, unit.Name, unit.ParentId }).ToListAsync(cancellation);
        var levels = lines.Where(line => line.Distance > 0).Select(line => line.AncestorId).ToHashSet();
        var under = lines.Where(line => levels.Contains(line.AncestorId)).ToLookup(line => line.AncestorId, line => line.UnitId);
        var sitesOf = sites.ToLookup(site => site.UnitId);
        var names = lines.Where(line => levels.Contains(line.AncestorId)).DistinctBy(line => line.AncestorId).ToDictionary(line => line.AncestorId);
        var views = names.Values.Select(level =>
        {
            Station[] all = [.. under[level.AncestorId].SelectMany(unit => sitesOf[unit])];
            var items = all.Sum(site => site.Items);
            return new LevelView(
                level.AncestorId, level.Name, level.ParentId is { } parent && levels.Contains(parent) ? parent : null,
                all.Length, all.Count(site => site.HasRoster), items == 0 ? 100 : all.Sum(site => site.Done) * 100 / items, all.Count(isLate));
        });
        var levelOf = lines.Where(line => levels.Contains(line.AncestorId)).GroupBy(line => line.UnitId)
            .ToDictionary(unit => unit.Key, unit => unit.MinBy(line => line.Distance)!.AncestorId);
        return ([.. views.OrderByDescending(level => level.Sites).ThenBy(level => FoldedText.Of(level.Name), StringComparer.Ordinal)], levelOf);
    }
}
