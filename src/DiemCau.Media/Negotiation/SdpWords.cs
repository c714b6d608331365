using System.Globalization;

namespace DiemCau.Media.Negotiation;

/// <summary>Words of a line, separated by single or more spaces; an empty word is the end.</summary>
internal ref struct SdpWords(ReadOnlySpan<char> line)
{
    private ReadOnlySpan<char> rest = line;

    public readonly ReadOnlySpan<char> Rest => rest.TrimStart(' ');

    public static bool TryReadNumber(ReadOnlySpan<char> word, int max, out int number) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= max;

    public ReadOnlySpan<char> Next()
    {
        rest = rest.TrimStart(' ');
        var end = rest.IndexOf(' ');
        var word = end < 0 ? rest : rest[..end];
        rest = end < 0 ? default : rest[(end + 1)..];
        return word;
    }
}
