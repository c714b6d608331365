using DiemCau.Meetings.Accounts.Entering;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Organisation.Exchange;
using DiemCau.Meetings.Shared.Intake;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Shared.Tables;

namespace DiemCau.Meetings.Sites.Exchange;

internal enum SiteImportAction { Add, Change, Same, Wrong }

/// <summary>What a row would do.</summary>
/// <param name="Number">As the spreadsheet numbers it.</param>
internal sealed record SiteImportLine(SiteSheet Sheet, int Number)
{
    /// <summary>Of the site, or the mailbox.</summary>
    public string Name { get; set; } = "";

    public string? Unit { get; set; }

    public SiteImportAction Action { get; set; } = SiteImportAction.Same;

    /// <summary>Without a field: the row's own.</summary>
    public List<(SiteColumn? Column, FieldError Error)> Errors { get; } = [];

    public List<(SiteColumn Column, string Before, string After)> Changes { get; } = [];

    /// <summary>The site has been changed since the workbook was made: what the row changes may be another's work.</summary>
    public bool IsStale { get; set; }
}

/// <summary>What an account may change, and what there is.</summary>
/// <param name="Sites">Those that it keeps.</param>
/// <param name="Keeps">The units whose sites it keeps.</param>
/// <param name="Manages">The units whose accounts it manages.</param>
/// <param name="UnitOfMailbox">The unit of each account there is.</param>
internal sealed record SiteImportGround(
    UnitWays Units, IReadOnlyCollection<Site> Sites, IReadOnlySet<Guid> Keeps, IReadOnlySet<Guid> Manages, IReadOnlyDictionary<string, Guid?> UnitOfMailbox);

/// <summary>
/// What the rows of a workbook would make of the sites, and what stands against each; without database. A row means the site of its id, or
/// else of its name at its unit. A cell that says what the site says changes nothing; a column that is not there, neither; a row with an error
/// costs itself alone.
/// </summary>
internal sealed class SiteImportPlan
{
    private readonly SiteImportGround _ground;
    private readonly string _language;
    private readonly Dictionary<Guid, Planned> _byId;
    private readonly Dictionary<(Guid Unit, string Name), Planned> _byName;

    /// <summary>A site that the first sheet renames may still be called by its old name on the others.</summary>
    private readonly Dictionary<(Guid Unit, string Name), Planned> _byOldName;

    private SiteImportPlan(SiteImportGround ground, string language)
    {
        (_ground, _language) = (ground, language);
        var planned = ground.Sites.Select(site => new Planned(site, site.UnitId, new(site.Name, site.Place, site.Description))).ToList();
        _byId = planned.ToDictionary(one => one.Existing!.Id);
        _byName = planned.ToDictionary(one => (one.UnitId, UnitName.KeyOf(one.Draft.Name)));
        _byOldName = new(_byName);
    }

    /// <summary>A site as it will be.</summary>
    internal sealed class Planned(Site? existing, Guid unitId, SiteDraft draft)
    {
        /// <summary>Null: it will be added.</summary>
        public Site? Existing { get; } = existing;

        public Guid UnitId { get; } = unitId;

        public SiteDraft Draft { get; set; } = draft;

        public bool IsChanged { get; set; }

        /// <summary>The row of each sheet that has spoken of it.</summary>
        public Dictionary<SiteSheet, int> Rows { get; } = [];
    }

    /// <summary>One for each row, in their order.</summary>
    public List<SiteImportLine> Lines { get; } = [];

    public IReadOnlyList<Planned> Changed => [.. _byName.Values.Where(one => one.IsChanged)];

    /// <summary>Mailboxes that get an account.</summary>
    public List<(string Email, Guid UnitId)> Invited { get; } = [];

    /// <param name="sheets">In the order of <see cref="SiteSheets.All"/>: a site is added before its lines are looked at.</param>
    /// <param name="language">Of the words that a preview shows; cells may be in either.</param>
    public static SiteImportPlan Of(
        IEnumerable<(SiteSheet Sheet, IReadOnlyDictionary<SiteColumn, int> Columns, IEnumerable<TableRow> Rows)> sheets, SiteImportGround ground, string language)
    {
        var plan = new SiteImportPlan(ground, language);
        foreach (var (sheet, columns, rows) in sheets.OrderBy(sheet => sheet.Sheet))
        {
            foreach (var row in rows)
            {
                var line = new SiteImportLine(sheet, row.Number);
                var cells = Cells(line, row, columns);
                // A row of the template that waits for its unit to be described says nothing.
                if (line.Errors.Count == 0 && cells.All(cell => cell.Key is SiteColumn.UnitCode or SiteColumn.Unit || cell.Value.Length == 0))
                {
                    continue;
                }

                plan.Lines.Add(line);
                if (sheet == SiteSheet.Accounts)
                {
                    plan.ReadAccount(line, cells);
                }
                else
                {
                    plan.ReadSite(line, cells);
                }

                line.Action = line.Errors.Count > 0 ? SiteImportAction.Wrong : line.Action;
            }
        }

        return plan;
    }

