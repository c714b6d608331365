using System.Buffers;
using System.Text;

namespace DiemCau.Meetings.Shared.Tables;

/// <summary>Comma-separated values (RFC 4180), which no spreadsheet takes for formulas.</summary>
internal static class CsvTable
{
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",;|\t\"\r\n");

    public static byte[] Write(IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string>> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows.Prepend(heads))
        {
            text.AppendJoin(',', row.Select(cell => Field(FormulaCells.Escaped(cell)))).Append("\r\n");
        }

        // Spreadsheets take a file without the mark for one in their old code page.
        var encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true);
        return [.. encoding.GetPreamble(), .. encoding.GetBytes(text.ToString())];
    }

    private static string Field(string cell) =>
        cell.AsSpan().ContainsAny(Quoted) || (cell.Length > 0 && (char.IsWhiteSpace(cell[0]) || char.IsWhiteSpace(cell[^1])))
            ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : cell;
}
