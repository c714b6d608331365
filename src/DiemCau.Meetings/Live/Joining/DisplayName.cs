using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace DiemCau.Meetings.Live.Joining;

/// <summary>"Tên hiển thị": who sits there, as everybody reads it.</summary>
internal static class DisplayName
{
    public const int Longest = 100;

    public static bool TryParse(string? text, [NotNullWhen(true)] out string? name)
    {
        // Composed (NFC), so that a phone's decomposed "ế" is the same letter as a PC's.
        name = text?.Trim().Normalize(NormalizationForm.FormC);
        if (name is { Length: > 0 and <= Longest } && !name.Any(char.IsControl))
        {
            return true;
        }

        name = null;
        return false;
    }
}