    /// <summary>What the row's cells show; what cannot be read is an error of the row.</summary>
    private static Dictionary<SiteColumn, string> Cells(SiteImportLine line, TableRow row, IReadOnlyDictionary<SiteColumn, int> columns)
    {
        var cells = new Dictionary<SiteColumn, string>();
        foreach (var (column, at) in columns)
        {
            var cell = row[at];
            if (column == SiteColumn.Standing)
            {
                continue;
            }

            if (cell.IsMergedAcross)
            {
                line.Errors.Add((column, new("", "table_cell_merged", cell.Text)));
            }
            else if (cell.Fault is { } fault)
            {
                line.Errors.Add((column, fault));
            }

            cells[column] = cell.Text;
        }

        return cells;
    }

    private void ReadSite(SiteImportLine line, Dictionary<SiteColumn, string> cells)
    {
        (line.Name, line.Unit) = (cells.GetValueOrDefault(SiteColumn.Site, ""), cells.GetValueOrDefault(SiteColumn.Unit));
        if (line.Errors.Count > 0 || Meant(line, cells) is not { } planned)
        {
            return;
        }

        if (!planned.Rows.TryAdd(line.Sheet, line.Number))
        {
            line.Errors.Add((SiteColumn.Site, new("", "unit_row_repeats", planned.Rows[line.Sheet])));
            return;
        }

        var before = planned.Draft;
        var draft = before;
        foreach (var column in SiteSheets.ColumnsOf(line.Sheet))
        {
            // On the other sheets the name only says which site is meant.
            if (column is SiteColumn.UnitCode or SiteColumn.Unit or SiteColumn.Standing or SiteColumn.Id || (column == SiteColumn.Site && line.Sheet != SiteSheet.Sites)
                || !cells.TryGetValue(column, out var text) || text == draft.Cell(column, _language))
            {
                continue;
            }

            draft = draft.With(column, text, _language, out var wrong);
            if (wrong is not null)
            {
                line.Errors.Add((column, wrong));
            }
        }

        draft = draft.Written();
        if (line.Errors.Count > 0 || !IsRight(line, planned, draft))
        {
            return;
        }

        line.Changes.AddRange(SiteSheets.ColumnsOf(line.Sheet)
            .Select(column => (Column: column, Before: before.Cell(column, _language), After: draft.Cell(column, _language)))
            .Where(cell => cell.Before != cell.After));
        var isNew = planned is { Existing: null, IsChanged: false };
        line.Action = isNew ? SiteImportAction.Add : line.Changes.Count > 0 ? SiteImportAction.Change : SiteImportAction.Same;
        if (line.Action == SiteImportAction.Same)
        {
            return;
        }

        _byName.Remove((planned.UnitId, UnitName.KeyOf(before.Name)));
        _byName[(planned.UnitId, UnitName.KeyOf(draft.Name))] = planned;
        (planned.Draft, planned.IsChanged) = (draft, true);
    }

    /// <summary>The site that a row means; on the first sheet a new one where there is none. Null with an error: it cannot be said.</summary>
    private Planned? Meant(SiteImportLine line, Dictionary<SiteColumn, string> cells)
    {
        if (cells.GetValueOrDefault(SiteColumn.Id) is { Length: > 0 } written)
        {
            var parts = written.Split('.');
            if (!Guid.TryParse(parts[0], out var id) || !_byId.TryGetValue(id, out var known))
            {
                line.Errors.Add((SiteColumn.Id, new("", "site_id_unknown")));
                return null;
            }

            line.IsStale = parts.Length > 1 && int.TryParse(parts[1], out var version) && version < known.Existing!.Version;
            (line.Name, line.Unit) = (line.Name.Length > 0 ? line.Name : known.Draft.Name, _ground.Units.Of(known.UnitId));
            if (UnitIn(cells, line, isRequired: false) is { } said && said.Id != known.UnitId)
            {
                line.Errors.Add((SiteColumn.Unit, new("", "site_stays_at_its_unit", line.Unit)));
                return null;
            }

            return line.Errors.Count > 0 ? null : known;
        }

        var unit = UnitIn(cells, line, isRequired: true);
        if (line.Name.Length == 0)
        {
            line.Errors.Add((SiteColumn.Site, new("", "required")));
        }

        if (unit is not null && !_ground.Keeps.Contains(unit.Id))
        {
            line.Errors.Add((SiteColumn.Unit, new("", "site_unit_not_yours")));
        }

        if (line.Errors.Count > 0)
        {
            return null;
        }

        line.Unit = _ground.Units.Of(unit!.Id);
        if (_byName.TryGetValue((unit.Id, UnitName.KeyOf(line.Name)), out var named))
        {
            return named;
        }

        if (line.Sheet != SiteSheet.Sites && _byOldName.TryGetValue((unit.Id, UnitName.KeyOf(line.Name)), out var renamed))
        {
            return renamed;
        }

        if (line.Sheet == SiteSheet.Sites)
        {
            return new(null, unit.Id, new("", "", new()));
        }

        line.Errors.Add((SiteColumn.Site, new("", "site_row_without_site", SiteSheets.NameOf(SiteSheet.Sites, _language))));
        return null;
    }

