using System.Globalization;
using DiemCau.Meetings.Shared.Tables;

namespace DiemCau.Meetings.WorkingDays;

/// <param name="Error">Code of what is wrong: <c>field.*</c>; null when the line was understood.</param>
internal sealed record CalendarLine(int Number, DateOnly? Day, bool Morning, bool Afternoon, string? Name, string? Error);

/// <summary>
/// Reads days from a table as offices keep it: one day in a line, "24/11/2026; nghỉ; nghỉ; Ngày Văn hóa Việt Nam", columns separated by
/// semicolon, comma, bar or tab, quoted or not. A half is "làm"/"work"/1 or "nghỉ"/"off"/0. Empty lines and heads are passed over.
/// </summary>
internal static class CalendarLines
{
    private const char Mark = '\ufeff';

    /// <summary>A title and heads, before the first day.</summary>
    private const int MostHeads = 10;

    private static readonly string[] DayForms = ["d/M/yyyy", "d-M-yyyy", "yyyy-MM-dd"];

    public static IEnumerable<CalendarLine> Read(string text)
    {
        var number = 0;
        var hasBegun = false;
        foreach (var line in text.TrimStart(Mark).Split('\n'))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            var cells = Cells(line.TrimEnd('\r'));
            if (!hasBegun && number <= MostHeads && !char.IsAsciiDigit(cells[0].FirstOrDefault()))
            {
                continue;
            }

            hasBegun = true;
            yield return Read(number, cells);
        }
    }

    private static CalendarLine Read(int number, IReadOnlyList<string> cells)
    {
        if (!DateOnly.TryParseExact(cells[0], DayForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return new(number, null, false, false, null, "calendar_day");
        }

        if (cells.Count < 4)
        {
            return new(number, day, false, false, null, "calendar_columns");
        }

        return Worked(cells[1]) is { } morning && Worked(cells[2]) is { } afternoon
            ? new(number, day, morning, afternoon, cells[3], null)
            : new(number, day, false, false, cells[3], "calendar_half");
    }

    /// <summary>What stands behind the day is what separates. A name with such a sign in it need not be quoted.</summary>
    private static List<string> Cells(string line)
    {
        var separator = line.Where((letter, at) => letter is ';' or '\t' or ',' or '|' && !IsQuoted(line, at)).FirstOrDefault(';');
        List<string> cells;
        try
        {
            cells = [.. CsvText.Records(line, separator).First().Select(cell => cell.Trim())];
        }
        catch (TableUnreadableException)
        {
            // A quote that is a letter of the name.
            cells = [.. line.Split(separator, StringSplitOptions.TrimEntries)];
        }

        while (cells.Count > 4 && cells[^1].Length == 0)
        {
            cells.RemoveAt(cells.Count - 1);
        }

        return cells.Count <= 4 ? cells : [.. cells.Take(3), string.Join($"{separator} ", cells.Skip(3))];
    }

    private static bool IsQuoted(string line, int at) => line.AsSpan(0, at).Count('"') % 2 == 1;

    private static bool? Worked(string cell) => cell.ToLowerInvariant() switch
    {
        "1" or "làm" or "lam" or "work" or "x" => true,
        "0" or "nghỉ" or "nghi" or "off" or "" => false,
        _ => null,
    };
}
