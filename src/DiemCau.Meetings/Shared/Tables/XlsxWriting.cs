using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace DiemCau.Meetings.Shared.Tables;

/// <summary>One sheet of texts that prints on A4: bold heads that stay in view, columns as wide as their texts.</summary>
internal static class XlsxWriting
{
    private const uint HeadStyle = 1;
    private const uint TextStyle = 2;

    /// <summary>"@": a code such as 024 is not a number.</summary>
    private const uint TextFormat = 49;

    private const int WidestColumn = 60;

    /// <param name="name">Of the sheet, at most 31 characters.</param>
    public static byte[] Write(string name, IReadOnlyList<string> heads, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        using var file = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            book.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
            var part = book.AddNewPart<WorksheetPart>();
            var data = new SheetData(Line(1, heads, HeadStyle));
            for (var i = 0; i < rows.Count; i++)
                data.Append(Line(i + 2, rows[i], TextStyle));
            part.Worksheet = new Worksheet(
                new SheetProperties(new PageSetupProperties { FitToPage = true }),
                new SheetViews(new SheetView(
                    new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen }) { WorkbookViewId = 0 }),
                new Columns(heads.Select((_, column) => Width(column, heads, rows))),
                data,
                new PageSetup { PaperSize = 9, Orientation = OrientationValues.Landscape, FitToWidth = 1, FitToHeight = 0 });
            book.Workbook = new Workbook(
                new BookViews(new WorkbookView()),
                new Sheets(new Sheet { Id = book.GetIdOfPart(part), SheetId = 1, Name = name }),
                new DefinedNames(new DefinedName($"'{name}'!$1:$1") { Name = "_xlnm.Print_Titles", LocalSheetId = 0 }));
        }

        return file.ToArray();
    }

    private static Row Line(int number, IReadOnlyList<string> texts, uint style)
    {
        var row = new Row { RowIndex = (uint)number };
        for (var column = 0; column < texts.Count; column++)
        {
            row.Append(new Cell(new InlineString(new Text(texts[column]) { Space = SpaceProcessingModeValues.Preserve }))
            {
                CellReference = $"{NameOf(column)}{number}",
                DataType = CellValues.InlineString,
                StyleIndex = style,
            });
        }

        return row;
    }

    /// <summary>0 → "A", 27 → "AB".</summary>
    private static string NameOf(int column) => (column < 26 ? "" : NameOf((column / 26) - 1)) + (char)('A' + (column % 26));

    private static Column Width(int column, IReadOnlyList<string> heads, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var longest = rows.Select(row => row[column].Length).Append(heads[column].Length).Max();
        return new() { Min = (uint)column + 1, Max = (uint)column + 1, Width = Math.Min(longest, WidestColumn) + 3, CustomWidth = true, Style = TextStyle };
    }

    private static Stylesheet Styles() => new(
        new Fonts(Face(isBold: false), Face(isBold: true)),
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border()),
        new CellFormats(
            new CellFormat(),
            new CellFormat { FontId = 1, ApplyFont = true, NumberFormatId = TextFormat, ApplyNumberFormat = true },
            new CellFormat { FontId = 0, ApplyFont = true, NumberFormatId = TextFormat, ApplyNumberFormat = true }));

    private static Font Face(bool isBold)
    {
        var font = new Font();
        if (isBold)
            font.Append(new Bold());
        font.Append(new FontSize { Val = 13 }, new FontName { Val = "Times New Roman" });
        return font;
    }
}