    /// <summary>The unit that a row names, by code before name; where both are given they must mean the same.</summary>
    private Unit? UnitIn(Dictionary<SiteColumn, string> cells, SiteImportLine line, bool isRequired)
    {
        var (code, name) = (cells.GetValueOrDefault(SiteColumn.UnitCode, ""), cells.GetValueOrDefault(SiteColumn.Unit, ""));
        if (code.Length > 0)
        {
            var coded = _ground.Units.Coded(code);
            if (coded is null || (name.Length > 0 && !_ground.Units.Find(name).Contains(coded)))
            {
                line.Errors.Add((SiteColumn.UnitCode, coded is null ? new("", "unit_parent_unknown", code) : new("", "site_code_of_another", coded.Name)));
                return null;
            }

            return coded;
        }

        if (name.Length == 0)
        {
            if (isRequired)
            {
                line.Errors.Add((SiteColumn.Unit, new("", "required")));
            }

            return null;
        }

        var found = _ground.Units.Find(name);
        if (found.Count != 1)
        {
            line.Errors.Add((SiteColumn.Unit, new("", found.Count == 0 ? "unit_parent_unknown" : "unit_parent_ambiguous", name)));
            return null;
        }

        return found[0];
    }

    /// <summary>What the rules of all sites say, as far as the row is to blame.</summary>
    private bool IsRight(SiteImportLine line, Planned planned, SiteDraft draft)
    {
        var standing = planned.Existing is { } existing ? SiteRules.Errors(existing).ToHashSet() : [];
        foreach (var error in SiteRules.Errors(Of(planned.UnitId, draft)).Where(error => !standing.Contains(error)))
        {
            line.Errors.Add((draft.ColumnOf(error.Field), error));
        }

        // What comes by the form has been taken in as names; a cell has been taken in as a text.
        foreach (var (column, name) in new[]
        {
            (SiteColumn.Site, draft.Name), (SiteColumn.Leader, draft.Cell(SiteColumn.Leader, _language)),
            (SiteColumn.Technician1, draft.Cell(SiteColumn.Technician1, _language)), (SiteColumn.Technician2, draft.Cell(SiteColumn.Technician2, _language)),
        })
        {
            if (name != planned.Draft.Cell(column, _language) && TextFromPeople.Take(name, TextKind.Name, out _) is { } fault)
            {
                line.Errors.Add((column, fault.In("")));
            }
        }

        if (_byName.TryGetValue((planned.UnitId, UnitName.KeyOf(draft.Name)), out var same) && same != planned)
        {
            line.Errors.Add((SiteColumn.Site, new("", "site_name_taken")));
        }

        return line.Errors.Count == 0;
    }

    private static Site Of(Guid unitId, SiteDraft draft) =>
        new() { UnitId = unitId, Name = draft.Name, Place = draft.Place, Description = draft.Description };

    private void ReadAccount(SiteImportLine line, Dictionary<SiteColumn, string> cells)
    {
        line.Name = cells.GetValueOrDefault(SiteColumn.Email, "");
        line.Unit = cells.GetValueOrDefault(SiteColumn.Unit);
        if (!MailAddressText.TryParse(line.Name, out var email))
        {
            line.Errors.Add((SiteColumn.Email, new("", line.Name.Length == 0 ? "required" : "site_email_invalid")));
        }

        var unit = UnitIn(cells, line, isRequired: true);
        if (unit is not null && !_ground.Manages.Contains(unit.Id))
        {
            line.Errors.Add((SiteColumn.Unit, new("", "site_unit_not_yours")));
        }

        if (line.Errors.Count > 0)
        {
            return;
        }

        line.Unit = _ground.Units.Of(unit!.Id);
        if (_ground.UnitOfMailbox.TryGetValue(email!, out var has))
        {
            if (has != unit.Id)
            {
                line.Errors.Add((SiteColumn.Email, new("", "account_of_another_unit")));
            }
        }
        else if (Invited.Any(other => other.Email == email))
        {
            line.Errors.Add((SiteColumn.Email, new("", "site_mailbox_repeats")));
        }
        else
        {
            line.Action = SiteImportAction.Add;
            Invited.Add((email!, unit.Id));
        }
    }
}
