using DiemCau.Meetings.Shared.Intake;

namespace DiemCau.Meetings.Shared.Tables;

/// <summary>A cell's text as it is taken in.</summary>
internal static class CellText
{
    public const string NotUnicode = "table_cell_encoding";

    /// <summary>What stands where a letter could not be read by whatever wrote the file.</summary>
    private const char Lost = '\ufffd';

    /// <summary>Lines of a cell are where its column ends, not part of a name: they become spaces, as do several spaces.</summary>
    public static TableCell Of(string raw)
    {
        if (raw.Length > TableFile.LongestCell)
        {
            throw new TableTooLargeException();
        }

        // As it was written: some of these codes are clutter or compositions elsewhere, and would be put right.
        if (OldFonts.IsIn(raw))
        {
            return TableCell.Unreadable(NotUnicode);
        }

        if (TextFromPeople.Take(raw, TextKind.Lines, out var taken) is { } fault)
        {
            return TableCell.Unreadable(TextErrors.CodeOf(fault));
        }

        if (taken.Contains(Lost, StringComparison.Ordinal))
        {
            return TableCell.Unreadable("text_broken");
        }

        var words = taken.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? TableCell.Empty : new(string.Join(' ', words));
    }
}
