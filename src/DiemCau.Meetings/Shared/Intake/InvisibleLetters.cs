using System.Globalization;
using System.Text;

namespace DiemCau.Meetings.Shared.Intake;

/// <summary>
/// Letters that nobody sees (Unicode's Default_Ignorable_Code_Point) where they do nothing, and one that looks like another: by them two units
/// could have names that nobody can tell apart. Kept where they shape what stands before them: emoji, flags, Han and Mongolian letters.
/// </summary>
internal static class InvisibleLetters
{
    private const int BlackFlag = 0x1f3f4;
    private const int EndOfTags = 0xe007f;
    private const int Keycap = 0x20e3;
    private const int BrailleBlank = 0x2800;

    public static string Without(string text, TextKind kind)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange('\0', '\u00bf'))
        {
            return text;
        }

        var runes = text.EnumerateRunes().ToArray();
        var kept = new StringBuilder(text.Length);
        var before = default(Rune);
        for (var i = 0; i < runes.Length; i++)
        {
            var rune = runes[i];
            if (rune.Value == BlackFlag && TagsFrom(runes, i + 1) is var tags and > 0)
            {
                // The flag of a region, such as Wales: all of it, or the flag alone.
                foreach (var part in runes.AsSpan(i, 1 + tags))
                {
                    kept.Append(part.ToString());
                }

                i += tags;
                before = default;
                continue;
            }

            if (IsLost(rune, before, i + 1 < runes.Length ? runes[i + 1] : default))
            {
                continue;
            }

            kept.Append(kind == TextKind.Lines ? rune.ToString() : AsWritten(rune));
            before = rune;
        }

        return kept.ToString();
    }

    /// <summary>The Icelandic Ð and the African Ɖ look like the Vietnamese Đ, which old fonts wrote by them; blank Braille looks like a space.</summary>
    private static string AsWritten(Rune rune) => rune.Value switch
    {
        'Ð' or 0x189 => "Đ",
        'ð' or 0x256 => "đ",
        BrailleBlank => " ",
        _ => rune.ToString(),
    };

    private static bool IsLost(Rune rune, Rune before, Rune next) => rune.Value switch
    {
        // Fillers of Hangul, vowels of Khmer that are not shown, marks of annotations, music and shorthand.
        0x115f or 0x1160 or 0x3164 or 0xffa0 or 0x17b4 or 0x17b5 or (>= 0xfff0 and <= 0xfffb) or (>= 0x1bca0 and <= 0x1bca3)
            or (>= 0x1d173 and <= 0x1d17a) or (>= 0x13430 and <= 0x1343f) => true,
        (>= 0x180b and <= 0x180d) or 0x180f => before.Value is not (>= 0x1820 and <= 0x18aa),
        // Selectors of a variant: of emoji, of figures on a key, of Han letters.
        >= 0xfe00 and <= 0xfe0f => next.Value != Keycap && !HasVariants(before),
        >= 0xe0100 and <= 0xe01ef => Rune.GetUnicodeCategory(before) != UnicodeCategory.OtherLetter,
        >= 0xe0000 and <= 0xe0fff => true,
        _ => false,
    };

    private static bool HasVariants(Rune letter) =>
        letter.Value >= 0x2000 && (Rune.IsSymbol(letter) || Rune.IsPunctuation(letter) || Rune.GetUnicodeCategory(letter) == UnicodeCategory.OtherLetter);

    /// <returns>How many tags stand there with their end; 0: none, or without an end.</returns>
    private static int TagsFrom(Rune[] runes, int start)
    {
        var at = start;
        while (at < runes.Length && runes[at].Value is >= 0xe0020 and < EndOfTags)
        {
            at++;
        }

        return at > start && at < runes.Length && runes[at].Value == EndOfTags ? at + 1 - start : 0;
    }
}
