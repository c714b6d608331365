using System.Net;

namespace DiemCau.Meetings.Live;

/// <summary>Whose network an address is of, as far as it tells by itself.</summary>
internal static class MediaNetworks
{
    public static MediaNetwork Of(IPAddress address)
    {
        if (IPAddress.IsLoopback(address))
        {
            return MediaNetwork.Local;
        }

        var bytes = address.GetAddressBytes();
        var isPrivate = bytes.Length == 4
            ? bytes[0] == 10 || (bytes[0] == 172 && bytes[1] is >= 16 and < 32) || (bytes[0] == 192 && bytes[1] == 168)
                || (bytes[0] == 100 && bytes[1] is >= 64 and < 128) // RFC 6598: an operator's shared addresses
            : address.IsIPv6LinkLocal || address.IsIPv6UniqueLocal;
        return isPrivate ? MediaNetwork.Private : MediaNetwork.Public;
    }
}
