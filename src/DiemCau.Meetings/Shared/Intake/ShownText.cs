namespace DiemCau.Meetings.Shared.Intake;

/// <summary>
/// Stored text on its way out, into XML, calendars and mails. What comes in is without these letters; what was stored before it was, or by
/// somebody else's hand, loses them here, so that one row does not spoil the file for everybody.
/// </summary>
internal static class ShownText
{
    /// <summary>
    /// What another server answers or reports, which it may have from anybody: one line of at most that many letters, with a space for each
    /// letter that no line from people has.
    /// </summary>
    public static string OfStranger(string text, int longest)
    {
        text = string.Concat(text.Select(letter => TextFromPeople.Take(letter.ToString(), TextKind.Line, out _) is TextFault.Control or TextFault.Broken or TextFault.Direction ? ' ' : letter)).Trim();
        return text.Length <= longest ? text : text[..longest];
    }

    /// <summary>Without control characters (but tab and line ends), halves of surrogate pairs and non-characters: all that XML 1.0 cannot hold.</summary>
    public static string Of(string text)
    {
        if (TextFromPeople.Take(text, TextKind.Verbatim, out _) is null)
        {
            return text;
        }

        var kept = new System.Text.StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var length = char.IsSurrogatePair(text, i) ? 2 : 1;
            if (TextFromPeople.Take(text.Substring(i, length), TextKind.Verbatim, out var letter) is null)
            {
                kept.Append(letter);
            }

            i += length - 1;
        }

        return kept.ToString();
    }
}
