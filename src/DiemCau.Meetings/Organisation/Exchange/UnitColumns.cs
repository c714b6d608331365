using System.Globalization;
using DiemCau.Meetings.Shared;

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

    /// <summary>Where each column is, by its head in either language; null where there is none.</summary>
    public static IReadOnlyDictionary<UnitColumn, int> Find(IReadOnlyList<string> heads)
    {
        var found = new Dictionary<UnitColumn, int>();
        for (var i = 0; i < heads.Count; i++)
        {
            var head = FoldedText.Of(heads[i]);
            foreach (var column in All)
            {
                if (Languages.Any(language => FoldedText.Of(HeadOf(column, language)) == head))
                {
                    found.TryAdd(column, i);
                }
            }
        }

        return found;
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

    public static bool TryReadDay(string text, out DateOnly day)
    {
        if (DateOnly.TryParseExact(text, Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out day))
        {
            return true;
        }

        if (!double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number is < FirstDayNumber or > LastDayNumber)
        {
            return false;
        }

        day = DayZero.AddDays((int)number);
        return true;
    }

    private static string Key<T>(T value)
        where T : struct, Enum => char.ToLowerInvariant(value.ToString()[0]) + value.ToString()[1..];
}
