using System.IO.Compression;
using System.Text;

namespace DiemCau.Meetings.Tests.Testing;

/// <summary>A workbook made of the XML of its parts, so that it can say what no library would write.</summary>
internal static class SheetFile
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    /// <param name="data">The rows: what is inside &lt;sheetData&gt;.</param>
    /// <param name="after">What follows them, such as mergeCells.</param>
    /// <param name="before">What stands before them, such as cols.</param>
    /// <param name="strings">What is inside &lt;sst&gt;.</param>
    /// <param name="formats">Codes of number formats; cells take them by their style, from 1.</param>
    public static byte[] Of(string data, string after = "", string before = "", string strings = "", string[]? formats = null, string bookProperties = "") => Zip(
        ("_rels/.rels", Relations("officeDocument", "xl/workbook.xml")),
        ("xl/workbook.xml", $"""<workbook xmlns="{Main}" xmlns:r="r">{bookProperties}<sheets><sheet name="Một" sheetId="1" r:id="rId1"/></sheets></workbook>"""),
        ("xl/_rels/workbook.xml.rels", Relations("worksheet", "worksheets/sheet1.xml", "sharedStrings", "sharedStrings.xml", "styles", "styles.xml")),
        ("xl/worksheets/sheet1.xml", $"""<worksheet xmlns="{Main}">{before}<sheetData>{data}</sheetData>{after}</worksheet>"""),
        ("xl/sharedStrings.xml", $"""<sst xmlns="{Main}">{strings}</sst>"""),
        ("xl/styles.xml", Styles(formats ?? [])));

    /// <summary>Sheets in the order of their tabs, their parts named the other way round.</summary>
    /// <param name="sheets">The name of each and its rows.</param>
    public static byte[] OfSheets(params (string Name, string Data)[] sheets) => Zip(
    [
        ("_rels/.rels", Relations("officeDocument", "xl/workbook.xml")),
        ("xl/workbook.xml", $"""<workbook xmlns="{Main}" xmlns:r="r"><sheets>{string.Concat(sheets.Select((sheet, i) => $"""<sheet name="{sheet.Name}" sheetId="{sheets.Length - i}" r:id="rId{i + 1}"/>"""))}</sheets></workbook>"""),
        ("xl/_rels/workbook.xml.rels", Relations([.. sheets.SelectMany((_, i) => new[] { "worksheet", $"worksheets/sheet{sheets.Length - i}.xml" })])),
        .. sheets.Select((sheet, i) => ($"xl/worksheets/sheet{sheets.Length - i}.xml", $"""<worksheet xmlns="{Main}"><sheetData>{sheet.Data}</sheetData></worksheet>""")),
    ]);

    public static byte[] Zip(params (string Name, string Content)[] parts)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create))
        {
            foreach (var (name, content) in parts)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.Optimal).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return file.ToArray();
    }

    /// <summary>A row of texts.</summary>
    public static string Row(int number, params string?[] texts) =>
        $"""<row r="{number}">{string.Concat(texts.Select((text, i) => text is null ? "" : Text($"{(char)('A' + i)}{number}", text)))}</row>""";

    public static string Text(string reference, string text) =>
        $"""<c r="{reference}" t="inlineStr"><is><t xml:space="preserve">{System.Security.SecurityElement.Escape(text)}</t></is></c>""";

    private static string Relations(params string[] typesAndTargets) =>
        "<Relationships>" + string.Concat(typesAndTargets.Chunk(2).Select((relation, i) =>
            $"""<Relationship Id="rId{i + 1}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{relation[0]}" Target="{relation[1]}"/>""")) + "</Relationships>";

    private static string Styles(string[] formats) => $"""
        <styleSheet xmlns="{Main}"><numFmts>{string.Concat(formats.Select((code, i) => $"""<numFmt numFmtId="{170 + i}" formatCode="{System.Security.SecurityElement.Escape(code)}"/>"""))}</numFmts>
        <cellStyleXfs><xf numFmtId="0"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>{string.Concat(formats.Select((_, i) => $"""<xf numFmtId="{170 + i}"/>"""))}</cellXfs></styleSheet>
        """;
}
