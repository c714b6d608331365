using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;

namespace DiemCau.Meetings.Shared.Tables;

/// <summary>
/// A number as a cell of that format shows it: codes with their zeros, days as days. What would be shown in a way that cannot be read back,
/// such as 1,23E+11 for a code of twelve digits, is refused rather than guessed.
/// </summary>
internal static partial class ShownNumber
{
    /// <summary>General shows eleven digits.</summary>
    private const double LargestGeneral = 1e11;

    private const int LastDay = 2_958_465; // 31 December 9999

    /// <summary>Counted from 1904, days are so many fewer.</summary>
    private const int DaysTo1904 = 1_462;

    /// <summary>A day that was not: 29 February 1900 is number 60.</summary>
    private const int NoDay = 60;

    private static readonly SearchValues<char> OfMoments = SearchValues.Create("yYdDmMhHsS");
    private static readonly DateTime DayZero = new(1899, 12, 30, 0, 0, 0, DateTimeKind.Unspecified);

    public static TableCell Of(double number, string format, bool from1904)
    {
        if (!double.IsFinite(number))
        {
            return TableCell.Unreadable("table_cell_number");
        }

        // Positive;negative;zero;text.
        var sections = format.Split(';');
        var section = number < 0 && sections.Length > 1 ? sections[1] : number == 0 && sections.Length > 2 ? sections[2] : sections[0];
        var bare = Decoration().Replace(section, "").Trim();
        if (Elapsed().IsMatch(section))
        {
            return TableCell.Unreadable("table_cell_number");
        }

        if (bare.Length == 0 || bare == "@" || bare.Equals("General", StringComparison.OrdinalIgnoreCase))
        {
            return section.Contains('"', StringComparison.Ordinal) ? TableCell.Unreadable("table_cell_number") : General(number);
        }

        return bare.AsSpan().ContainsAny(OfMoments) && !bare.Contains('#', StringComparison.Ordinal) && !bare.Contains('0', StringComparison.Ordinal)
            ? Moment(number, bare.Replace("AM/PM", "", StringComparison.OrdinalIgnoreCase), from1904)
            : section.Contains('"', StringComparison.Ordinal) ? TableCell.Unreadable("table_cell_number")
            : Digits(number, bare);
    }

    private static TableCell General(double number)
    {
        var shown = number.ToString("G10", CultureInfo.InvariantCulture);
        return Math.Abs(number) >= LargestGeneral || shown.Contains('E', StringComparison.Ordinal) ? TableCell.Unreadable("table_cell_number")
            : new(number == Math.Floor(number) ? number.ToString("F0", CultureInfo.InvariantCulture) : shown);
    }

    private static TableCell Digits(double number, string format)
    {
        if (Math.Abs(number) >= 1e15)
        {
            return TableCell.Unreadable("table_cell_number");
        }

        var percent = format.EndsWith('%');
        var plain = percent ? format[..^1] : format;
        if (percent)
        {
            number *= 100;
        }

        // With a mark between the thousands, 24.133 may be a code or a number.
        if (plain.StartsWith("#,##0", StringComparison.Ordinal) && Math.Abs(Math.Round(number)) < 1_000)
        {
            plain = plain[4..];
        }

        return Zeros().IsMatch(plain) ? new(number.ToString(plain, CultureInfo.InvariantCulture) + (percent ? "%" : "")) : TableCell.Unreadable("table_cell_number");
    }

    private static TableCell Moment(double number, string format, bool from1904)
    {
        var days = number + (from1904 ? DaysTo1904 : 0);
        if (days < 0 || days >= LastDay + 1 || (int)days == NoDay)
        {
            return TableCell.Unreadable("table_cell_number");
        }

        var at = DayZero.AddDays(Math.Floor(days) < NoDay ? days + 1 : days).AddMilliseconds(500);
        var lower = format.ToLowerInvariant();
        var hasDay = lower.Contains('d', StringComparison.Ordinal);
        var hasYear = lower.Contains('y', StringComparison.Ordinal);
        var hasTime = lower.Contains('h', StringComparison.Ordinal) || lower.Contains('s', StringComparison.Ordinal);
        var hasMonth = lower.Contains('m', StringComparison.Ordinal) && (hasDay || hasYear || !hasTime);
        var day = (hasDay, hasMonth, hasYear) switch
        {
            (true, true, true) => "dd/MM/yyyy",
            (false, true, true) => "MM/yyyy",
            (true, true, false) => "dd/MM",
            (false, false, true) => "yyyy",
            (false, false, false) => "",
            _ => null,
        };
        return day is null ? TableCell.Unreadable("table_cell_number")
            : new(at.ToString((day + (hasTime ? " HH:mm" : "")).Trim(), CultureInfo.InvariantCulture)) { IsDay = day == "dd/MM/yyyy" && !hasTime };
    }

    /// <summary>Quoted and escaped letters, room for a letter, filling letters, colours and languages.</summary>
    [GeneratedRegex("""
        "[^"]*"|\\.|_.|\*.|\[[^\]]*\]
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Decoration();

    [GeneratedRegex(@"\[(h+|m+|s+)\]", RegexOptions.IgnoreCase)]
    private static partial Regex Elapsed();

    [GeneratedRegex(@"^0{1,20}(\.0{1,10})?$")]
    private static partial Regex Zeros();
}
