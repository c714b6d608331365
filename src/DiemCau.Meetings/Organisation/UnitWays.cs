using DiemCau.Meetings.Organisation.Exchange;

namespace DiemCau.Meetings.Organisation;

/// <summary>
/// Units as tables name them: by their code, by their name where it is the only one, or by names from the top down: UBND tỉnh A / UBND xã B.
/// </summary>
internal sealed class UnitWays
{
    private readonly Dictionary<Guid, Unit> _byId;
    private readonly ILookup<string, Unit> _byCode;
    private readonly ILookup<string, Unit> _byName;

    /// <param name="units">Those that can be named.</param>
    public UnitWays(IReadOnlyCollection<Unit> units)
    {
        _byId = units.ToDictionary(unit => unit.Id);
        _byCode = units.Where(unit => unit.Code is not null).ToLookup(unit => unit.Code!.ToLowerInvariant());
        _byName = units.ToLookup(unit => UnitName.KeyOf(unit.Name));
    }

    public Unit? Coded(string code) => _byCode[code.ToLowerInvariant()].FirstOrDefault();

    /// <returns>None: there is no such unit. Several: the name does not say which.</returns>
    public IReadOnlyList<Unit> Find(string text)
    {
        var names = UnitPath.Split(text).Select(UnitName.KeyOf).Reverse().ToList();
        return names.Count == 0 ? []
            : [.. _byName[names[0]].Where(unit => WayUp(unit).Take(names.Count).Select(above => UnitName.KeyOf(above.Name)).SequenceEqual(names))];
    }

    /// <summary>The unit's name, with as many above it as it takes to tell it from all others.</summary>
    public string Of(Guid id)
    {
        if (!_byId.TryGetValue(id, out var unit))
        {
            return "";
        }

        var way = "";
        foreach (var above in WayUp(unit))
        {
            way = way.Length == 0 ? above.Name : above.Name + UnitPath.Separator + way;
            if (Find(way).Count == 1)
            {
                break;
            }
        }

        return way;
    }

    /// <summary>The unit and those above it; ends where it meets one a second time.</summary>
    private IEnumerable<Unit> WayUp(Unit unit)
    {
        var met = new HashSet<Guid>();
        for (var at = unit; at is not null && met.Add(at.Id); at = at.ParentId is { } parent ? _byId.GetValueOrDefault(parent) : null)
        {
            yield return at;
        }
    }
}
