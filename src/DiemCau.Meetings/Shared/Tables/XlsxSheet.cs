using System.Globalization;
using System.Text;

namespace DiemCau.Meetings.Shared.Tables;

/// <summary>The rows of a sheet as they are shown: without hidden ones, with merged cells showing their text wherever they reach.</summary>
internal sealed class XlsxSheet
{
    private const int MostMerges = 20_000;

    /// <summary>Cells that merged ones reach over, all together.</summary>
    private const int MostMerged = 1_000_000;

    /// <summary>Row and column numbers are read up to here; a spreadsheet has 1,048,576 rows.</summary>
    private const int LargestNumber = 2_000_000;

    private readonly XmlSteps _steps;
    private readonly IReadOnlyList<string> _strings;
    private readonly XlsxFormats _formats;
    private readonly XlsxBudget _texts;
    private readonly List<Line> _lines = [];
    private readonly HashSet<int> _hiddenColumns = [];
    private readonly List<CellRange> _merges = [];

    private XlsxSheet(XmlSteps steps, IReadOnlyList<string> strings, XlsxFormats formats, XlsxBudget texts) =>
        (_steps, _strings, _formats, _texts) = (steps, strings, formats, texts);

    private sealed record Line(int Number, bool IsHidden, List<TableCell> Cells);

    public static Table Read(XmlSteps part, IReadOnlyList<string> strings, XlsxFormats formats, XlsxBudget texts)
    {
        using var steps = part;
        var sheet = new XlsxSheet(steps, strings, formats, texts);
        sheet.ReadAll();
        sheet.Merge();
        return sheet.Shown();
    }

    private void ReadAll()
    {
        while (_steps.Next())
        {
            if (!_steps.IsStart)
            {
                continue;
            }

            switch (_steps.Name)
            {
                case "col" when _steps.IsTrue("hidden"):
                    var last = Math.Min(Number("max") ?? 0, TableFile.MostColumns);
                    _hiddenColumns.UnionWith(Enumerable.Range(1, last).Where(column => column >= (Number("min") ?? 1)).Select(column => column - 1));
                    break;
                case "row":
                    _lines.Add(new(Number("r") ?? (_lines.Count == 0 ? 1 : _lines[^1].Number + 1), _steps.IsTrue("hidden"), []));
                    break;
                case "c" when _lines.Count > 0:
                    ReadCell(_lines[^1].Cells);
                    break;
                case "mergeCell" when CellRange.TryParse(_steps.Attribute("ref"), out var range):
                    _merges.Add(range);
                    if (_merges.Count > MostMerges)
                    {
                        throw new TableTooLargeException();
                    }

                    break;
            }
        }
    }

    private int? Number(string attribute) => _steps.Attribute(attribute) is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= LargestNumber ? number
        : throw new TableUnreadableException();

    private void ReadCell(List<TableCell> cells)
    {
        var (type, style) = (_steps.Attribute("t"), _steps.Attribute("s"));
        var column = _steps.Attribute("r") is { } reference ? CellRange.ColumnOf(reference) : cells.Count;
        if (_steps.IsEmpty)
        {
            return;
        }

        string? value = null;
        var isFormula = false;
        while (_steps.Next() && !(_steps.IsEnd && _steps.Name == "c"))
        {
            if (!_steps.IsStart)
            {
                continue;
            }

            switch (_steps.Name)
            {
                case "v":
                    value = _steps.IsEmpty ? "" : Value();
                    break;
                case "is":
                    value = _steps.IsEmpty ? "" : XlsxRichText.Read(_steps, "is");
                    break;
                case "f":
                    isFormula = true;
                    break;
            }
        }

        var cell = CellOf(type, style, value, isFormula);
        if (cell.IsEmpty)
        {
            return;
        }

        if (column is < 0 or >= TableFile.MostColumns)
        {
            throw new TableTooLargeException();
        }

        _texts.SpendText(cell.Text.Length + 8);
        Put(cells, column, cell);
    }

    private string Value()
    {
        var value = new StringBuilder();
        while (_steps.Next() && !(_steps.IsEnd && _steps.Name == "v"))
        {
            if (_steps.IsText)
            {
                value.Append(_steps.Text);
            }
        }

        return value.ToString();
    }

