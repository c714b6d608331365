using System.Diagnostics.CodeAnalysis;
using System.Net.Mail;

namespace DiemCau.Meetings.Accounts.Entering;

/// <summary>Official mailboxes are plain ASCII addresses whose case does not matter.</summary>
internal static class MailAddressText
{
    // RFC 5321 section 4.5.3.1: a path of 256 octets with its brackets.
    private const int MaximumLength = 254;

    /// <param name="address">Lower case.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out string? address)
    {
        address = text?.Trim().ToLowerInvariant();
        return address is { Length: > 2 and <= MaximumLength }
            && address.All(character => character is > ' ' and < '\u007f' and not ('"' or '<' or '>' or '(' or ')' or ',' or ';' or ':' or '\\'))
            && MailAddress.TryCreate(address, out var parsed)
            && parsed.Address == address
            && DomainOf(address).Contains('.', StringComparison.Ordinal);
    }

    public static string DomainOf(string address) => address[(address.LastIndexOf('@') + 1)..];
}
