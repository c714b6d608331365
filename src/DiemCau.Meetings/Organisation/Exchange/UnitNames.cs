namespace DiemCau.Meetings.Organisation.Exchange;

/// <summary>Finds the unit that a row names as its parent: by code, by name where it is the only one, or by names from the top down.</summary>
/// <param name="keyOf">What makes two names the same here.</param>
internal sealed class UnitNames(IReadOnlyCollection<UnitImportPlan.Planned> units, Func<string, string> keyOf)
{
    private readonly ILookup<string, UnitImportPlan.Planned> _byCode =
        units.Where(unit => unit.Code is not null).ToLookup(unit => unit.Code!.ToLowerInvariant());

    private readonly ILookup<string, UnitImportPlan.Planned> _byName = units.ToLookup(unit => keyOf(unit.Name));
    private readonly IReadOnlyDictionary<Guid, UnitImportPlan.Planned> _byId = units.ToDictionary(unit => unit.Id);

    /// <returns>None: there is no such unit. Several: the name does not say which.</returns>
    public IReadOnlyList<UnitImportPlan.Planned> Find(string text, UnitImportPlan.Planned child)
    {
        if (_byCode[text.ToLowerInvariant()].FirstOrDefault() is { } coded)
        {
            return [coded];
        }

        var names = UnitPath.Split(text).Select(keyOf).Reverse().ToList();
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

    /// <summary>The names of a unit and those above it, from the bottom up, by what its row says, or else by the tree.</summary>
    private IEnumerable<string> WayUp(UnitImportPlan.Planned unit)
    {
        var met = new HashSet<Guid>();
        UnitImportPlan.Planned? at = unit;
        yield return keyOf(at.Name);
        while (met.Add(at.Id))
        {
            if (at.Row is null || at.Existing?.ParentId is not null)
            {
                at = at.Existing?.ParentId is { } id ? _byId.GetValueOrDefault(id) : null;
            }
            else if (at.Row.Parent is { } said && _byCode[said.ToLowerInvariant()].FirstOrDefault() is null)
            {
                var names = UnitPath.Split(said);
                foreach (var name in names.Skip(1).Reverse())
                {
                    yield return keyOf(name);
                }

                at = names.Length == 0 ? null : _byName[keyOf(names[0])].OrderBy(known => known.Existing is null).FirstOrDefault();
                if (at is null && names.Length > 0)
                {
                    yield return keyOf(names[0]);
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

            yield return keyOf(at.Name);
        }
    }
}
