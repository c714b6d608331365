using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using DiemCau.Meetings.Shared;

namespace DiemCau.Meetings.Accounts.Entering;

/// <summary>Official mailboxes are plain ASCII addresses whose case does not matter: a dot-string and a domain (RFC 5321 section 4.1.2).</summary>
internal static class MailAddressText
{
    // RFC 5321 section 4.5.3.1: a path of 256 octets with its brackets.
    private const int MaximumLength = 254;
    private const int LongestLocalPart = 64;

    // atext of RFC 5322 section 3.2.3, in lower case.
    private static readonly SearchValues<char> Atom = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-/=?^_`{|}~");

    /// <param name="address">Lower case.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out string? address)
    {
        address = text?.Trim().ToLowerInvariant();
        var at = address?.LastIndexOf('@') ?? -1;
        return address is { Length: <= MaximumLength } && at is > 0 and <= LongestLocalPart
            && address[..at].Split('.').All(atom => atom.Length > 0 && !atom.AsSpan().ContainsAnyExcept(Atom))
            && MailDomainName.IsValid(DomainOf(address));
    }

    public static string DomainOf(string address) => address[(address.LastIndexOf('@') + 1)..];
}
