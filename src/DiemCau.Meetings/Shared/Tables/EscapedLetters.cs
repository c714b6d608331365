using System.Globalization;
using System.Text.RegularExpressions;

namespace DiemCau.Meetings.Shared.Tables;

/// <summary>Spreadsheets write what XML cannot hold as <c>_x000B_</c> (ECMA-376 part 1, ST_Xstring), and an underscore before such as <c>_x005F_</c>.</summary>
internal static partial class EscapedLetters
{
    public static string Undone(string text) => !text.Contains("_x", StringComparison.Ordinal) ? text : Escape().Replace(
        text,
        match => ((char)int.Parse(match.ValueSpan.Slice(2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)).ToString());

    [GeneratedRegex("_x[0-9A-Fa-f]{4}_")]
    private static partial Regex Escape();
}
