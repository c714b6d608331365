using System.Text.RegularExpressions;

namespace DiemCau.Meetings.Shared.Tables;

/// <summary>Where a table's heads are, and which columns they name.</summary>
/// <param name="Row">Of the (last row of the) heads, as the spreadsheet numbers it.</param>
/// <param name="Body">The index of the first row under them.</param>
/// <param name="Columns">Where each column is.</param>
/// <param name="Unused">Heads that say nothing to the reader.</param>
internal sealed record TableHeads<TColumn>(int Row, int Body, IReadOnlyDictionary<TColumn, int> Columns, IReadOnlyList<string> Unused)
    where TColumn : struct, Enum;

/// <summary>
/// Finds the heads of a table under its title. Heads may stand in two rows ("Hiệu lực" over "từ" and "đến"), have line ends, marks and
/// remarks in them ("Tên đơn vị (*)"), and a row of column numbers under them.
/// </summary>
internal static partial class TableHeads
{
    /// <summary>A state heading, a title and what it is about are some ten rows.</summary>
    private const int MostAbove = 30;

    /// <param name="columnOf">Which column a head names, by its words without accents and case; null: none.</param>
    /// <param name="needed">Without which it is no table of that kind.</param>
    public static TableHeads<TColumn>? Find<TColumn>(IReadOnlyList<TableRow> rows, Func<string, TColumn?> columnOf, TColumn needed)
        where TColumn : struct, Enum
    {
        TableHeads<TColumn>? best = null;
        for (var i = 0; i < Math.Min(rows.Count, MostAbove); i++)
        {
            IReadOnlyList<string> one = [.. rows[i].Cells.Select(cell => cell.Text)];
            Take(one, i, rows[i].Number);
            if (i + 1 < rows.Count && rows[i].Cells.Concat(rows[i + 1].Cells).Any(cell => cell.IsMerged))
            {
                var width = Math.Max(one.Count, rows[i + 1].Cells.Count);
                Take([.. Enumerable.Range(0, width).Select(column => Joined(rows[i][column].Text, rows[i + 1][column].Text))], i + 1, rows[i + 1].Number);
            }
        }

        return best;

        void Take(IReadOnlyList<string> heads, int at, int number)
        {
            var columns = new Dictionary<TColumn, int>();
            var unused = new List<string>();
            for (var i = 0; i < heads.Count; i++)
            {
                var folded = Folded(heads[i]);
                if (folded.Length > 0 && !(columnOf(folded) is { } column && columns.TryAdd(column, i)))
                {
                    unused.Add(heads[i]);
                }
            }

            if (columns.ContainsKey(needed) && (best is null || columns.Count > best.Columns.Count))
            {
                best = new(number, at + 1 + (at + 1 < rows.Count && NumbersColumns(rows[at + 1]) ? 1 : 0), columns, unused);
            }
        }
    }

    private static string Joined(string above, string below) =>
        above == below || below.Length == 0 ? above : above.Length == 0 ? below : $"{above} {below}";

    /// <summary>As heads are compared: without remarks in brackets, accents and case.</summary>
    internal static string Folded(string head) => Spaces().Replace(FoldedText.Of(Remark().Replace(head, " ")), " ").Trim(' ', ':', '.', ';');

    /// <summary>(1) (2) (3) under the heads.</summary>
    private static bool NumbersColumns(TableRow row)
    {
        var texts = row.Cells.Where(cell => !cell.IsEmpty).Select(cell => cell.Text.Trim('(', ')', '[', ']')).ToList();
        return texts.Count > 1 && texts.Select((text, i) => int.TryParse(text, out var number) ? number - i : -1).Distinct().ToList() is [0 or 1];
    }

    [GeneratedRegex(@"\([^)]*\)|\[[^\]]*\]|\*")]
    private static partial Regex Remark();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
