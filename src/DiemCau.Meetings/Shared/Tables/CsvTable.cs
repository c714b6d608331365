using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace DiemCau.Meetings.Shared.Tables;

/// <summary>Comma-separated values (RFC 4180), also with the semicolons and tabs that spreadsheets write in Vietnam.</summary>
internal static class CsvTable
{
    public static byte[] Write(IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string>> rows)
    {
        using var file = new MemoryStream();
        // Spreadsheets take a file without the mark for one in their old code page.
        using (var text = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true))
        using (var writer = new CsvWriter(text, CultureInfo.InvariantCulture))
        {
            foreach (var row in rows.Prepend(heads))
            {
                foreach (var cell in row)
                {
                    writer.WriteField(cell);
                }

                writer.NextRecord();
            }
        }

        return file.ToArray();
    }

    public static IEnumerable<TableRow> Read(Stream file)
    {
        var format = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            HasHeaderRecord = false,
            DetectDelimiter = true,
            DetectDelimiterValues = [",", ";", "\t"],
            IgnoreBlankLines = false,
            MaxFieldSize = TableFile.LongestCell,
        };
        // A file in another encoding than UTF-8 or UTF-16 with its mark is refused rather than read wrongly.
        using var text = new StreamReader(file, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true);
        using var parser = new CsvParser(text, format);
        var rows = new List<TableRow>();
        try
        {
            while (parser.Read())
            {
                rows.Add(new(parser.Row, [.. Enumerable.Range(0, parser.Count).Select(column => TableFile.Cell(parser[column], column, parser.Row))]));
            }
        }
        catch (Exception cause) when (cause is MaxFieldSizeException)
        {
            throw new TableTooLargeException();
        }
        catch (Exception cause) when (cause is CsvHelperException or DecoderFallbackException or IOException)
        {
            throw new TableUnreadableException(cause);
        }

        return rows;
    }
}
