using DiemCau.Meetings.Shared.Intake;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace DiemCau.Meetings.Shared.Documents;

/// <summary>Paragraphs and tables as official documents have them. Lengths are in twentieths of a point (twips), 567 to the centimetre.</summary>
internal static class DocxText
{
    /// <summary>The first line of a paragraph: 1.27 cm, as the decree allows.</summary>
    public const int FirstLine = 720;

    private const string Font = "Times New Roman";

    public static Styles DefaultStyles(string language) => new(new DocDefaults(
        new RunPropertiesDefault(new RunPropertiesBaseStyle(
            new RunFonts { Ascii = Font, HighAnsi = Font, ComplexScript = Font, EastAsia = Font },
            new FontSize { Val = "28" }, new FontSizeComplexScript { Val = "28" },
            new Languages { Val = language == Language.Vietnamese ? "vi-VN" : "en-GB" })),
        new ParagraphPropertiesDefault()));

    /// <param name="size">Of the letters, in points.</param>
    public static Run Words(string text, double size, bool bold = false, bool italic = false)
    {
        var style = new RunProperties();
        if (bold)
        {
            style.Append(new Bold());
        }

        if (italic)
        {
            style.Append(new Italic());
        }

        var halfPoints = (size * 2).ToString(System.Globalization.CultureInfo.InvariantCulture);
        style.Append(new FontSize { Val = halfPoints }, new FontSizeComplexScript { Val = halfPoints });
        var run = new Run(style);
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var line = 0; line < lines.Length; line++)
        {
            if (line > 0)
            {
                run.Append(new Break());
            }

            run.Append(new Text(Printable(lines[line])) { Space = SpaceProcessingModeValues.Preserve });
        }

        return run;
    }

    /// <param name="before">Space above and <paramref name="after"/> below, in twips.</param>
    public static Paragraph Paragraph(
        JustificationValues align, int before, int after, IEnumerable<Run> runs, int firstLine = 0, bool keepWithNext = false, int left = 0)
    {
        var style = new ParagraphProperties();
        if (keepWithNext)
        {
            style.Append(new KeepNext());
        }

        style.Append(new SpacingBetweenLines
        {
            Before = Number(before), After = Number(after), Line = "269", LineRule = LineSpacingRuleValues.Auto,
        });
        if (firstLine > 0 || left > 0)
        {
            style.Append(new Indentation { FirstLine = Number(firstLine), Left = Number(left) });
        }

        style.Append(new Justification { Val = align });
        var paragraph = new Paragraph(style);
        paragraph.Append(runs);
        return paragraph;
    }

    public static Paragraph Centred(string text, double size, bool bold = false, bool italic = false, int before = 0, int after = 0) =>
        Paragraph(JustificationValues.Center, before, after, [Words(text, size, bold, italic)]);

    /// <summary>A line under a head, shorter than what it stands under: the upper border of an almost empty paragraph.</summary>
    /// <param name="indent">From both sides, in twips.</param>
    public static Paragraph Rule(int indent) => new(
        new ParagraphProperties(
            new ParagraphBorders(new TopBorder { Val = BorderValues.Single, Size = 6, Space = 1 }),
            new SpacingBetweenLines { Before = "20", After = "0", Line = "120", LineRule = LineSpacingRuleValues.Exact },
            new Indentation { Left = Number(indent), Right = Number(indent) },
            new Justification { Val = JustificationValues.Center }),
        Words("", 4));

    /// <summary>A table without lines, to set texts beside each other.</summary>
    public static Table Columns(IReadOnlyList<int> widths, params IReadOnlyList<IReadOnlyList<Paragraph>[]> rows)
    {
        var table = TableOf(widths, BorderValues.None);
        foreach (var row in rows)
        {
            table.Append(new TableRow([new TableRowProperties(new CantSplit()), .. row.Select((cell, column) => Cell(widths[column], cell))]));
        }

        // To the edge: the widest line of the head has no millimetre to give away.
        table.GetFirstChild<TableProperties>()!.Append(new TableCellMarginDefault(
            new TableCellLeftMargin { Width = 0, Type = TableWidthValues.Dxa }, new TableCellRightMargin { Width = 0, Type = TableWidthValues.Dxa }));
        return table;
    }

    /// <summary>A table with lines, whose head returns on every page.</summary>
    /// <param name="total">Width in twips.</param>
    public static Table Grid(LetterTable of, int total, double size)
    {
        int[] widths = [.. of.Widths.Select(width => total * width / 100)];
        var table = TableOf(widths, BorderValues.Single);
        table.Append(new TableRow(
            [new TableRowProperties(new CantSplit(), new TableHeader()), .. of.Heads.Select((head, column) => Cell(widths[column], [Centred(head, size, bold: true, before: 40, after: 40)]))]));
        foreach (var row in of.Rows)
        {
            table.Append(new TableRow([new TableRowProperties(new CantSplit()), .. row.Select((text, column) => Cell(
                widths[column], [Paragraph(column == 0 ? JustificationValues.Center : JustificationValues.Left, 40, 40, [Words(text, size)])]))]));
        }

        return table;
    }

    /// <summary>A paragraph is one line: line ends of a text are spaces in it.</summary>
    public static string Printable(string text) => ShownText.Of(text).ReplaceLineEndings(" ");

    private static string Number(int twips) => twips.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static Table TableOf(IReadOnlyList<int> widths, BorderValues lines) => new(
        new TableProperties(
            new TableWidth { Width = Number(widths.Sum()), Type = TableWidthUnitValues.Dxa },
            new TableBorders(
                new TopBorder { Val = lines, Size = 4 }, new LeftBorder { Val = lines, Size = 4 }, new BottomBorder { Val = lines, Size = 4 },
                new RightBorder { Val = lines, Size = 4 }, new InsideHorizontalBorder { Val = lines, Size = 4 }, new InsideVerticalBorder { Val = lines, Size = 4 }),
            new TableLayout { Type = TableLayoutValues.Fixed }),
        new TableGrid(widths.Select(width => new GridColumn { Width = Number(width) })));

    private static TableCell Cell(int width, IReadOnlyList<Paragraph> content) =>
        new([new TableCellProperties(new TableCellWidth { Width = Number(width), Type = TableWidthUnitValues.Dxa }), .. content]);
}
