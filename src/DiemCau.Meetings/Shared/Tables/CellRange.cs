namespace DiemCau.Meetings.Shared.Tables;

/// <summary>"C3:C5", columns counted from 0, rows from 1.</summary>
internal readonly record struct CellRange(int FirstRow, int FirstColumn, int LastRow, int LastColumn)
{
    private const int LargestColumn = 16_384;
    private const int LargestRow = 1_048_576;

    public static bool TryParse(string? text, out CellRange range)
    {
        range = default;
        if (text?.Split(':') is not [var first, var last] || !TryParse(first, out var top, out var left) || !TryParse(last, out var bottom, out var right))
        {
            return false;
        }

        range = new(Math.Min(top, bottom), Math.Min(left, right), Math.Max(top, bottom), Math.Max(left, right));
        return true;
    }

    /// <summary>"AB12" → 27; -1 where there is none.</summary>
    public static int ColumnOf(string reference)
    {
        var column = 0;
        foreach (var letter in reference)
        {
            if (!char.IsAsciiLetter(letter))
            {
                break;
            }

            column = Math.Min((column * 26) + char.ToUpperInvariant(letter) - 'A' + 1, LargestColumn + 1);
        }

        return column - 1;
    }

    /// <summary>0 → "A", 27 → "AB".</summary>
    public static string NameOf(int column) => (column < 26 ? "" : NameOf((column / 26) - 1)) + (char)('A' + (column % 26));

    private static bool TryParse(string reference, out int row, out int column)
    {
        column = ColumnOf(reference);
        return int.TryParse(reference.AsSpan().TrimStart("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz$").TrimStart('$'), out row)
            && row is > 0 and <= LargestRow && column is >= 0 and <= LargestColumn;
    }
}

/// <summary>Numbers of rows as people say them.</summary>
internal static class Spans
{
    private const int Most = 20;

    /// <summary>3, 5–9, 12.</summary>
    public static string Of(IReadOnlyList<int> numbers)
    {
        var spans = new List<string>();
        for (var i = 0; i < numbers.Count;)
        {
            var last = i;
            while (last + 1 < numbers.Count && numbers[last + 1] == numbers[last] + 1)
            {
                last++;
            }

            spans.Add(last == i ? $"{numbers[i]}" : $"{numbers[i]}–{numbers[last]}");
            i = last + 1;
        }

        return spans.Count <= Most ? string.Join(", ", spans) : string.Join(", ", spans.Take(Most)) + ", …";
    }
}
