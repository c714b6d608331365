using System.Text.RegularExpressions;

namespace DiemCau.Meetings.Shared.Tables;

/// <summary>
/// Words written for the fonts that Vietnam had before Unicode, whose codes are those of other letters: TCVN3 (.VnTime) shows "x·" as "xã",
/// VNI (VNI-Times) shows "xaõ" so. A table that carries such codes, or UTF-8 that was read as something else ("XÃ£"), looks right where it
/// was written and is rubbish here. What no Vietnamese word, foreign name or footnote has is enough to refuse the cell; the codes are not
/// turned into letters, because some words ("Mét") are words in both.
/// </summary>
internal static partial class OldFonts
{
    public static bool IsIn(string text) => Tcvn3().IsMatch(text) || Vni().IsMatch(text) || Misread().IsMatch(text);

    /// <summary>
    /// Signs in the middle of words: "T©n", "Qu¶ng", "thµnh", "§¾k", "®iÓm"; and capitals that Vietnamese does not have behind small letters:
    /// "tØnh", "B×nh", "huyÖn". Not what may end a word in print: quotation marks, footnotes, registered names.
    /// </summary>
    [GeneratedRegex(
        "[A-Za-z](?:[«¬µ¶¸]|[¨©®¹»¼½¾](?=[a-z])|[·ª](?!\\p{Lu}))|(?<!\\p{L})[®§](?=[a-zµ¶·¸¹¾¼½»©«¬ÊÇÈÉËÌÎÏÐÑÒÓÔÕÖ×ØÜÞ])"
        + "|[a-z][ÆÇËÎÏÑÕÖ×ØÜÞ÷þ]|[÷þ][a-z]")]
    private static partial Regex Tcvn3();

    /// <summary>Marks that stand behind their vowel as letters of their own: "xaõ", "Taân", "Tieán", "Laék", "huyeän", "Ñoâng", "chuùng".</summary>
    [GeneratedRegex("[aAeE][ùøûõâáàåãäéèúüÙØÛÕÂÁÀÅÃÄÉÈÚÜ]|[oO][âùøûõäåÂÙØÛÕÄÅ]|[uU][ùøûõÙØÛÕ]")]
    private static partial Regex Vni();

    /// <summary>UTF-8 taken for Windows-1252: "XÃ£", "LÃ¢m", "Ä‘iá»ƒm", "ThÆ°á»£ng".</summary>
    [GeneratedRegex("Ã[\u0080-\u00bf]|Ä[\u0080-\u00bf‘’]|Æ[\u0080-\u00bf]|á[º»]")]
    private static partial Regex Misread();
}
