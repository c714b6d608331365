using System.Collections.Frozen;
using DiemCau.Meetings.Shared;

namespace DiemCau.Meetings.Accounts.Guessing;

/// <summary>
/// Passwords that others have, too (OWASP ASVS 2.1.7 asks for the 3,000 most common ones), and what is made of them: "Matkhau@2026",
/// "1qaz2wsx3edc", "Ubndtinhdaklak1". What counts is how many guesses it takes somebody who tries common words, runs of keys and years first.
/// </summary>
internal static class CommonPasswords
{
    /// <summary>As bits: 4·10^9 guesses, far beyond what lock-outs let through, and some days of work on a stolen hash.</summary>
    private const double LeastBits = 32;

    /// <summary>Longer ones than this are not guessed, and reading them would take time.</summary>
    private const int MostLetters = 64;

    private static readonly FrozenDictionary<string, double> Words = Read("common-passwords.txt", "vietnamese-words.txt");

    /// <summary>Used to look words up without making strings.</summary>
    private static readonly FrozenDictionary<string, double>.AlternateLookup<ReadOnlySpan<char>> ByLetters = Words.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly int LongestWord = Words.Keys.Max(word => word.Length);

    public static bool Contains(string password)
    {
        if (password.Distinct().Count() < 5)
        {
            return true;
        }

        // Vietnamese with and without its accents is tried alike.
        var letters = FoldedText.Of(password);
        return letters.Length <= MostLetters && Bits(letters, letters.Equals(password, StringComparison.Ordinal) ? 0 : 1) < LeastBits;
    }

    /// <summary>The cheapest way to put a password together from what is tried first.</summary>
    /// <param name="letters">Lower case.</param>
    /// <param name="start">What accents and capitals add.</param>
    private static double Bits(string letters, double start)
    {
        var plain = Substitutions.Undo(letters);
        var cheapest = new double[letters.Length + 1];
        cheapest[0] = start;
        for (var end = 1; end <= letters.Length; end++)
        {
            cheapest[end] = double.MaxValue;
            for (var begin = end - 1; begin >= 0; begin--)
            {
                cheapest[end] = Math.Min(cheapest[end], cheapest[begin] + Piece(letters.AsSpan(begin, end - begin), plain.AsSpan(begin, end - begin)));
            }
        }

        return cheapest[^1];
    }

    private static double Piece(ReadOnlySpan<char> written, ReadOnlySpan<char> plain)
    {
        var bits = GuessedRuns.Bits(written);
        if (written.Length > LongestWord)
        {
            return bits;
        }

        bits = Math.Min(bits, ByLetters.TryGetValue(written, out var word) ? word : double.MaxValue);
        return Math.Min(bits, ByLetters.TryGetValue(plain, out var disguised) ? disguised + 1 : double.MaxValue);
    }

    /// <summary>Each list by rank: who guesses begins at the top, and joining two lists is one more bit.</summary>
    private static FrozenDictionary<string, double> Read(params string[] lists)
    {
        var words = new Dictionary<string, double>();
        foreach (var list in lists)
        {
            using var reader = new StreamReader(typeof(CommonPasswords).Assembly.GetManifestResourceStream(typeof(CommonPasswords), list)!);
            for (var rank = 1; reader.ReadLine() is { } word; rank++)
            {
                words[word] = Math.Min(words.GetValueOrDefault(word, double.MaxValue), 1 + Math.Log2(rank));
            }
        }

        return words.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
