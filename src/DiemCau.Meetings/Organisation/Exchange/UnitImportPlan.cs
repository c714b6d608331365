using DiemCau.Meetings.Shared;

namespace DiemCau.Meetings.Organisation.Exchange;

internal enum UnitImportAction { Add, Change, Same }

/// <summary>
/// What rows would make of the tree, and what stands against it; without database. A row means the unit of its code, or else of its exact
/// name under its parent; where the tree has only a similar one, somebody is asked. What the tree has and the rows do not mention stays as
/// it is.
/// </summary>
internal sealed class UnitImportPlan
{
    /// <summary>Levels, groups and departments on the way down; the database bears a few more.</summary>
    private const int MostAbove = 14;

    private readonly Dictionary<Guid, Planned> _units;
    private readonly List<Planned> _fromRows = [];

    private readonly UnitAnswers _answers;

    private UnitImportPlan(IEnumerable<Unit> existing, UnitAnswers answers)
    {
        _answers = answers;
        _units = existing.ToDictionary(unit => unit.Id, unit => new Planned(unit.Id, unit, null) { Name = unit.Name, Code = unit.Code, ParentId = unit.ParentId });
    }

    /// <summary>A unit as it will be.</summary>
    internal sealed class Planned(Guid id, Unit? existing, UnitRow? row)
    {
        public Guid Id { get; } = id;

        /// <summary>Null: it will be added.</summary>
        public Unit? Existing { get; set; } = existing;

        /// <summary>Null: no row says anything of it.</summary>
        public UnitRow? Row { get; set; } = row;

        public required string Name { get; set; }

        public string? Code { get; set; }

        public Guid? ParentId { get; set; }

        public UnitKind Kind => Row?.Kind ?? Existing?.Kind ?? UnitKinds.LikelyOf(Name);

        public DateOnly? ValidFrom => Row is null ? Existing!.ValidFrom : Row.ValidFrom;

        public DateOnly? ValidTo => Row is null ? Existing!.ValidTo : Row.ValidTo;

        public UnitImportAction Action =>
            Existing is null ? UnitImportAction.Add
            : (Name, Code, ParentId, Kind, ValidFrom, ValidTo)
                == (Existing.Name, Existing.Code, Existing.ParentId, Existing.Kind, Existing.ValidFrom, Existing.ValidTo) ? UnitImportAction.Same
            : UnitImportAction.Change;
    }

    /// <summary>One for each row, in their order.</summary>
    public IReadOnlyList<Planned> Rows => _fromRows;

    public bool HasErrors => _fromRows.Any(unit => unit.Row!.Errors.Count > 0);

    public bool HasQuestions => _fromRows.Any(unit => unit.Row!.Questions.Count > 0);

    /// <param name="existing">The units that have not ended.</param>
    /// <param name="newId">Makes the ids of new units.</param>
    public static UnitImportPlan Of(IReadOnlyList<UnitRow> rows, IEnumerable<Unit> existing, Func<Guid> newId, UnitAnswers? answers = null)
    {
        var plan = new UnitImportPlan(existing, answers ?? UnitAnswers.None);
        plan.Place(rows, newId);
        plan.CheckNames();
        plan.CheckWays();
        return plan;
    }

    /// <summary>Finds out which unit each row means and which it puts it under; a parent may stand in a later row.</summary>
    private void Place(IReadOnlyList<UnitRow> rows, Func<Guid> newId)
    {
        var byCode = _units.Values.Where(unit => unit.Code is not null).ToLookup(unit => KeyOf(unit.Code!));
        foreach (var row in rows)
        {
            var known = row.Code is null ? null : byCode[KeyOf(row.Code)].FirstOrDefault();
            if (known?.Row is { } earlier)
            {
                row.Wrong(UnitColumn.Code, "unit_row_repeats", earlier.Number);
                known = null;
            }

            var planned = known ?? new Planned(newId(), null, row) { Name = row.Name, Code = row.Code };
            (planned.Row, planned.Name, planned.Code) = (row, row.Name, row.Code ?? planned.Code);
            _units[planned.Id] = planned;
            _fromRows.Add(planned);
        }

        var names = new UnitNames(_units.Values, UnitName.KeyOf);
        var similar = new UnitNames(_units.Values, FoldedText.Of);
        var sameParents = rows.Where(row => _answers.SameParents.Contains(row.Number)).Select(row => row.Parent).ToHashSet();
        foreach (var planned in _fromRows)
        {
            planned.ParentId = null;
            if (planned.Row!.Parent is not { } parent)
            {
                continue;
            }

            var found = names.Find(parent, planned);
            if (found.Count == 0 && similar.Find(parent, planned) is { Count: 1 } resembling)
            {
                found = resembling;
                if (!sameParents.Contains(parent))
                {
                    planned.Row.Questions.Add(new(UnitQuestionKind.Parent, parent, WayTo(resembling[0])));
                }
            }

            if (found.Count == 1)
            {
                planned.ParentId = found[0].Id;
            }
            else
            {
                planned.Row.Wrong(UnitColumn.Parent, found.Count == 0 ? "unit_parent_unknown" : "unit_parent_ambiguous", parent);
            }
        }

        MeetByName();
    }

