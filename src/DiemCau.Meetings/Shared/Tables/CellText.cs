using DiemCau.Meetings.Shared.Intake;

namespace DiemCau.Meetings.Shared.Tables;

/// <summary>A cell's text as it is taken in.</summary>
internal static class CellText
{
    /// <summary>Lines of a cell are where its column ends, not part of a name: they become spaces, as do several spaces.</summary>
    public static TableCell Of(string raw)
    {
        if (raw.Length > TableFile.LongestCell)
        {
            throw new TableTooLargeException();
        }

        if (TextFromPeople.Take(raw, TextKind.Lines, out var taken) is { } fault)
        {
            return TableCell.Unreadable(TextErrors.CodeOf(fault));
        }

        var words = taken.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? TableCell.Empty : new(string.Join(' ', words));
    }
}
