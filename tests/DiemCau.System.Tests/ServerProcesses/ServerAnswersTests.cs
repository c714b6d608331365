using System.Net;

namespace DiemCau.System.Tests.ServerProcesses;

/// <summary>One server for all of these: they only look at it.</summary>
public sealed class ServerAnswersTests(ServerAnswersTests.Running running) : IClassFixture<ServerAnswersTests.Running>
{
    private readonly ServerProcess _server = running.Server;

    [Fact]
    public async Task A_second_server_on_the_same_data_folder_is_refused()
    {
        var second = ServerProcess.Create(new Dictionary<string, string> { ["DIEMCAU_DATA"] = _server.DataFolder });
        var (exitCode, _, errors) = await second.RunAsync();
        Assert.Equal(3, exitCode);
        Assert.Contains("đang được một máy chủ DiemCau khác sử dụng", errors, StringComparison.Ordinal);
        Assert.Contains("in use by another DiemCau server", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_certificate_names_every_address_that_is_announced()
    {
        using var certificate = global::System.Security.Cryptography.X509Certificates.X509Certificate2.CreateFromPem(
            await File.ReadAllTextAsync(Path.Combine(_server.DataFolder, "tls/certificate.pem")));
        Assert.All(["localhost", "10.9.8.7", "hop.example.gov.vn"], name => Assert.True(certificate.MatchesHostname(name), name));
    }

    [Fact]
    public async Task Secrets_in_the_data_folder_are_for_the_servers_user_alone()
    {
        foreach (var folder in new[] { "keys", "tls", "postgres" })
        {
            const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
                | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(Path.Combine(_server.DataFolder, folder)) & others);
        }
    }

    [Fact]
    public async Task Plain_http_on_the_https_port_is_sent_to_https()
    {
        using var plain = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var answer = await plain.GetAsync($"http://localhost:{_server.HttpsPort}/r/hop-giao-ban?x=1");
        Assert.Equal(HttpStatusCode.PermanentRedirect, answer.StatusCode);
        Assert.Equal($"https://localhost:{_server.HttpsPort}/r/hop-giao-ban?x=1", answer.Headers.Location?.ToString());
    }

    [Fact]
    public async Task Every_answer_forbids_the_browser_what_the_pages_do_not_need()
    {
        using var answer = await _server.Client.GetAsync("/health/live");
        Assert.Contains("script-src 'self';", string.Join(' ', answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal("nosniff", string.Join(' ', answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Contains("microphone=(self)", string.Join(' ', answer.Headers.GetValues("Permissions-Policy")), StringComparison.Ordinal);

        Assert.Equal("same-origin", string.Join(' ', answer.Headers.GetValues("Cross-Origin-Resource-Policy")));
        using var own = await _server.Client.GetAsync("/api/units");
        Assert.True(own.Headers.CacheControl?.NoStore);

        // A browser that remembers HSTS would refuse the self-signed certificate for good.
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
    }

    [Theory]
    [InlineData("/api/nothing-here")]
    [InlineData("/assets/nothing-here.js")]
    [InlineData("/favicon-of-another.ico")]
    public async Task What_is_not_there_is_not_answered_with_a_page(string path)
    {
        using var answer = await _server.Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Health_says_which_part_is_well()
    {
        Assert.Equal("""{"status":"healthy","checks":{}}""", await _server.Client.GetStringAsync("/health/live"));
        Assert.Contains("\"database\":\"healthy\"", await _server.Client.GetStringAsync("/health/ready"), StringComparison.Ordinal);
    }

    public sealed class Running : IAsyncLifetime
    {
        public ServerProcess Server { get; private set; } = null!;

        public async Task InitializeAsync() => Server = await ServerProcess.StartAsync(new Dictionary<string, string>
        {
            ["DIEMCAU_ANNOUNCE"] = "127.0.0.1,10.9.8.7",
            ["DIEMCAU_PUBLIC_ADDRESS"] = "https://hop.example.gov.vn",
        });

        public async Task DisposeAsync() => await Server.DisposeAsync();
    }
}
