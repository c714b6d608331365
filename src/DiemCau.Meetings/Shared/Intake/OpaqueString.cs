using System.Globalization;
using System.Text;

namespace DiemCau.Meetings.Shared.Intake;

/// <summary>
/// Passwords as they are hashed and compared (RFC 8265 section 4.2, "OpaqueString"): composed, with every space the same. Vietnamese
/// keyboards write one letter in several ways, and which of them depends on the machine. Never NFKC: "①" is not "1".
/// </summary>
internal static class OpaqueString
{
    public static string Of(string password)
    {
        if (Ascii.IsValid(password) || !password.IsNormalizable())
        {
            return password;
        }

        var spaced = string.Create(password.Length, password, static (letters, typed) =>
        {
            for (var i = 0; i < typed.Length; i++)
            {
                letters[i] = char.GetUnicodeCategory(typed[i]) == UnicodeCategory.SpaceSeparator ? ' ' : typed[i];
            }
        });
        return spaced.Normalize(NormalizationForm.FormC);
    }

    // What has half a pair of surrogates cannot be composed, and is nobody's password: no door lets it in.
    private static bool IsNormalizable(this string text) => TextFromPeople.Take(text, TextKind.Verbatim, out _) is null;
}
