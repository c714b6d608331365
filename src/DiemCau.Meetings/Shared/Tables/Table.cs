using DiemCau.Meetings.Shared.Problems;

namespace DiemCau.Meetings.Shared.Tables;

/// <summary>A sheet of texts, as its reader shows it.</summary>
/// <param name="Rows">Those that show something, from the top down.</param>
/// <param name="Notes">What was left out or chosen, for whoever looks at the preview.</param>
internal sealed record Table(IReadOnlyList<TableRow> Rows, IReadOnlyList<TableNote> Notes)
{
    /// <summary>Some cell carries codes of an old font or of another encoding.</summary>
    public bool IsNotUnicode => Rows.Any(row => row.Cells.Any(cell => cell.Fault?.Code == CellText.NotUnicode));
}

/// <param name="Number">As the spreadsheet numbers it, from 1.</param>
/// <param name="Cells">Those at the end that are empty may be missing.</param>
internal sealed record TableRow(int Number, IReadOnlyList<TableCell> Cells)
{
    public TableCell this[int column] => column < Cells.Count ? Cells[column] : TableCell.Empty;

    public bool IsEmpty => Cells.All(cell => cell.IsEmpty);
}

/// <param name="Text">What the cell shows: taken in, trimmed, in one line.</param>
internal sealed record TableCell(string Text)
{
    public static TableCell Empty { get; } = new("");

    /// <summary>Why what it shows cannot be read, without a field; null: it can.</summary>
    public FieldError? Fault { get; init; }

    /// <summary>It shows the text of a cell above or beside it that it is merged with.</summary>
    public bool IsMerged { get; init; }

    /// <summary>The cell that it is merged with stands in another column.</summary>
    public bool IsMergedAcross { get; init; }

    /// <summary>A number that its format shows as a day.</summary>
    public bool IsDay { get; init; }

    public bool IsEmpty => Text.Length == 0 && Fault is null;

    public static TableCell Unreadable(string code, params IReadOnlyList<object?> arguments) => new("") { Fault = new("", code, arguments) };
}

/// <param name="Code">Its text is <c>table.note.{Code}</c>.</param>
internal sealed record TableNote(string Code, params IReadOnlyList<object?> Arguments)
{
    public string In(string language) => Texts.Get(language, "table.note." + Code, [.. Arguments]);
}

/// <summary>The file is more than anybody's table.</summary>
internal sealed class TableTooLargeException : Exception;

internal sealed class TableUnreadableException(Exception? cause = null) : Exception(null, cause);
