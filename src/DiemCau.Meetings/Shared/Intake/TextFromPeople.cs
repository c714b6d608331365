using System.Buffers;
using System.Globalization;
using System.Text;

namespace DiemCau.Meetings.Shared.Intake;

/// <summary>How a text is meant, and so what it may hold.</summary>
internal enum TextKind
{
    /// <summary>Names, titles, what is searched for: no line ends in it.</summary>
    Line,

    /// <summary>A line that somebody is known by: a unit, a site, a person. In one alphabet (<see cref="NameScript"/>).</summary>
    Name,

    /// <summary>Remarks, messages: newline and tab are part of it.</summary>
    Lines,

    /// <summary>A password: compared, never shown, so nothing of it is put right here (<see cref="OpaqueString"/> does when it is used).</summary>
    Secret,

    /// <summary>What programs write to each other, such as SDP: kept to the letter.</summary>
    Verbatim,
}

/// <summary>Why a text is not taken.</summary>
internal enum TextFault
{
    /// <summary>A control character that no text has: NUL, BEL, the line break of a word processor (U+000B).</summary>
    Control,

    /// <summary>Half a surrogate pair, or a non-character such as U+FFFE: neither XML nor UTF-8 can hold it.</summary>
    Broken,

    /// <summary>Letters would be shown in another order than they are written in.</summary>
    Direction,

    /// <summary>It looks empty and is not.</summary>
    Invisible,

    /// <summary>More marks on one letter than any script has: they are painted over the lines around it.</summary>
    Marks,

    /// <summary>A name of Latin letters with some of another alphabet that look the same.</summary>
    Scripts,
}

/// <summary>
/// The one place where text from people comes in, whatever door it comes by. It leaves composed (NFC), so that what looks the same is the
/// same, and holds nothing that the database, XML or a mail cannot hold. What is only clutter of copying (no-break spaces, zero-width
/// letters) is put right; what changes the meaning is refused.
/// </summary>
internal static class TextFromPeople
{
    private const char ZeroWidthNonJoiner = '\u200c';
    private const char ZeroWidthJoiner = '\u200d';

    private const int MostMarks = 8;

    private static readonly SearchValues<char> Plain =
        SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(letter => (char)letter)]);

    /// <summary>Soft hyphen, grapheme joiner, marks of direction, zero-width spaces, word joiner and what is like it: nobody types them.</summary>
    private static readonly SearchValues<char> Clutter = SearchValues.Create(
        "\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u2060\u2061\u2062\u2063\u2064\u206a\u206b\u206c\u206d\u206e\u206f\ufeff");

    /// <summary>Embeddings, overrides and isolates (UAX 9): "fdp.exe" written backwards.</summary>
    private static readonly SearchValues<char> Directions = SearchValues.Create("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069");

    /// <param name="taken">What goes on; the text itself where it is refused.</param>
    /// <returns>Null: taken.</returns>
    public static TextFault? Take(string text, TextKind kind, out string taken)
    {
        taken = text;
        if (!text.AsSpan().ContainsAnyExcept(Plain))
        {
            return null;
        }

        if (FaultOf(text, kind) is { } fault)
        {
            return fault;
        }

        if (kind is TextKind.Secret or TextKind.Verbatim)
        {
            return null;
        }

        // Composed before it is cleared, too: what stands beside a joiner is then what will stand there.
        var seen = InvisibleLetters.Without(text.Normalize(NormalizationForm.FormC), kind).Normalize(NormalizationForm.FormC);
        var cleared = Cleared(seen, kind).Normalize(NormalizationForm.FormC);
        // Whoever sent something that is not there meant something: an empty field would be taken for "not given".
        if (IsInvisible(cleared) && !string.IsNullOrWhiteSpace(text))
        {
            return TextFault.Invisible;
        }

        if (HasTooManyMarks(cleared))
        {
            return TextFault.Marks;
        }

        if (kind == TextKind.Name && NameScript.IsMixed(cleared))
        {
            return TextFault.Scripts;
        }

        taken = cleared;
        return null;
    }

    private static TextFault? FaultOf(string text, TextKind kind)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            if (char.IsSurrogate(letter))
            {
                if (!Rune.TryGetRuneAt(text, i, out var rune) || (rune.Value & 0xfffe) == 0xfffe)
                {
                    return TextFault.Broken;
                }

                i++;
            }
            else if (letter is >= '\ufdd0' and <= '\ufdef' or >= '\ufffe')
            {
                return TextFault.Broken;
            }
            else if ((char.IsControl(letter) || letter is '\u2028' or '\u2029') && !MayBeIn(kind, letter))
            {
                return TextFault.Control;
            }
            else if (kind != TextKind.Verbatim && Directions.Contains(letter))
            {
                return TextFault.Direction;
            }
        }

        return null;
    }

    private static bool MayBeIn(TextKind kind, char control) => kind switch
    {
        TextKind.Lines or TextKind.Verbatim => control is '\n' or '\r' or '\t' or '\u2028' or '\u2029',
        _ => false,
    };

    private static string Cleared(string text, TextKind kind)
    {
        var cleared = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            if (Clutter.Contains(letter) || (letter is ZeroWidthNonJoiner or ZeroWidthJoiner && !Joins(text, i)))
            {
                continue;
            }

            if (letter is '\u2028' or '\u2029')
            {
                cleared.Append('\n');
            }
            else if (letter == '\r')
            {
                // A line ends with \n, whichever system it was written on.
                if (i + 1 == text.Length || text[i + 1] != '\n')
                {
                    cleared.Append('\n');
                }
            }
            else
            {
                cleared.Append(kind != TextKind.Lines && char.GetUnicodeCategory(letter) == UnicodeCategory.SpaceSeparator ? ' ' : letter);
            }
        }

        return cleared.ToString();
    }

    /// <summary>Joiners make emoji of several and shape Indic and Arabic letters; between Latin ones they are clutter.</summary>
    private static bool Joins(string text, int at) =>
        at > 0 && at + 1 < text.Length && IsJoined(text[at - 1]) && IsJoined(text[at + 1]);

    private static bool IsJoined(char letter) =>
        letter >= '\u0590' && !Clutter.Contains(letter) && char.GetUnicodeCategory(letter) != UnicodeCategory.SpaceSeparator
        && letter is not (>= '\u1e00' and <= '\u1fff') && letter is not (>= '\u2000' and <= '\u206f');

    /// <summary>A Vietnamese letter has none once it is composed, a Hebrew or Tibetan one five.</summary>
    private static bool HasTooManyMarks(string text)
    {
        var marks = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            marks = Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? marks + 1 : 0;
            if (marks > MostMarks)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Nothing of it is seen: blank letters of Hangul and Braille, selectors and tags, marks without a letter.</summary>
    private static bool IsInvisible(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            var isBlank = Rune.IsWhiteSpace(rune)
                || rune.Value is 0x115f or 0x1160 or 0x3164 or 0xffa0 or 0x2800 or (>= 0xfe00 and <= 0xfe0f) or (>= 0xe0000 and <= 0xe0fff)
                || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;
            if (!isBlank)
            {
                return false;
            }
        }

        return true;
    }
}
