using DiemCau.Meetings.Organisation.Tree;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Shared.Tables;

namespace DiemCau.Meetings.Organisation.Exchange;

/// <summary>What one row says, and what is wrong with it.</summary>
internal sealed class UnitRow
{
    private UnitRow(int number, string name, string? code, string? parent)
    {
        Number = number;
        Name = name;
        Code = code;
        Parent = parent;
    }

    /// <summary>As the spreadsheet numbers it.</summary>
    public int Number { get; }

    public string Name { get; }

    public string? Code { get; }

    /// <summary>A code, a name, or names from the top down with " / " between them; null: at the top.</summary>
    public string? Parent { get; }

    /// <summary>Null: not said.</summary>
    public UnitKind? Kind { get; private set; }

    public DateOnly? ValidFrom { get; private set; }

    public DateOnly? ValidTo { get; private set; }

    /// <summary>By the name of the column (<see cref="UnitColumn"/>).</summary>
    public List<FieldError> Errors { get; } = [];

    /// <summary>What was read out of more than the cell itself, by the name of the column; their texts are <c>unit.guess.{Code}</c>.</summary>
    public List<FieldError> Guesses { get; } = [];

    /// <summary>What only a person can say; while one is not answered nothing is taken.</summary>
    public List<UnitQuestion> Questions { get; } = [];

    public static UnitRow Read(TableRow row, IReadOnlyDictionary<UnitColumn, int> columns)
    {
        TableCell CellOf(UnitColumn column) => columns.TryGetValue(column, out var at) ? row[at] : TableCell.Empty;
        string? GivenIn(UnitColumn column) => CellOf(column) is { Text.Length: > 0, IsMergedAcross: false } cell ? cell.Text : null;

        var read = new UnitRow(row.Number, GivenIn(UnitColumn.Name) ?? "", GivenIn(UnitColumn.Code), GivenIn(UnitColumn.Parent));
        foreach (var column in UnitColumns.All)
        {
            read.Note(column, CellOf(column));
        }

        if (read.Errors.All(error => error.Field != nameof(UnitColumn.Name)))
        {
            read.Errors.AddRange(UnitFields.TextErrors(nameof(UnitColumn.Name), read.Name, Unit.NameLength, isRequired: true));
        }

        read.Errors.AddRange(UnitFields.TextErrors(nameof(UnitColumn.Code), read.Code, Unit.CodeLength, isRequired: false));
        if (GivenIn(UnitColumn.Kind) is { } word)
        {
            if (UnitColumns.TryReadKind(word, out var kind))
            {
                read.Kind = kind;
            }
            else
            {
                read.Wrong(UnitColumn.Kind, "unit_kind_unknown");
            }
        }

        read.ValidFrom = read.Day(UnitColumn.ValidFrom, GivenIn(UnitColumn.ValidFrom));
        read.ValidTo = read.Day(UnitColumn.ValidTo, GivenIn(UnitColumn.ValidTo));
        if (read.ValidTo < read.ValidFrom)
        {
            read.Wrong(UnitColumn.ValidTo, "unit_ends_before_it_begins");
        }

        return read;
    }

    /// <summary>What the cell itself says against being read, or was read from elsewhere.</summary>
    private void Note(UnitColumn column, TableCell cell)
    {
        if (cell.IsMergedAcross)
        {
            Wrong(column, "table_cell_merged", cell.Text);
        }
        else if (cell.Fault is { } fault)
        {
            Wrong(column, fault.Code, fault.Arguments);
        }
        else if (cell.IsMerged)
        {
            Guesses.Add(new(column.ToString(), "merged", cell.Text));
        }
    }

    public void Wrong(UnitColumn column, string code, params IReadOnlyList<object?> arguments) => Errors.Add(new(column.ToString(), code, arguments));

    private DateOnly? Day(UnitColumn column, string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (UnitColumns.TryReadDay(text, out var day, out var isNumber))
        {
            if (isNumber)
            {
                Guesses.Add(new(column.ToString(), "day", UnitColumns.Write(day)));
            }

            return day;
        }

        Wrong(column, "unit_day_invalid");
        return null;
    }
}
