using System.Globalization;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Intake;
using DiemCau.Meetings.Shared.Tables;

namespace DiemCau.Meetings.Organisation.Exchange;

internal enum UnitColumn { Code, Name, Parent, Kind, ValidFrom, ValidTo }

/// <summary>The table of units as people keep it: what its columns and words are called, in both languages.</summary>
internal static class UnitColumns
{
    private static readonly string[] Languages = [Language.Vietnamese, Language.English];

    /// <summary>As spreadsheets in Vietnam write a day, and as others may.</summary>
    private static readonly string[] Days = ["d/M/yyyy", "d-M-yyyy", "yyyy-MM-dd"];

    // A day in a cell that is formatted as one arrives as its number, counted from 30 December 1899.
    private static readonly DateOnly DayZero = new(1899, 12, 30);
    private const int FirstDayNumber = 7_000;
    private const int LastDayNumber = 80_000;

    public static IReadOnlyList<UnitColumn> All { get; } = Enum.GetValues<UnitColumn>();

    public static string HeadOf(UnitColumn column, string language) => Texts.Get(language, $"unit.column.{Key(column)}");

    public static string WordOf(UnitKind kind, string language) => Texts.Get(language, $"unit.kind.{Key(kind)}");

    public static string Write(DateOnly? day) => day?.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture) ?? "";

    /// <summary>The heads of a table of units; null where there are none.</summary>
    public static TableHeads<UnitColumn>? Find(IReadOnlyList<TableRow> rows) => TableHeads.Find(rows, ColumnOf, UnitColumn.Name);

    /// <summary>By its head in either language, folded.</summary>
    private static UnitColumn? ColumnOf(string head)
    {
        foreach (var column in All)
        {
            if (Languages.Any(language => FoldedText.Of(HeadOf(column, language)) == head))
            {
                return column;
            }
        }

        return null;
    }

    public static bool TryReadKind(string text, out UnitKind kind)
    {
        var word = FoldedText.Of(text);
        foreach (var known in Enum.GetValues<UnitKind>())
        {
            if (Languages.Any(language => FoldedText.Of(WordOf(known, language)) == word))
            {
                kind = known;
                return true;
            }
        }

        kind = default;
        return false;
    }

    /// <param name="isNumber">The cell shows a number, which is only taken for a day.</param>
    public static bool TryReadDay(string text, out DateOnly day, out bool isNumber)
    {
        isNumber = false;
        if (DateOnly.TryParseExact(text, Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out day))
        {
            return EdgesOfTime.AreWithin(day.Year);
        }

        if (!double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number is < FirstDayNumber or > LastDayNumber)
        {
            return false;
        }

        day = DayZero.AddDays((int)number);
        isNumber = true;
        return true;
    }

    private static string Key<T>(T value)
        where T : struct, Enum => char.ToLowerInvariant(value.ToString()[0]) + value.ToString()[1..];
}
