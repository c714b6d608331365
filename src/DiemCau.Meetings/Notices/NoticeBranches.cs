using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Notices;

/// <summary>A unit between the meeting's own authority and sites that take part: a district, a group of communes.</summary>
internal sealed record NoticeBranch(Guid UnitId, string Name, UnitKind Kind);

/// <summary>A unit on the way up.</summary>
internal sealed record UnitLine(Guid Id, string Name, UnitKind Kind, int Distance);

/// <summary>
/// How the sites of a meeting hang in the tree, seen from the unit that holds it. A site's branch is the topmost unit above it (or its own)
/// that does not stand above the meeting's unit, too; a unit with no other site under it makes no branch.
/// </summary>
internal sealed class NoticeBranches
{
    private readonly Dictionary<Guid, IReadOnlyList<UnitLine>> _lines;
    private readonly Dictionary<Guid, NoticeBranch?> _ofUnits;

    private NoticeBranches(Dictionary<Guid, IReadOnlyList<UnitLine>> lines, Dictionary<Guid, NoticeBranch?> ofUnits)
    {
        _lines = lines;
        _ofUnits = ofUnits;
        All = [.. ofUnits.Values.OfType<NoticeBranch>().DistinctBy(branch => branch.UnitId)];
    }

    /// <summary>Those with sites of others under them.</summary>
    public IReadOnlyList<NoticeBranch> All { get; }

    public static async Task<NoticeBranches> ReadAsync(DiemCauDb db, Meeting meeting, CancellationToken cancellation)
    {
        Guid[] units = [.. meeting.Sites.Select(site => site.UnitId).Append(meeting.UnitId).Distinct()];
        var rows = await (
            from line in db.UnitAncestors
            join unit in db.Units on line.AncestorId equals unit.Id
            where units.Contains(line.UnitId)
            select new { line.UnitId, Line = new UnitLine(unit.Id, unit.Name, unit.Kind, line.Distance) }).AsNoTracking().ToListAsync(cancellation);
        return Of(meeting, rows.GroupBy(row => row.UnitId).ToDictionary(
            unit => unit.Key, unit => (IReadOnlyList<UnitLine>)[.. unit.Select(row => row.Line).OrderBy(line => line.Distance)]));
    }

    /// <param name="lines">Each unit with all that it stands under, itself first.</param>
    public static NoticeBranches Of(Meeting meeting, Dictionary<Guid, IReadOnlyList<UnitLine>> lines)
    {
        var own = lines.GetValueOrDefault(meeting.UnitId, []).Select(line => line.Id).ToHashSet();
        Guid[] members = [.. meeting.Sites.Where(site => site.Role == SiteRole.Member).Select(site => site.UnitId).Distinct()];
        var heads = members.ToDictionary(unit => unit, unit => lines.GetValueOrDefault(unit, [])
            .LastOrDefault(line => !own.Contains(line.Id) && line.Kind != UnitKind.Office));
        var shared = heads.Where(head => head.Value is { } unit && unit.Id != head.Key).Select(head => head.Value!.Id).ToHashSet();
        return new(lines, heads.ToDictionary(
            head => head.Key,
            head => head.Value is { } unit && shared.Contains(unit.Id) ? new NoticeBranch(unit.Id, unit.Name, unit.Kind) : null));
    }

    /// <summary>Null: told by the main site's unit alone.</summary>
    public NoticeBranch? Of(Guid unitId) => _ofUnits.GetValueOrDefault(unitId);

    /// <summary>A unit of the meeting, or one above its sites, with all that it stands under, itself first.</summary>
    public IReadOnlyList<UnitLine> LineOf(Guid unitId) => _lines.TryGetValue(unitId, out var own) && own.Count > 0 ? own
        : [.. _lines.Values.FirstOrDefault(line => line.Any(unit => unit.Id == unitId), []).SkipWhile(unit => unit.Id != unitId)];

    /// <summary>Whether the unit is in the tree.</summary>
    public bool Knows(Guid unitId) => _lines.ContainsKey(unitId);

    public string NameOf(Guid unitId) => _lines.TryGetValue(unitId, out var line) && line.Count > 0 ? line[0].Name : "";

    /// <summary>The member sites whom a branch tells; its own site knows.</summary>
    public IEnumerable<MeetingSite> Under(Guid branchId, Meeting meeting) => meeting.Sites
        .Where(site => site.Role == SiteRole.Member && site.UnitId != branchId && Of(site.UnitId)?.UnitId == branchId)
        .OrderBy(site => site.Position);
}
