using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace DiemCau.Meetings.Shared;

/// <summary>The network address a request comes from, as far as rate limits care.</summary>
public static class ClientAddress
{
    // One subscriber usually has a whole IPv6 /64 and could otherwise show up with another address each time.
    private const int SubscriberPrefixBytes = 8;

    public static string PartitionOf(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, SubscriberPrefixBytes))
            : address.ToString();
    }
}