    /// <summary>A row without a known code means the unit of its name under its parent, where there is one.</summary>
    private void MeetByName()
    {
        var standing = _units.Values.Where(unit => unit.Row is null).ToLookup(unit => (unit.ParentId, UnitName.KeyOf(unit.Name)));
        var similar = _units.Values.Where(unit => unit.Row is null).ToLookup(unit => (unit.ParentId, FoldedText.Of(unit.Name)));
        // A row that is spoken for by its exact name leaves nothing to ask.
        var exact = _fromRows.Where(unit => unit.Existing is null).Select(unit => UnitName.KeyOf(unit.Name)).ToHashSet();
        // From the top down: where a parent turns out to be there already, its children are looked for under it.
        foreach (var planned in _fromRows.Where(unit => unit.Existing is null).OrderBy(unit => WayUp(unit).Count()).ToList())
        {
            var parent = planned.ParentId is { } id ? _met.GetValueOrDefault(id, id) : planned.ParentId;
            planned.ParentId = parent;
            var same = standing[(parent, UnitName.KeyOf(planned.Name))].FirstOrDefault(unit => unit.Row is null)
                ?? Resembling(planned, similar[(parent, FoldedText.Of(planned.Name))].Where(unit => unit.Row is null && !exact.Contains(UnitName.KeyOf(unit.Name))));
            if (same is null)
            {
                continue;
            }

            if (planned.Code is not null && same.Code is not null && KeyOf(planned.Code) != KeyOf(same.Code))
            {
                planned.Row!.Wrong(UnitColumn.Code, "unit_has_another_code", same.Code);
                continue;
            }

            _met[planned.Id] = same.Id;
            _units.Remove(planned.Id);
            (same.Row, same.Name, same.Code, same.ParentId) = (planned.Row, planned.Name, planned.Code ?? same.Code, parent);
            _fromRows[_fromRows.IndexOf(planned)] = same;
        }

        foreach (var planned in _units.Values)
        {
            if (planned.ParentId is { } parent && _met.TryGetValue(parent, out var real))
            {
                planned.ParentId = real;
            }
        }
    }

    /// <summary>The one of similar name that a row means, where somebody has said that it means it; otherwise they are asked.</summary>
    private Planned? Resembling(Planned planned, IEnumerable<Planned> similar)
    {
        var row = planned.Row!;
        // Two codes are two units, however they are called.
        if (_answers.NewUnits.Contains(row.Number)
            || similar.FirstOrDefault(unit => planned.Code is null || unit.Code is null) is not { } known)
        {
            return null;
        }

        if (_answers.SameUnits.Contains(row.Number))
        {
            return known;
        }

        row.Questions.Add(new(UnitQuestionKind.Unit, planned.Name, WayTo(known)));
        return null;
    }

    private string WayTo(Planned unit) => UnitPath.Of(WayUp(unit).Reverse().Append(unit).Select(above => above.Existing?.Name ?? above.Name));

    /// <summary>Units that were taken for new until they were met in the tree.</summary>
    private readonly Dictionary<Guid, Guid> _met = [];

    private void CheckNames()
    {
        foreach (var same in _units.Values.Where(unit => unit.ValidTo is null && unit.Name.Length > 0).GroupBy(unit => (unit.ParentId, UnitName.KeyOf(unit.Name))))
        {
            var first = same.FirstOrDefault(unit => unit.Row is null) ?? same.MinBy(unit => unit.Row!.Number)!;
            foreach (var other in same.Where(unit => unit != first && unit.Row is not null))
            {
                other.Row!.Wrong(UnitColumn.Name, first.Row is null ? "unit_name_exists" : "unit_row_repeats", first.Row?.Number);
            }
        }

        foreach (var same in _units.Values.Where(unit => unit.Code is not null).GroupBy(unit => KeyOf(unit.Code!)).Where(same => same.Count() > 1))
        {
            var first = same.FirstOrDefault(unit => unit.Row is null) ?? same.MinBy(unit => unit.Row!.Number)!;
            foreach (var other in same.Where(unit => unit != first && unit.Row is { } row && row.Errors.All(error => error.Field != nameof(UnitColumn.Code))))
            {
                other.Row!.Wrong(UnitColumn.Code, first.Row is null ? "unit_code_exists" : "unit_row_repeats", first.Row?.Number);
            }
        }
    }

    private void CheckWays()
    {
        foreach (var planned in _fromRows)
        {
            var way = WayUp(planned).Take(MostAbove + 1).ToList();
            if (way.Contains(planned))
            {
                planned.Row!.Wrong(UnitColumn.Parent, "unit_below_itself");
            }
            else if (way.Count > MostAbove)
            {
                planned.Row!.Wrong(UnitColumn.Parent, "unit_too_deep");
            }

            if (planned.ValidTo is null && planned.ParentId is { } parent && _units[parent].ValidTo is not null)
            {
                planned.Row!.Wrong(UnitColumn.Parent, "unit_parent_ends");
            }
        }

        foreach (var left in _units.Values.Where(unit => unit is { Row: null, ValidTo: null, ParentId: not null }))
        {
            if (_units.GetValueOrDefault(left.ParentId!.Value) is { ValidTo: not null, Row: { } ending } && ending.Errors.All(error => error.Code != "unit_ends_with_children"))
            {
                ending.Wrong(UnitColumn.ValidTo, "unit_ends_with_children", left.Name);
            }
        }
    }

    /// <summary>The units above one; ends where it meets one a second time.</summary>
    private IEnumerable<Planned> WayUp(Planned unit)
    {
        var met = new HashSet<Guid>();
        for (var at = unit.ParentId; at is { } id && met.Add(id) && _units.TryGetValue(id, out var above); at = above.ParentId)
        {
            yield return above;
        }
    }

    private static string KeyOf(string code) => code.ToLowerInvariant();
}
