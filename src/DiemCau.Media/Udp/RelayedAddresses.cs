namespace DiemCau.Media.Udp;

/// <summary>
/// The relay's names for its TURN clients, at which nobody else is reached: of 198.18.0.0/15 (RFC 2544, benchmarks) and 100::/64
/// (RFC 6666, discard only).
/// </summary>
internal static class RelayedAddresses
{
    public static ReadOnlySpan<byte> PrefixV4 => [198, 18];

    public static ReadOnlySpan<byte> PrefixV6 => [1, 0];

    /// <summary>Whether a peer's address is such a name, not a client's own address.</summary>
    public static bool Contains(in PeerAddress endpoint)
    {
        Span<byte> address = stackalloc byte[16];
        endpoint.CopyAddressTo(address);
        return address[(endpoint.IsIPv4 ? 12 : 0)..].StartsWith(endpoint.IsIPv4 ? PrefixV4 : PrefixV6);
    }
}
