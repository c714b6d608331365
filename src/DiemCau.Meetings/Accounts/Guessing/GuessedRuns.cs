namespace DiemCau.Meetings.Accounts.Guessing;

/// <summary>What is tried without a list: years, "aaa", "abcd", "9876", neighbouring keys, and at last every letter.</summary>
internal static class GuessedRuns
{
    private const double Digit = 3.3; // log2(10)
    private const double Letter = 4.7; // log2(26)
    private const double Sign = 3; // people use few of them, and between words
    private const double Start = 5;
    private const int ShortestRun = 3;
    private static readonly string[] Keys = ["1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"];

    /// <summary>How many bits a piece of a password adds when it is guessed as a whole.</summary>
    /// <param name="piece">Lower case, not empty.</param>
    public static double Bits(ReadOnlySpan<char> piece)
    {
        if (piece.Length == 1)
        {
            return char.IsAsciiDigit(piece[0]) ? Digit : char.IsLetter(piece[0]) ? Letter : Sign;
        }

        if (IsYear(piece))
        {
            return Start + 1;
        }

        if (IsStep(piece, 0))
        {
            return Start + Math.Log2(piece.Length);
        }

        if (piece.Length < ShortestRun)
        {
            return double.MaxValue;
        }

        return IsStep(piece, 1) || IsStep(piece, -1) ? Start + Math.Log2(piece.Length) : Walk(piece);
    }

    private static bool IsYear(ReadOnlySpan<char> piece) => piece.Length == 4 && (piece.StartsWith("19") || piece.StartsWith("20")) && !piece.ContainsAnyExceptInRange('0', '9');

    private static bool IsStep(ReadOnlySpan<char> piece, int step)
    {
        for (var i = 1; i < piece.Length; i++)
        {
            if (!char.IsAsciiLetterOrDigit(piece[i]) || piece[i] - piece[i - 1] != step)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>From key to neighbouring key; every step and every turn is one more choice.</summary>
    private static double Walk(ReadOnlySpan<char> piece)
    {
        var (bits, direction) = (Start, (0, 0));
        for (var i = 1; i < piece.Length; i++)
        {
            var (from, to) = (Key(piece[i - 1]), Key(piece[i]));
            var next = (to.Row - from.Row, to.Column - from.Column);
            if (from.Row < 0 || to.Row < 0 || next == (0, 0) || next.Item1 is < -1 or > 1 || next.Item2 is < -1 or > 1)
            {
                return double.MaxValue;
            }

            bits += next == direction ? 1 : 2;
            direction = next;
        }

        return bits - 1;
    }

    private static (int Row, int Column) Key(char letter)
    {
        for (var row = 0; row < Keys.Length; row++)
        {
            if (Keys[row].IndexOf(letter, StringComparison.Ordinal) is >= 0 and var column)
            {
                return (row, column);
            }
        }

        return (-1, -1);
    }
}
