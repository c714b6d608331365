using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using static DiemCau.Meetings.Shared.Documents.DocxText;

namespace DiemCau.Meetings.Shared.Documents;

/// <summary>
/// Writes a letter as a Word file in the form of Decree 30/2020/NĐ-CP, appendix I: A4, margins 20 mm above and below, 30 mm left, 20 mm right,
/// Times New Roman 12 to 14, the page's number above from the second page on.
/// </summary>
internal static class OfficialLetterDocx
{
    public const string MediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    private const int TextWidth = 11906 - LeftMargin - RightMargin;
    private const int LeftMargin = 1701;
    private const int RightMargin = 1134;
    private const int UpperMargin = 1134;

    private const double BodySize = 14;
    private const double HeadSize = 13;
    private const double StateSize = 12;
    private const double CopiesSize = 11;

    /// <summary>Left half of the head, and of the signature.</summary>
    private const int LeftColumn = 3500;

    /// <summary>Capitals of 12 points that its 6.2 cm hold.</summary>
    private const int LettersOfLeftHalf = 22;

    /// <summary>What stands in the letter besides its own words, in the installation's language.</summary>
    public static byte[] Write(OfficialLetter letter, string language)
    {
        using var file = new MemoryStream();
        using (var document = WordprocessingDocument.Create(file, WordprocessingDocumentType.Document))
        {
            var main = document.AddMainDocumentPart();
            main.AddNewPart<StyleDefinitionsPart>().Styles = DefaultStyles(language);
            var number = main.AddNewPart<HeaderPart>();
            number.Header = new Header(new Paragraph(
                new ParagraphProperties(new Justification { Val = JustificationValues.Center }), new SimpleField(Words("", HeadSize)) { Instruction = "PAGE" }));
            var body = new Body(Head(letter, language));
            body.Append(To(letter, language));
            body.Append(Content(letter));
            body.Append(Foot(letter, language));
            if (letter.Annex is { } annex)
            {
                body.Append(Annex(annex));
            }

            body.Append(new SectionProperties(
                new HeaderReference { Type = HeaderFooterValues.Default, Id = main.GetIdOfPart(number) },
                new PageSize { Width = 11906, Height = 16838 },
                new PageMargin { Top = UpperMargin, Bottom = UpperMargin, Left = LeftMargin, Right = RightMargin, Header = 567, Footer = 567, Gutter = 0 },
                new TitlePage()));
            main.Document = new Document(body);
            document.PackageProperties.Title = Printable(letter.Subject);
            document.PackageProperties.Creator = Printable(letter.Agency);
        }

        return file.ToArray();
    }

    private static Table Head(OfficialLetter letter, string language)
    {
        List<Paragraph> agency = [];
        if (letter.Superior is { } superior)
        {
            agency.AddRange(Lines(superior, language).Select(line => Centred(line, StateSize)));
        }

        agency.AddRange(Lines(letter.Agency, language).Select(line => Centred(line, StateSize, bold: true)));
        agency.Add(Rule(LeftColumn / 3));
        Paragraph[] state =
        [
            Centred(Texts.Get(language, "letter.state"), StateSize, bold: true),
            Centred(Texts.Get(language, "letter.motto"), HeadSize, bold: true),
            // As long as the motto: about 5.3 cm of the column's 9.8.
            Rule((TextWidth - LeftColumn - 3000) / 2),
        ];
        Paragraph[] number =
        [
            Centred(Texts.Get(language, "letter.number", letter.Number ?? new string('\u00a0', 12)), HeadSize, before: 60),
            Centred(Texts.Get(language, "letter.subject", letter.Subject), 12, before: 60),
        ];
        Paragraph[] date = [Centred(letter.PlaceAndDate, HeadSize, italic: true, before: 60)];
        return Columns([LeftColumn, TextWidth - LeftColumn], [agency, state], [number, date]);
    }

