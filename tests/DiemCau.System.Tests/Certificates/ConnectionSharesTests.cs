using System.Net;
using DiemCau.Meetings.Shared;
using DiemCau.Server.Certificates;
using DiemCau.Server.Configuration;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;

namespace DiemCau.System.Tests.Certificates;

/// <summary>Whose connections count together, and when a place is given back.</summary>
public sealed class ConnectionSharesTests
{
    private const int Share = 3;

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.8")]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1")]
    public async Task An_address_that_has_its_share_takes_nothing_from_another(string full, string other)
    {
        var shares = Shares();
        using var held = new Held(shares);
        for (var connection = 0; connection < Share; connection++)
        {
            Assert.True(await held.OpenAsync(full));
        }

        Assert.False(await held.OpenAsync(full));
        Assert.True(await held.OpenAsync(other));
        Assert.Equal(1, shares.Refused);
    }

    [Theory]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff")] // a subscriber's whole /64
    [InlineData("203.0.113.7", "::ffff:203.0.113.7")]
    public async Task Addresses_of_one_subscriber_count_together(string one, string another)
    {
        using var held = new Held(Shares());
        for (var connection = 0; connection < Share; connection++)
        {
            Assert.True(await held.OpenAsync(one));
        }

        Assert.False(await held.OpenAsync(another));
    }

    [Fact]
    public async Task A_connection_that_ends_gives_its_place_back_also_by_a_fault()
    {
        var shares = Shares();
        for (var connection = 0; connection < 2 * Share; connection++)
        {
            await Assert.ThrowsAsync<IOException>(() => shares.Bound(_ => throw new IOException("gone"))(From("203.0.113.7")));
        }

        Assert.Equal(0, shares.Refused);
    }

    [Fact]
    public async Task A_reverse_proxy_brings_everybody_and_no_bound_is_none()
    {
        using var proxied = new Held(Shares(proxy: "10.0.0.1"));
        using var unbound = new Held(Shares(share: 0));
        for (var connection = 0; connection < 2 * Share; connection++)
        {
            Assert.True(await proxied.OpenAsync("10.0.0.1"));
            Assert.True(await unbound.OpenAsync("203.0.113.7"));
        }
    }

    private static ConnectionShares Shares(int share = Share, string? proxy = null) => new(new Settings
    {
        HttpsPort = 8443,
        Bind = null,
        ConnectionString = null,
        Certificate = null,
        Media = new MediaOptions(10000, [IPAddress.Loopback], null, 0),
        Installation = new InstallationOptions { DataFolder = "" },
        TrustedProxies = proxy is null ? [] : [IPAddress.Parse(proxy)],
        LogLevel = LogLevel.Warning,
        WebClientFolder = "",
        ConnectionsOfAddress = share,
    });

    private static DefaultConnectionContext From(string address) => new() { RemoteEndPoint = new IPEndPoint(IPAddress.Parse(address), 50_000) };

    /// <summary>Connections that stay open until the test is over.</summary>
    private sealed class Held : IDisposable
    {
        private readonly TaskCompletionSource _over = new();
        private readonly ConnectionDelegate _bound;
        private int _opened;

        public Held(ConnectionShares shares) => _bound = shares.Bound(_ =>
        {
            _opened++;
            return _over.Task;
        });

        /// <returns>Whether it was let through.</returns>
        public async Task<bool> OpenAsync(string address)
        {
            var before = _opened;
            var running = _bound(From(address));
            if (_opened == before)
            {
                await running;
            }

            return _opened > before;
        }

        public void Dispose() => _over.SetResult();
    }
}
