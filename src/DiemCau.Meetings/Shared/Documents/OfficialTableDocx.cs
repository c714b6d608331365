using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using static DiemCau.Meetings.Shared.Documents.DocxText;

namespace DiemCau.Meetings.Shared.Documents;

/// <param name="Agency">Whose table it is.</param>
/// <param name="Title">In capitals.</param>
/// <param name="Lines">What it is about, a line each.</param>
/// <param name="Foot">Who compiled it, when: below the table, at its right.</param>
internal sealed record OfficialTable(string Agency, string Title, IReadOnlyList<string> Lines, LetterTable Table, string Foot);

/// <summary>A table that offices hand on, such as the summary of a check: A4 across, the two-column head of official papers, its heads on every page.</summary>
internal static class OfficialTableDocx
{
    private const int PageWidth = 16838;
    private const int Margin = 850;
    private const int TextWidth = PageWidth - (2 * Margin);
    private const int LeftColumn = TextWidth * 2 / 5;
    private const double HeadSize = 12;

    /// <summary>Fourteen columns have to stand beside each other.</summary>
    private const double TableSize = 8.5;

    public static byte[] Write(OfficialTable table, string language)
    {
        using var file = new MemoryStream();
        using (var document = WordprocessingDocument.Create(file, WordprocessingDocumentType.Document))
        {
            var main = document.AddMainDocumentPart();
            main.AddNewPart<StyleDefinitionsPart>().Styles = DefaultStyles(language);
            var body = new Body(
                Columns(
                    [LeftColumn, TextWidth - LeftColumn],
                    [
                        [Centred(table.Agency.ToUpperInvariant(), HeadSize, bold: true), Rule(LeftColumn / 3)],
                        [
                            Centred(Texts.Get(language, "letter.state"), HeadSize, bold: true), Centred(Texts.Get(language, "letter.motto"), HeadSize, bold: true),
                            Rule((TextWidth - LeftColumn - 3000) / 2),
                        ],
                    ]),
                Centred(table.Title, 14, bold: true, before: 240, after: 60));
            body.Append(table.Lines.Select(line => Centred(line, HeadSize)));
            body.Append(
                Paragraph(JustificationValues.Left, 0, 60, [Words("", 6)]),
                Grid(table.Table, TextWidth, TableSize),
                Paragraph(JustificationValues.Right, 120, 0, [Words(table.Foot, HeadSize, italic: true)]),
                new SectionProperties(
                    new PageSize { Width = PageWidth, Height = 11906, Orient = PageOrientationValues.Landscape },
                    new PageMargin { Top = Margin, Bottom = Margin, Left = Margin, Right = Margin, Header = 425, Footer = 425, Gutter = 0 }));
            main.Document = new Document(body);
            document.PackageProperties.Title = Printable(table.Title);
            document.PackageProperties.Creator = Printable(table.Agency);
        }

        return file.ToArray();
    }
}
