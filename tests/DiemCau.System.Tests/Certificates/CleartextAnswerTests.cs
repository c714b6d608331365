using DiemCau.Server.Certificates;

namespace DiemCau.System.Tests.Certificates;

public sealed class CleartextAnswerTests
{
    [Fact]
    public void A_request_is_sent_to_the_same_address_with_https() => Assert.Contains(
        "Location: https://hop.tinh.gov.vn:8443/r/giao-ban?x=1\r\n",
        CleartextAnswer.Answer("GET /r/giao-ban?x=1 HTTP/1.1\r\nHost: hop.tinh.gov.vn:8443\r\n\r\n"),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: good.vn@evil.vn\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: evil.vn/path\r\n\r\n")]
    [InlineData("GET http://elsewhere/ HTTP/1.1\r\nHost: a.vn\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("SSH-2.0-OpenSSH_9.2")]
    [InlineData("")]
    public void Anything_else_is_told_what_the_port_speaks(string request) =>
        Assert.StartsWith("HTTP/1.1 400 ", CleartextAnswer.Answer(request), StringComparison.Ordinal);
}
