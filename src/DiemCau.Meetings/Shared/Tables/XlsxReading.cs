using System.IO.Compression;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace DiemCau.Meetings.Shared.Tables;

/// <summary>The first sheet of a workbook, cell by cell: never more of it in memory than its texts.</summary>
internal static class XlsxReading
{
    /// <summary>Twenty times what is sent; the sheets that people keep pack to a tenth.</summary>
    private const long LargestUnpacked = 20L * TableFile.LargestFile;

    private const int MostParts = 500;

    public static bool IsZip(ReadOnlySpan<byte> file) => file.StartsWith("PK\u0003\u0004"u8);

    public static IEnumerable<TableRow> Read(Stream file)
    {
        try
        {
            RefuseBombs(file);
            file.Position = 0;
            using var workbook = SpreadsheetDocument.Open(file, isEditable: false, new() { MaxCharactersInPart = LargestUnpacked });
            var book = workbook.WorkbookPart ?? throw new TableUnreadableException();
            var sheet = book.Workbook.Sheets?.Elements<Sheet>().FirstOrDefault(sheet => sheet.State is null || sheet.State == SheetStateValues.Visible);
            if (sheet?.Id?.Value is not { } id || book.GetPartById(id) is not WorksheetPart part)
            {
                throw new TableUnreadableException();
            }

            return Rows(part, Strings(book.SharedStringTablePart));
        }
        catch (Exception cause) when (cause is OpenXmlPackageException or FileFormatException or InvalidDataException or XmlException
            or ArgumentException or FormatException or KeyNotFoundException or NotSupportedException or InvalidOperationException or OverflowException)
        {
            throw new TableUnreadableException(cause);
        }
    }

    /// <summary>What a package says of its sizes is as untrue as it likes: everything is unpacked once, and counted.</summary>
    private static void RefuseBombs(Stream file)
    {
        using var package = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        if (package.Entries.Count > MostParts)
        {
            throw new TableTooLargeException();
        }

        var unpacked = 0L;
        var buffer = new byte[64 * 1024];
        foreach (var entry in package.Entries)
        {
            using var part = entry.Open();
            for (int read; (read = part.Read(buffer)) > 0;)
            {
                if ((unpacked += read) > LargestUnpacked)
                {
                    throw new TableTooLargeException();
                }
            }
        }
    }

    private static List<string> Strings(SharedStringTablePart? part)
    {
        var strings = new List<string>();
        if (part is null)
        {
            return strings;
        }

        using var reader = OpenXmlReader.Create(part);
        while (reader.Read())
        {
            if (reader.ElementType == typeof(SharedStringItem) && reader.IsStartElement)
            {
                strings.Add(TextOf(reader.LoadCurrentElement()!));
            }
        }

        return strings;
    }

    private static List<TableRow> Rows(WorksheetPart part, List<string> strings)
    {
        var rows = new List<TableRow>();
        List<string> cells = [];
        using var reader = OpenXmlReader.Create(part);
        while (reader.Read())
        {
            if (!reader.IsStartElement)
            {
                continue;
            }

            if (reader.ElementType == typeof(Row))
            {
                var number = reader.Attributes.FirstOrDefault(attribute => attribute.LocalName == "r").Value is { } given ? int.Parse(given) : rows.Count + 1;
                TableFile.Cell(null, 0, Math.Max(number, rows.Count));
                rows.Add(new(number, cells = []));
            }
            else if (reader.ElementType == typeof(Cell))
            {
                var cell = (Cell)reader.LoadCurrentElement()!;
                var column = cell.CellReference?.Value is { } reference ? ColumnOf(reference) : cells.Count;
                var text = TableFile.Cell(TextOf(cell, strings), column, rows.Count);
                while (cells.Count <= column)
                {
                    cells.Add("");
                }

                cells[column] = text;
            }
        }

        return rows;
    }

    private static string TextOf(Cell cell, List<string> strings)
    {
        var value = cell.CellValue?.Text ?? "";
        if (cell.DataType?.Value is not { } type)
        {
            return value;
        }

        return type == CellValues.SharedString ? strings[int.Parse(value)]
            : type == CellValues.InlineString ? cell.InlineString is { } inline ? TextOf(inline) : ""
            : value;
    }

    /// <summary>Without the readings that East Asian cells may carry (rPh).</summary>
    private static string TextOf(OpenXmlElement text) =>
        string.Concat(text.Descendants<Text>().Where(part => part.Parent is not PhoneticRun).Select(part => part.Text));

    /// <summary>"AB12" → 27.</summary>
    private static int ColumnOf(string reference)
    {
        var column = 0;
        foreach (var letter in reference.TakeWhile(char.IsAsciiLetterUpper))
        {
            column = checked((column * 26) + letter - 'A' + 1);
        }

        return column - 1;
    }
}
