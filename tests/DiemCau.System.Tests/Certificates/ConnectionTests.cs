using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using DiemCau.System.Tests.ServerProcesses;

namespace DiemCau.System.Tests.Certificates;

/// <summary>What may be agreed on in TLS, how many connections one address gets, and where the metrics are.</summary>
public sealed class ConnectionTests(ConnectionTests.Running running) : IClassFixture<ConnectionTests.Running>
{
    private const int Share = 30;

    [Theory]
    [InlineData(TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, true)]
    [InlineData(TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, true)]
    [InlineData(TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384, false)]
    [InlineData(TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256, false)]
    [InlineData(TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA, false)]
    public async Task In_TLS_1_2_only_authenticated_encryption_is_agreed_on(TlsCipherSuite suite, bool agreed)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, running.Server.HttpsPort);
        await using var tls = new SslStream(client.GetStream());
        var shaking = tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            EnabledSslProtocols = SslProtocols.Tls12,
            CipherSuitesPolicy = new([suite]),
            RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null,
        });
        if (agreed)
        {
            await shaking;
            Assert.Equal(suite, tls.NegotiatedCipherSuite);
        }
        else
        {
            await Assert.ThrowsAnyAsync<Exception>(() => shaking);
        }
    }

    [Fact]
    public async Task One_address_gets_its_share_of_connections_and_no_more()
    {
        List<TcpClient> open = [];
        try
        {
            var refused = 0;
            for (var connection = 0; connection < Share + 20; connection++)
            {
                var client = new TcpClient();
                open.Add(client);
                try
                {
                    await client.ConnectAsync(IPAddress.Loopback, running.Server.HttpsPort);
                    await using var tls = new SslStream(client.GetStream(), leaveInnerStreamOpen: true);
                    await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost", RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null });
                }
                catch (Exception cause) when (cause is IOException or AuthenticationException or SocketException)
                {
                    refused++;
                }
            }

            Assert.InRange(refused, 20, 25); // the fixture's own client may hold some
        }
        finally
        {
            open.ForEach(client => client.Dispose());
        }

        await running.Server.WaitUntilAsync("/health/live", HttpStatusCode.OK); // given back
    }

    [Fact]
    public async Task Metrics_with_an_address_of_their_own_are_there_and_nowhere_else()
    {
        using var own = running.Server.CreateClient();
        using var metrics = await own.GetAsync(new Uri($"https://localhost:{running.MetricsPort}/metrics"));
        Assert.Equal("text/plain", metrics.Content.Headers.ContentType?.MediaType);
        foreach (var path in (string[])["/", "/api/session", "/hubs/conference"])
        {
            using var other = await own.GetAsync(new Uri($"https://localhost:{running.MetricsPort}{path}"));
            Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
        }

        using var health = await own.GetAsync(new Uri($"https://localhost:{running.MetricsPort}/health/live"));
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        using var there = await own.GetAsync("/metrics");
        Assert.Equal(HttpStatusCode.NotFound, there.StatusCode);
    }

    [Fact]
    public void What_earlier_versions_left_open_in_the_data_folder_is_closed()
    {
        foreach (var (path, mode) in Running.LeftOpen.Select(path => (path, Path.HasExtension(path) ? UnixFileMode.UserRead | UnixFileMode.UserWrite
                     : UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute)))
        {
            Assert.Equal(mode, File.GetUnixFileMode(Path.Combine(running.Folder, path)));
        }
    }

    public sealed class Running : IAsyncLifetime
    {
        internal static readonly string[] LeftOpen = ["papers", "papers/meeting", "papers/meeting/paper.part", "problem-reports", "problem-reports/ABCDEF.json"];

        public string Folder { get; } = Directory.CreateTempSubdirectory("diemcau-open-").FullName;

        public int MetricsPort { get; private set; }

        public ServerProcess Server { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            const UnixFileMode Open = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
            foreach (var path in LeftOpen.Select(path => Path.Combine(Folder, path)))
            {
                if (Path.HasExtension(path))
                {
                    await File.WriteAllTextAsync(path, "x");
                    File.SetUnixFileMode(path, Open);
                }
                else
                {
                    Directory.CreateDirectory(path);
                    File.SetUnixFileMode(path, Open | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
                }
            }

            using (var socket = new TcpListener(IPAddress.Loopback, 0))
            {
                socket.Start();
                MetricsPort = ((IPEndPoint)socket.LocalEndpoint).Port;
            }

            Server = await ServerProcess.StartAsync(new Dictionary<string, string>
            {
                ["DIEMCAU_DATA"] = Folder,
                ["DIEMCAU_METRICS_ADDRESS"] = $"127.0.0.1:{MetricsPort}",
                ["DIEMCAU_CONNECTIONS_PER_ADDRESS"] = Share.ToString(null, null),
            });
        }

        public async Task DisposeAsync()
        {
            await Server.DisposeAsync();
            Directory.Delete(Folder, recursive: true);
        }
    }
}
