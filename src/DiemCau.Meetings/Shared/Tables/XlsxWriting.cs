using DiemCau.Meetings.Shared.Intake;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace DiemCau.Meetings.Shared.Tables;

/// <summary>What stands above a table that is printed and signed, such as a roster.</summary>
/// <param name="Issuer">Whose table it is.</param>
/// <param name="Title">In capitals.</param>
/// <param name="Lines">What it is about, a line each.</param>
/// <param name="Page">The word for "page" of the foot.</param>
internal sealed record XlsxTitle(string Issuer, string Title, IReadOnlyList<string> Lines, string Page);

/// <param name="Name">Of the sheet, at most 31 characters.</param>
internal sealed record XlsxTable(string Name, IReadOnlyList<string> Heads, IReadOnlyList<IReadOnlyList<string>> Rows);

/// <summary>
/// Sheets of texts that print on A4 across: bold heads that stay in view and come again on every page, columns as wide as their texts.
/// With a title it is a paper: ruled lines, wrapped texts, numbered pages.
/// </summary>
internal static class XlsxWriting
{
    private const uint HeadStyle = 1;
    private const uint TextStyle = 2;
    private const uint RuledHeadStyle = 3;
    private const uint RuledTextStyle = 4;
    private const uint IssuerStyle = 5;
    private const uint TitleStyle = 6;
    private const uint LineStyle = 7;

    /// <summary>Points that a line of these letters takes.</summary>
    private const double LineHeight = 18;

    /// <summary>"@": a code such as 024 is not a number.</summary>
    private const uint TextFormat = 49;

    private const int WidestColumn = 60;

    /// <summary>In the widths of letters: capitals are wider than the average.</summary>
    private const int Padding = 3;

    /// <summary>On paper a long text goes on in the next line.</summary>
    private const int WidestRuledColumn = 34;

    /// <param name="name">Of the sheet, at most 31 characters.</param>
    /// <param name="title">Null: the heads are the first row, as whoever reads the table back expects.</param>
    public static byte[] Write(string name, IReadOnlyList<string> heads, IReadOnlyList<IReadOnlyList<string>> rows, XlsxTitle? title = null) =>
        Write([new(name, heads, rows)], title);

    /// <summary>A workbook of tables that somebody reads back.</summary>
    public static byte[] Write(IReadOnlyList<XlsxTable> tables) => Write(tables, null);

    private static byte[] Write(IReadOnlyList<XlsxTable> tables, XlsxTitle? title)
    {
        // An empty row parts the title from the table.
        var head = title is null ? 1 : title.Lines.Count + 4;
        using var file = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            book.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
            var (sheets, names) = (new Sheets(), new DefinedNames());
            foreach (var (index, table) in tables.Index())
            {
                var part = book.AddNewPart<WorksheetPart>();
                part.Worksheet = Sheet(table, head, title);
                sheets.Append(new Sheet { Id = book.GetIdOfPart(part), SheetId = (uint)index + 1, Name = table.Name });
                names.Append(new DefinedName($"'{table.Name}'!${head}:${head}") { Name = "_xlnm.Print_Titles", LocalSheetId = (uint)index });
            }

            book.Workbook = new Workbook(new BookViews(new WorkbookView()), sheets, names);
        }

