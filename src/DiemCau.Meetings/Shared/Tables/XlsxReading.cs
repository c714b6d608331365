using System.Xml;

namespace DiemCau.Meetings.Shared.Tables;

/// <param name="Name">Of its tab.</param>
internal sealed record NamedTable(string Name, Table Table);

/// <summary>The visible sheets of a workbook on which something stands, as a spreadsheet program shows them: never more in memory than their texts.</summary>
internal static class XlsxReading
{
    public static bool IsZip(ReadOnlySpan<byte> file) => file.StartsWith("PK\u0003\u0004"u8);

    /// <summary>The first of them, with a note of its name where there are several.</summary>
    /// <exception cref="TableTooLargeException"/>
    /// <exception cref="TableUnreadableException"/>
    public static Table Read(Stream file, CancellationToken cancellation = default)
    {
        (bool IsOnly, NamedTable Sheet)? first = null;
        Open(file, (sheet, visible) =>
        {
            first = (visible == 1, sheet);
            return sheet.Table.Rows.Count == 0;
        }, cancellation);
        return first is not { } read ? throw new TableUnreadableException()
            : read.IsOnly || read.Sheet.Table.Rows.Count == 0 ? read.Sheet.Table
            : read.Sheet.Table with { Notes = [new("sheet", read.Sheet.Name), .. read.Sheet.Table.Notes] };
    }

    /// <summary>All of them, in the order of their tabs; what one may take, all together may take.</summary>
    /// <exception cref="TableTooLargeException"/>
    /// <exception cref="TableUnreadableException"/>
    public static IReadOnlyList<NamedTable> ReadSheets(Stream file, CancellationToken cancellation = default)
    {
        var sheets = new List<NamedTable>();
        Open(file, (sheet, _) =>
        {
            if (sheet.Table.Rows.Count > 0)
            {
                sheets.Add(sheet);
            }

            return true;
        }, cancellation);
        return sheets;
    }

    /// <param name="take">Takes a sheet and how many are visible; false: the others need not be read.</param>
    private static void Open(Stream file, Func<NamedTable, int, bool> take, CancellationToken cancellation)
    {
        try
        {
            var budget = new XlsxBudget(cancellation);
            using var package = new XlsxPackage(file, budget);
            Read(package, budget, take);
        }
        catch (Exception cause) when (cause is InvalidDataException or XmlException or IOException or ArgumentException
            or NotSupportedException or InvalidOperationException)
        {
            throw new TableUnreadableException(cause);
        }
    }

    private static void Read(XlsxPackage package, XlsxBudget budget, Func<NamedTable, int, bool> take)
    {
        var path = package.RelationsOf("").FirstOrDefault(relation => relation.Type == "officeDocument").Path ?? "xl/workbook.xml";
        var relations = package.RelationsOf(path);
        string? PathOf(string type) => relations.FirstOrDefault(relation => relation.Type == type).Path;

        var book = XlsxWorkbook.Read(package.Open(path) ?? throw new TableUnreadableException());
        var strings = XlsxStrings.Read(package.Open(PathOf("sharedStrings")), budget);
        var formats = XlsxFormats.Read(package.Open(PathOf("styles")), book.From1904);
        foreach (var (id, name) in book.Visible)
        {
            var sheet = package.Open(relations.FirstOrDefault(relation => relation.Id == id).Path) ?? throw new TableUnreadableException();
            if (!take(new(name, XlsxSheet.Read(sheet, strings, formats, budget)), book.Visible.Count))
            {
                return;
            }
        }
    }
}
