using DiemCau.Meetings.Organisation.Tree;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Shared.Tables;

namespace DiemCau.Meetings.Organisation.Exchange;

/// <summary>What one row says, and what is wrong with it.</summary>
internal sealed class UnitRow
{
    private const string PathSeparator = " / ";

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

    public static UnitRow Read(TableRow row, IReadOnlyDictionary<UnitColumn, int> columns)
    {
        string CellOf(UnitColumn column) => columns.TryGetValue(column, out var at) && at < row.Cells.Count ? row.Cells[at] : "";
        string? GivenIn(UnitColumn column) => CellOf(column) is { Length: > 0 } text ? text : null;

        var read = new UnitRow(row.Number, CellOf(UnitColumn.Name), GivenIn(UnitColumn.Code), GivenIn(UnitColumn.Parent));
        read.Errors.AddRange(UnitFields.TextErrors(nameof(UnitColumn.Name), read.Name, Unit.NameLength, isRequired: true));
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

    public static string PathOf(IEnumerable<string> names) => string.Join(PathSeparator, names);

    public void Wrong(UnitColumn column, string code, params IReadOnlyList<object?> arguments) => Errors.Add(new(column.ToString(), code, arguments));

    private DateOnly? Day(UnitColumn column, string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (UnitColumns.TryReadDay(text, out var day))
        {
            return day;
        }

        Wrong(column, "unit_day_invalid");
        return null;
    }
}
