using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;

namespace DiemCau.Meetings.Shared;

/// <summary>The network address a request comes from, as far as rate limits care.</summary>
public static class ClientAddress
{
    // One subscriber usually has a whole IPv6 /64 and could otherwise show up with another address each time.
    private const int SubscriberPrefixBytes = 8;

    /// <summary>A limit of <paramref name="perMinute"/> requests for each client of its own.</summary>
    public static RateLimitPartition<string> LimitPerMinute(HttpContext context, int perMinute) => RateLimitPartition.GetFixedWindowLimiter(
        PartitionOf(context),
        _ => new() { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 });

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
