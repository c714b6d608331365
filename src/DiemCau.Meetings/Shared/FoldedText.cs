using System.Globalization;
using System.Text;

namespace DiemCau.Meetings.Shared;

/// <summary>Text as searches see it, the same as the database's <c>fold</c>: lower case, without accents, đ as d.</summary>
public static class FoldedText
{
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var folded = new StringBuilder(text.Length);
        foreach (var letter in text.Normalize(NormalizationForm.FormD))
        {
            if (letter is >= '\u0300' and <= '\u036f')
            {
                continue;
            }

            folded.Append(letter is 'đ' or 'Đ' ? 'd' : char.ToLower(letter, CultureInfo.InvariantCulture));
        }

        return folded.ToString();
    }
}
