using DiemCau.Meetings.Shared;

namespace DiemCau.Meetings.Organisation.Exchange;

/// <summary>Finds the unit that a row names as its parent: by code, by name where it is the only one, or by names from the top down.</summary>
internal sealed class UnitNames
{
    private static readonly string[] Separators = [" / ", " › ", " > "];

    private readonly ILookup<string, UnitImportPlan.Planned> _byCode;
    private readonly ILookup<string, UnitImportPlan.Planned> _byName;
    private readonly IReadOnlyDictionary<Guid, UnitImportPlan.Planned> _byId;

    public UnitNames(IReadOnlyCollection<UnitImportPlan.Planned> units)
    {
        _byCode = units.Where(unit => unit.Code is not null).ToLookup(unit => unit.Code!.ToLowerInvariant());
        _byName = units.ToLookup(unit => FoldedText.Of(unit.Name));
        _byId = units.ToDictionary(unit => unit.Id);
    }

    /// <returns>None: there is no such unit. Several: the name does not say which.</returns>
    public IReadOnlyList<UnitImportPlan.Planned> Find(string text, UnitImportPlan.Planned child)
    {
        if (_byCode[text.ToLowerInvariant()].FirstOrDefault() is { } coded)
        {
            return [coded];
        }

        var names = text.Split(Separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(FoldedText.Of).Reverse().ToList();
        if (names.Count == 0)
        {
            return [];
        }

        var found = _byName[names[0]].Where(unit => unit != child && WayUp(unit).Take(names.Count).SequenceEqual(names)).ToList();
        if (found.Count < 2)
        {
            return found;
        }

        // A row may only repeat what the tree has: then that counts, not the row.
        var ways = found.Where(unit => unit.Existing is not null).Select(unit => string.Join('\n', WayUp(unit))).ToHashSet();
        return [.. found.Where(unit => unit.Existing is not null || !ways.Contains(string.Join('\n', WayUp(unit))))];
    }

    /// <summary>The folded names of a unit and those above it, from the bottom up, by what its row says, or else by the tree.</summary>
    private IEnumerable<string> WayUp(UnitImportPlan.Planned unit)
    {
        var met = new HashSet<Guid>();
        UnitImportPlan.Planned? at = unit;
        yield return FoldedText.Of(at.Name);
        while (met.Add(at.Id))
        {
            if (at.Row is null || at.Existing?.ParentId is not null)
            {
                at = at.Existing?.ParentId is { } id ? _byId.GetValueOrDefault(id) : null;
            }
            else if (at.Row.Parent is { } said && _byCode[said.ToLowerInvariant()].FirstOrDefault() is null)
            {
                var names = said.Split(Separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
                foreach (var name in names.Skip(1).Reverse())
                {
                    yield return FoldedText.Of(name);
                }

                at = names.Length == 0 ? null : _byName[FoldedText.Of(names[0])].OrderBy(known => known.Existing is null).FirstOrDefault();
                if (at is null && names.Length > 0)
                {
                    yield return FoldedText.Of(names[0]);
                }
            }
            else
            {
                at = at.Row.Parent is { } code ? _byCode[code.ToLowerInvariant()].First() : null;
            }

            if (at is null)
            {
                yield break;
            }

            yield return FoldedText.Of(at.Name);
        }
    }
}
