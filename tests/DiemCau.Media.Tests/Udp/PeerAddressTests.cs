using System.Net;
using DiemCau.Media.Interop.Libc;
using DiemCau.Media.Udp;

namespace DiemCau.Media.Tests.Udp;

public sealed unsafe class PeerAddressTests
{
    [Theory]
    [InlineData("192.0.2.1:5000", SocketCalls.AF_INET6)]
    [InlineData("192.0.2.1:5000", SocketCalls.AF_INET)]
    [InlineData("[2001:db8::1]:65535", SocketCalls.AF_INET6)]
    [InlineData("[fe80::1%3]:1", SocketCalls.AF_INET6)]
    public void It_survives_a_sockaddr(string text, int family)
    {
        var endpoint = new PeerAddress(IPEndPoint.Parse(text));
        sockaddr_in6 name;
        endpoint.WriteTo(&name, family);
        var read = PeerAddress.Read(&name);
        Assert.Equal(endpoint, read);
        Assert.Equal(endpoint.GetHashCode(), read.GetHashCode());
        Assert.Equal(text, read.ToString());
    }

    [Fact]
    public void IPv4_and_its_mapped_form_are_one()
    {
        Assert.Equal(
            new PeerAddress(IPEndPoint.Parse("192.0.2.1:5000")),
            new PeerAddress(IPEndPoint.Parse("[::ffff:192.0.2.1]:5000")));
    }

    [Fact]
    public void Neighbours_behind_one_NAT_hash_apart()
    {
        var hashes = new HashSet<int>();
        for (int port = 1024; port < 5024; port++)
        {
            hashes.Add(new PeerAddress([192, 0, 2, 1], (ushort)port).GetHashCode() & 0xFFFF);
        }

        Assert.True(hashes.Count > 3500, $"{hashes.Count} of 4000");
    }
}
