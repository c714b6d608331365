using System.Net;
using DiemCau.Meetings.Sites;

namespace DiemCau.Meetings.Tests.Sites;

public sealed class NetworkClassTests
{
    [Theory]
    [InlineData("10.36.0.0/16", "10.36.0.0/16")]
    [InlineData(" 10.36.5.7/16 ", "10.36.0.0/16")]
    [InlineData("203.113.131.1", "203.113.131.1/32")]
    [InlineData("0.0.0.0/0", "0.0.0.0/0")]
    [InlineData("2405:4800:1::5/32", "2405:4800::/32")]
    [InlineData("2405:4800::1", "2405:4800::1/128")]
    [InlineData("10.36.0.255/25", "10.36.0.128/25")]
    public void Ranges_are_read_as_people_write_them(string text, string range)
    {
        Assert.True(NetworkClass.TryParse(text, out var parsed));
        Assert.Equal(range, parsed.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("10.36")]
    [InlineData("10.36.0.0/33")]
    [InlineData("10.36.0.0/-1")]
    [InlineData("10.36.0.0/")]
    [InlineData("10.36.0.0/16/8")]
    [InlineData("10.36.0.256")]
    [InlineData("2405::/129")]
    [InlineData("fe80::1%eth0")]
    [InlineData("daklak.gov.vn")]
    public void What_is_no_range_is_refused(string? text) => Assert.False(NetworkClass.TryParse(text, out _));

    [Theory]
    [InlineData("10.36.4.5", LineKind.Slcd)]
    [InlineData("10.36.9.5", LineKind.Backup)] // the more specific range
    [InlineData("::ffff:10.36.4.5", LineKind.Slcd)] // how a socket for both families shows it
    [InlineData("2405:4800::99", LineKind.Internet)]
    [InlineData("192.0.2.1", null)]
    [InlineData("2001:db8::1", null)]
    public void A_connections_line_is_told_by_its_address(string address, LineKind? line) => Assert.Equal(line, NetworkClass.Of(
        IPAddress.Parse(address),
        [
            (IPNetwork.Parse("10.0.0.0/8"), LineKind.Slcd),
            (IPNetwork.Parse("10.36.9.0/24"), LineKind.Backup),
            (IPNetwork.Parse("10.0.0.0/8"), LineKind.Internet),
            (IPNetwork.Parse("2405:4800::/32"), LineKind.Internet),
        ]));
}
