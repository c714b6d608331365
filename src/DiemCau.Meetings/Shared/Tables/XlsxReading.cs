using System.Xml;

namespace DiemCau.Meetings.Shared.Tables;

/// <summary>
/// The first visible sheet of a workbook on which something stands, as a spreadsheet program shows it: never more of it in memory than its
/// texts.
/// </summary>
internal static class XlsxReading
{
    public static bool IsZip(ReadOnlySpan<byte> file) => file.StartsWith("PK\u0003\u0004"u8);

    /// <exception cref="TableTooLargeException"/>
    /// <exception cref="TableUnreadableException"/>
    public static Table Read(Stream file, CancellationToken cancellation = default)
    {
        try
        {
            var budget = new XlsxBudget(cancellation);
            using var package = new XlsxPackage(file, budget);
            return Read(package, budget);
        }
        catch (Exception cause) when (cause is InvalidDataException or XmlException or IOException or ArgumentException
            or NotSupportedException or InvalidOperationException)
        {
            throw new TableUnreadableException(cause);
        }
    }

    private static Table Read(XlsxPackage package, XlsxBudget budget)
    {
        var path = package.RelationsOf("").FirstOrDefault(relation => relation.Type == "officeDocument").Path ?? "xl/workbook.xml";
        var relations = package.RelationsOf(path);
        string? PathOf(string type) => relations.FirstOrDefault(relation => relation.Type == type).Path;

        var book = XlsxWorkbook.Read(package.Open(path) ?? throw new TableUnreadableException());
        var strings = XlsxStrings.Read(package.Open(PathOf("sharedStrings")), budget);
        var formats = XlsxFormats.Read(package.Open(PathOf("styles")), book.From1904);
        Table? empty = null;
        foreach (var (id, name) in book.Visible)
        {
            var sheet = package.Open(relations.FirstOrDefault(relation => relation.Id == id).Path) ?? throw new TableUnreadableException();
            var table = XlsxSheet.Read(sheet, strings, formats, budget);
            if (table.Rows.Count > 0)
            {
                return book.Visible.Count == 1 ? table : table with { Notes = [new("sheet", name), .. table.Notes] };
            }

            empty ??= table;
        }

        return empty ?? throw new TableUnreadableException();
    }
}