    private TableCell CellOf(string? type, string? style, string? value, bool isFormula)
    {
        if (string.IsNullOrEmpty(value))
        {
            // Written by a program that does not compute: what a spreadsheet would show is not in the file.
            return isFormula && type != "str" ? TableCell.Unreadable("table_cell_formula") : TableCell.Empty;
        }

        return type switch
        {
            "s" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < _strings.Count
                ? CellText.Of(_strings[at])
                : throw new TableUnreadableException(),
            "inlineStr" => CellText.Of(value),
            "str" => CellText.Of(EscapedLetters.Undone(value)),
            "e" => TableCell.Unreadable("table_cell_error", CellText.Of(value).Text),
            "b" => new(value == "1" ? "TRUE" : "FALSE"),
            "d" => DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var day)
                ? new(day.ToString(day.TimeOfDay == TimeSpan.Zero ? "dd/MM/yyyy" : "dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture)) { IsDay = true }
                : TableCell.Unreadable("table_cell_number"),
            _ => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? _formats.Shown(number, style)
                : TableCell.Unreadable("table_cell_number"),
        };
    }

    private void Merge()
    {
        var byNumber = _lines.GroupBy(line => line.Number).ToDictionary(lines => lines.Key, lines => lines.First());
        var merged = 0;
        foreach (var range in _merges)
        {
            if (range.FirstColumn >= TableFile.MostColumns || !byNumber.TryGetValue(range.FirstRow, out var top))
            {
                continue;
            }

            var shown = range.FirstColumn < top.Cells.Count ? top.Cells[range.FirstColumn] : TableCell.Empty;
            if (shown.IsEmpty)
            {
                continue;
            }

            // Rows that the file does not mention have nothing in them that could be beside the merged cell.
            foreach (var line in Lines(range, byNumber))
            {
                for (var column = range.FirstColumn; column <= Math.Min(range.LastColumn, TableFile.MostColumns - 1); column++)
                {
                    if (++merged > MostMerged)
                    {
                        throw new TableTooLargeException();
                    }

                    if (line != top || column != range.FirstColumn)
                    {
                        Put(line.Cells, column, shown with { IsMerged = true, IsMergedAcross = column != range.FirstColumn });
                    }
                }
            }
        }
    }

    private IEnumerable<Line> Lines(CellRange range, Dictionary<int, Line> byNumber)
    {
        if (range.LastRow - range.FirstRow > _lines.Count)
        {
            return byNumber.Values.Where(line => line.Number >= range.FirstRow && line.Number <= range.LastRow);
        }

        return Enumerable.Range(range.FirstRow, range.LastRow - range.FirstRow + 1)
            .Select(number => byNumber.GetValueOrDefault(number)).OfType<Line>();
    }

    private Table Shown()
    {
        var rows = new List<TableRow>();
        var (hiddenRows, hiddenColumns) = (new List<int>(), new SortedSet<int>());
        foreach (var line in _lines)
        {
            for (var column = 0; column < line.Cells.Count; column++)
            {
                if (_hiddenColumns.Contains(column) && !line.Cells[column].IsEmpty)
                {
                    hiddenColumns.Add(column);
                    line.Cells[column] = TableCell.Empty;
                }
            }

            var row = new TableRow(line.Number, line.Cells);
            if (row.IsEmpty)
            {
                continue;
            }

            if (line.IsHidden)
            {
                hiddenRows.Add(line.Number);
                continue;
            }

            rows.Add(row);
            if (rows.Count > TableFile.MostRows + 1)
            {
                throw new TableTooLargeException();
            }
        }

        var notes = new List<TableNote>();
        if (hiddenRows.Count > 0)
        {
            notes.Add(new("hidden_rows", Spans.Of(hiddenRows)));
        }

        if (hiddenColumns.Count > 0)
        {
            notes.Add(new("hidden_columns", string.Join(", ", hiddenColumns.Select(CellRange.NameOf))));
        }

        return new(rows, notes);
    }

    private static void Put(List<TableCell> cells, int column, TableCell cell)
    {
        while (cells.Count <= column)
        {
            cells.Add(TableCell.Empty);
        }

        cells[column] = cell;
    }
}
