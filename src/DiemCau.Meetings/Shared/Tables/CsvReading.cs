using System.Text;

namespace DiemCau.Meetings.Shared.Tables;

/// <summary>
/// Separated values (RFC 4180) as offices get them: with commas, or the semicolons and tabs that spreadsheets write in Vietnam, or bars.
/// </summary>
internal static class CsvReading
{
    private static readonly char[] Separators = [',', ';', '\t', '|'];

    /// <summary>What spreadsheets write, and read, as a first line that says what separates.</summary>
    private const string SeparatorLine = "sep=";

    /// <param name="understood">How many columns the caller finds in rows: what separates is what makes a table of the file.</param>
    public static Table Read(Stream file, Func<IReadOnlyList<TableRow>, int> understood, CancellationToken cancellation)
    {
        var text = TextOf(file);
        char? said = text.StartsWith(SeparatorLine, StringComparison.OrdinalIgnoreCase) && text.Length > SeparatorLine.Length ? text[SeparatorLine.Length] : null;
        var best = (said is { } one ? [one] : Separators)
            .Select(separator => (Separator: separator, Rows: Rows(text, separator, hasSeparatorLine: said is not null, cancellation)))
            .MaxBy(candidate => (understood(candidate.Rows), Regularity(candidate.Rows)));
        return new(best.Rows, best.Separator == ',' ? [] : [new("separator", best.Separator == '\t' ? "Tab" : best.Separator.ToString())]);
    }

    private static string TextOf(Stream file)
    {
        // A file in another encoding than UTF-8 or UTF-16 with its mark is refused rather than read wrongly.
        using var reader = new StreamReader(file, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        try
        {
            var text = reader.ReadToEnd();

            // UTF-16 without its mark is made of bytes that are right in UTF-8, every other one of them zero.
            return text.Contains('\0', StringComparison.Ordinal) ? throw new TableUnreadableException() : text;
        }
        catch (DecoderFallbackException cause)
        {
            throw new TableUnreadableException(cause);
        }
    }

    private static List<TableRow> Rows(string text, char separator, bool hasSeparatorLine, CancellationToken cancellation)
    {
        var rows = new List<TableRow>();
        var number = 0;
        foreach (var record in CsvText.Records(text, separator))
        {
            cancellation.ThrowIfCancellationRequested();
            if (++number == 1 && hasSeparatorLine)
            {
                continue;
            }

            var row = new TableRow(number, [.. record.Select(field => CellText.Of(FormulaCells.Undone(field)))]);
            if (row.IsEmpty)
            {
                continue;
            }

            // Separators at the end of a line are what is left of columns that were emptied.
            var last = row.Cells.Count;
            while (row.Cells[last - 1].IsEmpty)
            {
                last--;
            }

            if (last > TableFile.MostColumns || rows.Count == TableFile.MostRows + 1)
            {
                throw new TableTooLargeException();
            }

            rows.Add(row with { Cells = [.. row.Cells.Take(last)] });
        }

        return rows;
    }

    /// <summary>In how many rows there is more than one column, where nothing else tells.</summary>
    private static int Regularity(List<TableRow> rows) => rows.Count(row => row.Cells.Count > 1);
}
