using System.IO.Compression;
using System.Text;
using DiemCau.Meetings.Shared.Tables;

namespace DiemCau.Fuzz.Targets;

/// <summary>
/// A workbook as offices send it. The first byte says what the rest is: the whole package, or one of its parts in a package that is right,
/// so that mutations get past the checksums.
/// </summary>
internal sealed class XlsxTarget : IFuzzTarget
{
    private const string Main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";

    private static readonly string[] Names =
        ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"];

    private static readonly string[] Right =
    [
        $"<worksheet {Main}><cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c>"
            + "<c r=\"B1\" s=\"1\"><v>45839</v></c><c r=\"C1\" t=\"e\"><v>#REF!</v></c><c t=\"inlineStr\"><is><r><t>a_x000B_b</t></r></is></c></row>"
            + "<row r=\"2\" hidden=\"1\"><c t=\"str\"><f>A1</f><v>x</v></c></row></sheetData><mergeCells><mergeCell ref=\"A1:A2\"/></mergeCells></worksheet>",
        $"<sst {Main}><si><t>Tên</t></si><si><r><t>UBND </t></r><r><t>xã</t></r><rPh><t>đọc</t></rPh></si></sst>",
        $"<styleSheet {Main}><numFmts><numFmt numFmtId=\"170\" formatCode=\"[$-42A]dd\\-mm\\-yyyy;@\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"170\"/></cellXfs></styleSheet>",
        $"<workbook {Main} xmlns:r=\"r\"><workbookPr date1904=\"1\"/><sheets><sheet name=\"Một\" r:id=\"rId0\"/></sheets></workbook>",
        "<Relationships><Relationship Id=\"rId0\" Type=\"t/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId1\" Type=\"t/sharedStrings\" "
            + "Target=\"sharedStrings.xml\"/><Relationship Id=\"rId2\" Type=\"t/styles\" Target=\"styles.xml\"/></Relationships>",
    ];

    public string Name => "xlsx";

    public IReadOnlyList<Type> Parsers { get; } = [typeof(XlsxReading)];

    public IReadOnlyList<byte[]> Samples { get; } =
    [
        .. Right.Select((part, at) => (byte[])[(byte)at, .. Encoding.UTF8.GetBytes(part)]),
        [(byte)Right.Length, .. Package(-1, [])],
    ];

    public void Run(ReadOnlySpan<byte> input)
    {
        if (input.IsEmpty)
        {
            return;
        }

        var part = input[0] % (Right.Length + 1);
        var file = part == Right.Length ? input[1..].ToArray() : Package(part, input[1..]);
        try
        {
            _ = XlsxReading.Read(new MemoryStream(file)).Rows.Sum(row => row.Cells.Count);
            _ = XlsxReading.ReadSheets(new MemoryStream(file)).Sum(sheet => sheet.Name.Length + sheet.Table.Rows.Count);
        }
        catch (Exception refused) when (refused is TableUnreadableException or TableTooLargeException)
        {
            // Whoever sent it is told so.
        }
    }

    private static byte[] Package(int changed, ReadOnlySpan<byte> part)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            for (var i = 0; i < Names.Length; i++)
            {
                using var entry = zip.CreateEntry(Names[i], CompressionLevel.Fastest).Open();
                entry.Write(i == changed ? part : Encoding.UTF8.GetBytes(Right[i]));
            }
        }

        return file.ToArray();
    }
}