        return file.ToArray();
    }

    private static Worksheet Sheet(XlsxTable table, int head, XlsxTitle? title)
    {
        var (heads, rows) = (table.Heads, table.Rows);
        Column[] columns = [.. heads.Select((_, column) => Width(column, heads, rows, title is null ? WidestColumn : WidestRuledColumn))];
        var data = new SheetData();
        if (title is not null)
        {
            data.Append(Above(title, columns.Sum(column => column.Width!.Value)));
        }

        data.Append(title is null ? Line(head, heads, HeadStyle) : Ruled(head, heads, RuledHeadStyle, columns));
        for (var i = 0; i < rows.Count; i++)
        {
            data.Append(title is null ? Line(head + 1 + i, rows[i], TextStyle) : Ruled(head + 1 + i, rows[i], RuledTextStyle, columns));
        }

        var sheet = new Worksheet(
            new SheetProperties(new PageSetupProperties { FitToPage = true }),
            new SheetViews(new SheetView(
                new Pane { VerticalSplit = head, TopLeftCell = $"A{head + 1}", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen }) { WorkbookViewId = 0 }),
            new Columns(columns),
            data);
        if (title is not null)
        {
            sheet.Append(
                new MergeCells(Enumerable.Range(1, head - 2).Select(row => new MergeCell { Reference = $"A{row}:{CellRange.NameOf(heads.Count - 1)}{row}" })),
                new PrintOptions { HorizontalCentered = true },
                new PageMargins { Left = 0.5, Right = 0.5, Top = 0.6, Bottom = 0.6, Header = 0.3, Footer = 0.3 });
        }

        sheet.Append(new PageSetup { PaperSize = 9, Orientation = OrientationValues.Landscape, FitToWidth = 1, FitToHeight = 0 });
        if (title is not null)
        {
            sheet.Append(new HeaderFooter(new OddFooter($"&C{title.Page} &P/&N")));
        }

        return sheet;
    }

    /// <summary>Each line of the title over all columns, as high as it needs.</summary>
    private static IEnumerable<Row> Above(XlsxTitle title, double width)
    {
        (string Text, uint Style)[] lines = [(title.Issuer, IssuerStyle), (title.Title, TitleStyle), .. title.Lines.Select(line => (line, LineStyle))];
        return lines.Select((line, index) =>
        {
            var row = Line(index + 1, [line.Text], line.Style);
            (row.Height, row.CustomHeight) = (LineHeight * (line.Style == TitleStyle ? 1.5 : LinesOf(line.Text, width)), true);
            return row;
        });
    }

    /// <summary>As high as its longest text needs; not every program finds that out by itself.</summary>
    private static Row Ruled(int number, IReadOnlyList<string> texts, uint style, Column[] columns)
    {
        var row = Line(number, texts, style);
        (row.Height, row.CustomHeight) = (LineHeight * texts.Select((text, column) => LinesOf(text, columns[column].Width!.Value)).Max(), true);
        return row;
    }

    /// <summary>A column is wider than its widest text by the padding, which no letter stands in.</summary>
    private static double LinesOf(string text, double width) => Math.Max(1, Math.Ceiling(text.Length / (width - Padding)));

    private static Row Line(int number, IReadOnlyList<string> texts, uint style)
    {
        var row = new Row { RowIndex = (uint)number };
        for (var column = 0; column < texts.Count; column++)
        {
            // A ruled cell has its lines without a text; elsewhere the column's style is enough, and half of a form's cells may be empty.
            if (texts[column].Length == 0 && style == TextStyle)
            {
                continue;
            }

            row.Append(new Cell(new InlineString(new Text(ShownText.Of(texts[column])) { Space = SpaceProcessingModeValues.Preserve }))
            {
                CellReference = $"{CellRange.NameOf(column)}{number}",
                DataType = CellValues.InlineString,
                StyleIndex = style,
            });
        }

        return row;
    }

    private static Column Width(int column, IReadOnlyList<string> heads, IReadOnlyList<IReadOnlyList<string>> rows, int widest)
    {
        var longest = rows.Select(row => row[column].Length).Append(heads[column].Length).Max();
        return new() { Min = (uint)column + 1, Max = (uint)column + 1, Width = Math.Min(longest, widest) + Padding, CustomWidth = true, Style = TextStyle };
    }

    private static Stylesheet Styles() => new(
        new Fonts(Face(isBold: false), Face(isBold: true), Face(isBold: true, size: 16)),
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border(), Ruled()),
        new CellFormats(
            new CellFormat(),
            new CellFormat { FontId = 1, ApplyFont = true, NumberFormatId = TextFormat, ApplyNumberFormat = true },
            new CellFormat { FontId = 0, ApplyFont = true, NumberFormatId = TextFormat, ApplyNumberFormat = true },
            Format(font: 1, border: 1, HorizontalAlignmentValues.Center, VerticalAlignmentValues.Center),
            Format(font: 0, border: 1, HorizontalAlignmentValues.Left, VerticalAlignmentValues.Top),
            Format(font: 1, border: 0, HorizontalAlignmentValues.Left, VerticalAlignmentValues.Center),
            Format(font: 2, border: 0, HorizontalAlignmentValues.Center, VerticalAlignmentValues.Center),
            Format(font: 0, border: 0, HorizontalAlignmentValues.Center, VerticalAlignmentValues.Center)));

    private static CellFormat Format(uint font, uint border, HorizontalAlignmentValues across, VerticalAlignmentValues down) => new()
    {
        FontId = font, ApplyFont = true, BorderId = border, ApplyBorder = true, NumberFormatId = TextFormat, ApplyNumberFormat = true,
        ApplyAlignment = true, Alignment = new() { Horizontal = across, Vertical = down, WrapText = true },
    };

    private static Border Ruled() => new(
        new LeftBorder { Style = BorderStyleValues.Thin }, new RightBorder { Style = BorderStyleValues.Thin },
        new TopBorder { Style = BorderStyleValues.Thin }, new BottomBorder { Style = BorderStyleValues.Thin });

    private static Font Face(bool isBold, double size = 13)
    {
        var font = new Font();
        if (isBold)
        {
            font.Append(new Bold());
        }

        font.Append(new FontSize { Val = size }, new FontName { Val = "Times New Roman" });
        return font;
    }
}
