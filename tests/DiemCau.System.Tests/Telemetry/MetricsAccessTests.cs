using System.Net;
using DiemCau.Server.Configuration;
using DiemCau.Server.Telemetry;
using Microsoft.AspNetCore.Http;

namespace DiemCau.System.Tests.Telemetry;

public sealed class MetricsAccessTests
{
    private const string Token = "a-token-of-twenty-four-c";

    [Theory]
    [InlineData("127.0.0.1", null, null, true)]
    [InlineData("::ffff:127.0.0.1", null, null, true)]
    [InlineData("10.1.2.3", null, null, false)]
    [InlineData("10.1.2.3", "Bearer " + Token, null, true)]
    [InlineData("10.1.2.3", "Bearer a-token-of-twenty-four-d", null, false)]
    [InlineData("10.1.2.3", "Bearer ", null, false)]
    [InlineData("127.0.0.1", null, "10.1.2.3", false)]
    public void This_machine_and_who_has_the_token_may_read_metrics(string from, string? authorization, string? forwardedFor, bool allowed)
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = IPAddress.Parse(from);
        http.Request.Headers.Authorization = authorization;
        if (forwardedFor is not null)
        {
            http.Request.Headers["X-Forwarded-For"] = forwardedFor;
        }

        Assert.Equal(allowed, MetricsAccess.IsAllowed(http, new TelemetryOptions(Token, null)));
    }

    [Fact]
    public void Without_a_token_set_none_opens()
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = IPAddress.Parse("10.1.2.3");
        http.Request.Headers.Authorization = "Bearer ";
        Assert.False(MetricsAccess.IsAllowed(http, new TelemetryOptions(null, null)));
    }
}