    private static IEnumerable<OpenXmlElement> To(OfficialLetter letter, string language)
    {
        var to = Texts.Get(language, "letter.to");
        if (letter.Addressees.Count == 1)
        {
            yield return Paragraph(JustificationValues.Center, 280, 200, [Words($"{to} {letter.Addressees[0]}", BodySize)]);
            yield break;
        }

        yield return Paragraph(JustificationValues.Left, 280, 0, [Words(to, BodySize)], left: 1700, keepWithNext: true);
        for (var i = 0; i < letter.Addressees.Count; i++)
        {
            var isLast = i == letter.Addressees.Count - 1;
            yield return Paragraph(JustificationValues.Left, 0, isLast ? 200 : 0, [Words($"- {letter.Addressees[i]}{(isLast ? "." : ";")}", BodySize)], left: 2800);
        }
    }

    private static IEnumerable<OpenXmlElement> Content(OfficialLetter letter)
    {
        yield return Text(letter.Opening);
        for (var i = 0; i < letter.Items.Count; i++)
        {
            var item = letter.Items[i];
            yield return Paragraph(JustificationValues.Both, 60, 60,
                [Words($"{(i + 1).ToString(CultureInfo.InvariantCulture)}. {item.Label}: ", BodySize, bold: true), Words(item.Lines is [var first, ..] ? first : "", BodySize)],
                FirstLine, keepWithNext: item.Lines.Count > 1 || item.Table is not null);
            foreach (var line in item.Lines.Skip(1))
            {
                yield return Text(line);
            }

            if (item.Table is { } table)
            {
                yield return Grid(table, TextWidth, HeadSize);
            }
        }

        for (var i = 0; i < letter.Closing.Count; i++)
        {
            // A signature never stands on a page of its own.
            yield return Text(letter.Closing[i], keepWithNext: i >= letter.Closing.Count - 2);
        }

        static Paragraph Text(string text, bool keepWithNext = false) =>
            Paragraph(JustificationValues.Both, 60, 60, [Words(text, BodySize)], FirstLine, keepWithNext);
    }

    private static IEnumerable<OpenXmlElement> Foot(OfficialLetter letter, string language)
    {
        List<Paragraph> copies = [Paragraph(JustificationValues.Left, 0, 0, [Words(Texts.Get(language, "letter.copies"), 12, bold: true, italic: true)])];
        for (var i = 0; i < letter.Copies.Count; i++)
        {
            copies.Add(Paragraph(JustificationValues.Left, 0, 0, [Words($"- {letter.Copies[i]}{(i == letter.Copies.Count - 1 ? "." : ";")}", CopiesSize)]));
        }

        Paragraph[] signature =
        [
            Centred(Capitals(letter.SignerTitle ?? ""), BodySize, bold: true),
            // Room for signature and seal.
            Centred("", BodySize, before: 1000),
            Centred(letter.SignerName ?? "", BodySize, bold: true),
        ];
        yield return Paragraph(JustificationValues.Left, 0, 0, [Words("", 6)], keepWithNext: true);
        yield return Columns([LeftColumn + 800, TextWidth - LeftColumn - 800], [[.. copies], signature]);
    }

    private static IEnumerable<OpenXmlElement> Annex(LetterAnnex annex)
    {
        var title = Centred(annex.Title, BodySize, bold: true, after: 160);
        title.ParagraphProperties!.PrependChild(new PageBreakBefore());
        yield return title;
        yield return Grid(annex.Table, TextWidth, 12);
        // A document must not end with a table.
        yield return Paragraph(JustificationValues.Left, 0, 0, [Words("", 2)]);
    }

    /// <summary>A committee's name that is too long for the left half is broken before its place: ỦY BAN NHÂN DÂN above TỈNH ĐẮK LẮK.</summary>
    private static IEnumerable<string> Lines(string name, string language)
    {
        var committee = Texts.Get(language, "letter.committee");
        return name.Length > LettersOfLeftHalf && name.StartsWith(committee + " ", StringComparison.OrdinalIgnoreCase)
            ? [Capitals(committee), Capitals(name[(committee.Length + 1)..])]
            : [Capitals(name)];
    }

    private static string Capitals(string text) => text.ToUpper(CultureInfo.InvariantCulture);
}
