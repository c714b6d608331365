namespace DiemCau.Meetings.Shared;

/// <summary>The domain of mail addresses: host names of two labels or more, as RFC 5321 section 2.3.5 and RFC 1123 section 2.1 write them.</summary>
internal static class MailDomainName
{
    private const int LongestLabel = 63;
    private const int Longest = 253;

    /// <param name="domain">Lower case. ASCII only: a Cyrillic "а" looks like the Latin one and belongs to somebody else.</param>
    public static bool IsValid(string domain)
    {
        var labels = domain.Split('.');
        return domain.Length <= Longest && labels.Length >= 2 && labels.All(IsLabel) && labels[^1].Any(char.IsAsciiLetter);
    }

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= LongestLabel && label[0] != '-' && label[^1] != '-'
        && label.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-');
}
