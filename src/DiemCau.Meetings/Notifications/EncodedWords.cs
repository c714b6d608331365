using System.Buffers;
using System.Text;

namespace DiemCau.Meetings.Notifications;

/// <summary>Header text beyond ASCII (RFC 2047): Base64 words of whole characters, each short enough, one a line.</summary>
internal static class EncodedWords
{
    // RFC 2047 section 2: 76 characters a line. "Subject: ", "=?utf-8?B?" and "?=" take 21, which leaves 39 octets in Base64.
    private const int OctetsPerWord = 39;

    // Outside quotes these mean something in an address (RFC 5322 section 3.2.3).
    private static readonly SearchValues<char> Specials = SearchValues.Create("\"(),:;<>@[\\]");

    public static string Write(string text)
    {
        // A line break would begin another header.
        var line = string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character));
        if (line.All(character => character is >= ' ' and < '\u007f') && !line.Contains("=?", StringComparison.Ordinal) && line.Length <= OctetsPerWord)
        {
            return line.AsSpan().ContainsAny(Specials) ? Word(Encoding.ASCII.GetBytes(line)) : line;
        }

        List<string> words = [];
        List<byte> word = [];
        Span<byte> octets = stackalloc byte[4];
        foreach (var rune in line.EnumerateRunes())
        {
            var size = rune.EncodeToUtf8(octets);
            if (word.Count + size > OctetsPerWord)
            {
                words.Add(Word([.. word]));
                word.Clear();
            }

            word.AddRange(octets[..size]);
        }

        words.Add(Word([.. word]));
        return string.Join("\r\n ", words);
    }

    private static string Word(byte[] octets) => $"=?utf-8?B?{Convert.ToBase64String(octets)}?=";
}
