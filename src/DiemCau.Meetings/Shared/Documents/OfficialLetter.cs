namespace DiemCau.Meetings.Shared.Documents;

/// <summary>
/// A letter of an office ("công văn") in the parts of Decree 30/2020/NĐ-CP, appendix I, whatever it is written into: a Word file, a page.
/// Nothing in it is formatted or numbered yet but times, which are words already.
/// </summary>
internal sealed record OfficialLetter
{
    /// <summary>"Cơ quan chủ quản"; null where the issuer stands under none that is named in its letters.</summary>
    public string? Superior { get; init; }

    public required string Agency { get; init; }

    /// <summary>"Số, ký hiệu"; null: left blank, to be written by the registry.</summary>
    public string? Number { get; init; }

    /// <summary>After "V/v".</summary>
    public required string Subject { get; init; }

    /// <summary>Such as "Đắk Lắk, ngày 20 tháng 11 năm 2026".</summary>
    public required string PlaceAndDate { get; init; }

    public required IReadOnlyList<string> Addressees { get; init; }

    public required string Opening { get; init; }

    /// <summary>Numbered in their order.</summary>
    public required IReadOnlyList<LetterItem> Items { get; init; }

    public required IReadOnlyList<string> Closing { get; init; }

    /// <summary>"Nơi nhận"</summary>
    public required IReadOnlyList<string> Copies { get; init; }

    public string? SignerTitle { get; init; }

    public string? SignerName { get; init; }

    /// <summary>On a sheet of its own behind the letter.</summary>
    public LetterAnnex? Annex { get; init; }
}

/// <param name="Label">Such as "Thời gian".</param>
/// <param name="Lines">The first stands behind the label, the others below it.</param>
internal sealed record LetterItem(string Label, IReadOnlyList<string> Lines, LetterTable? Table = null);

/// <param name="Widths">Of the columns, in percent of the page's text.</param>
internal sealed record LetterTable(IReadOnlyList<string> Heads, IReadOnlyList<int> Widths, IReadOnlyList<IReadOnlyList<string>> Rows);

internal sealed record LetterAnnex(string Title, LetterTable Table);
