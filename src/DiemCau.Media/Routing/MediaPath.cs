using System.Net;
using DiemCau.Media.Udp;

namespace DiemCau.Media.Routing;

/// <summary>By which way a participant is reached, and from where it sends.</summary>
/// <param name="Address">Null behind the relay, which hides it.</param>
internal readonly record struct MediaPath(MediaWay Way, IPAddress? Address)
{
    public static MediaPath Of(in PeerAddress endpoint)
    {
        var way = !endpoint.IsOnTcp ? MediaWay.Udp : RelayedAddresses.Contains(endpoint) ? MediaWay.Turn : MediaWay.Tcp;
        return new MediaPath(way, way == MediaWay.Turn ? null : endpoint.ToIPEndPoint().Address);
    }
}
