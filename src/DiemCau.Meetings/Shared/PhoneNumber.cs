using System.Text.RegularExpressions;

namespace DiemCau.Meetings.Shared;

/// <summary>Telephone numbers as people write them: 0905 123 456, (0262) 3.855.855, +84905123456, with an extension.</summary>
internal static partial class PhoneNumber
{
    public static bool IsOne(string text) => Written().IsMatch(text);

    [GeneratedRegex(@"^\+?(?:[ .()/-]*\d){6,20}[ .()-]*$")]
    private static partial Regex Written();
}
