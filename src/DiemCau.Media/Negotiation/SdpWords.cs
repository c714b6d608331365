using System.Globalization;

namespace DiemCau.Media.Negotiation;

/// <summary>Words of a line, separated by single or more spaces; an empty word is the end.</summary>
internal ref struct SdpWords(ReadOnlySpan<char> line)
{
    private ReadOnlySpan<char> _rest = line;

    public readonly ReadOnlySpan<char> Rest => _rest.TrimStart(' ');

    public static bool TryReadNumber(ReadOnlySpan<char> word, int max, out int number) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= max;

    public ReadOnlySpan<char> Next()
    {
        _rest = _rest.TrimStart(' ');
        var end = _rest.IndexOf(' ');
        var word = end < 0 ? _rest : _rest[..end];
        _rest = end < 0 ? default : _rest[(end + 1)..];
        return word;
    }
}
