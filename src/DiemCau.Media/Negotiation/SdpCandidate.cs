using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace DiemCau.Media.Negotiation;

/// <summary>A candidate with a literal address (RFC 8839; mDNS names are left out). Transport is "udp" or "tcp", lower case.</summary>
internal sealed record SdpCandidate(string Foundation, int Component, string Transport, uint Priority, IPEndPoint EndPoint, string Type)
{
    /// <summary>Also reads the line of a trickled fragment (RFC 8840), where the attribute is the same.</summary>
    public static bool TryParse(ReadOnlySpan<char> value, [NotNullWhen(true)] out SdpCandidate? candidate)
    {
        candidate = null;
        var words = new SdpWords(value);
        var foundation = words.Next();
        if (!SdpWords.TryReadNumber(words.Next(), 256, out var component))
        {
            return false;
        }

        var transport = words.Next().ToString().ToLowerInvariant();
        // Names (mDNS) are left out: an ICE-lite server answers whoever checks it and needs no address of the client.
        if (!uint.TryParse(words.Next(), NumberStyles.None, CultureInfo.InvariantCulture, out var priority)
            || !IPAddress.TryParse(words.Next(), out var address)
            || !SdpWords.TryReadNumber(words.Next(), 65_535, out var port)
            || words.Next() is not "typ")
        {
            return false;
        }

        candidate = new SdpCandidate(
            foundation.ToString(), component, transport, priority, new IPEndPoint(address, port), words.Next().ToString());
        return true;
    }
}
