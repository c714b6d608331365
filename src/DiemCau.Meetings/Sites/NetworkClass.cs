using System.Net;
using System.Net.Sockets;

namespace DiemCau.Meetings.Sites;

/// <summary>
/// By which line a connection comes: measured from its address, not declared. The most specific range that holds the address decides; of two
/// equal ones the earlier.
/// </summary>
internal static class NetworkClass
{
    /// <returns>Null: the address is in no known range.</returns>
    public static LineKind? Of(IPAddress address, IEnumerable<(IPNetwork Range, LineKind Line)> ranges)
    {
        var plain = Plain(address);
        (int Prefix, LineKind Line)? best = null;
        foreach (var (range, line) in ranges)
        {
            if (range.Contains(plain) && range.PrefixLength > (best?.Prefix ?? -1))
            {
                best = (range.PrefixLength, line);
            }
        }

        return best?.Line;
    }

    /// <summary>Reads "10.36.0.0/16", "2405:4800::/32", or a single address; bits behind the prefix are cleared.</summary>
    public static bool TryParse(string? text, out IPNetwork range)
    {
        range = default;
        var parts = (text ?? "").Trim().Split('/');
        // "10" and "0x0a.1" are addresses to the framework, but not to those who read the list.
        if (parts.Length > 2 || !IPAddress.TryParse(parts[0], out var address) || address.ScopeIdOf() != 0
            || (address.AddressFamily == AddressFamily.InterNetwork && address.ToString() != parts[0]))
        {
            return false;
        }

        var bits = address.GetAddressBytes().Length * 8;
        var prefix = bits;
        if (parts.Length == 2 && !(parts[1].All(char.IsAsciiDigit) && int.TryParse(parts[1], out prefix) && prefix <= bits))
        {
            return false;
        }

        range = new(Masked(address, prefix), prefix);
        return true;
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private static long ScopeIdOf(this IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6 ? address.ScopeId : 0;

    private static IPAddress Masked(IPAddress address, int prefix)
    {
        var octets = address.GetAddressBytes();
        for (var i = 0; i < octets.Length; i++)
        {
            octets[i] &= (byte)(0xff00 >> Math.Clamp(prefix - (i * 8), 0, 8));
        }

        return new(octets);
    }
}
