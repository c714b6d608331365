using System.Globalization;

namespace DiemCau.Meetings.WorkingDays;

/// <param name="Error">Code of what is wrong: <c>field.*</c>; null when the line was understood.</param>
internal sealed record CalendarLine(int Number, DateOnly? Day, bool Morning, bool Afternoon, string? Name, string? Error);

/// <summary>
/// Reads days from a table as offices keep it: one day in a line, "24/11/2026; nghỉ; nghỉ; Ngày Văn hóa Việt Nam", columns separated by
/// semicolon, comma or tab. A half is "làm"/"work"/1 or "nghỉ"/"off"/0. Empty lines and a head line are passed over.
/// </summary>
internal static class CalendarLines
{
    private static readonly string[] DayForms = ["d/M/yyyy", "d-M-yyyy", "yyyy-MM-dd"];

    public static IEnumerable<CalendarLine> Read(string text)
    {
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line) || (number == 1 && !line.Any(char.IsDigit)))
            {
                continue;
            }

            yield return Read(number, line.TrimStart('\ufeff').Split([';', '\t', ','], 4, StringSplitOptions.TrimEntries));
        }
    }

    private static CalendarLine Read(int number, string[] cells)
    {
        if (!DateOnly.TryParseExact(cells[0], DayForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return new(number, null, false, false, null, "calendar_day");
        }

        if (cells.Length < 4)
        {
            return new(number, day, false, false, null, "calendar_columns");
        }

        return Worked(cells[1]) is { } morning && Worked(cells[2]) is { } afternoon
            ? new(number, day, morning, afternoon, cells[3].Trim('"'), null)
            : new(number, day, false, false, cells[3], "calendar_half");
    }

    private static bool? Worked(string cell) => cell.ToLowerInvariant() switch
    {
        "1" or "làm" or "lam" or "work" or "x" => true,
        "0" or "nghỉ" or "nghi" or "off" or "" => false,
        _ => null,
    };
}
