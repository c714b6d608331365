using System.Net;
using DiemCau.System.Tests.ServerProcesses;

namespace DiemCau.System.Tests.WebClient;

public sealed class WebClientTests(WebClientTests.Running running) : IClassFixture<WebClientTests.Running>
{
    private const string Script = "console.log('điểm cầu')";

    [Theory]
    [InlineData("/")]
    [InlineData("/rooms")]
    [InlineData("/r/hop-giao-ban")]
    public async Task Every_page_is_the_clients_page_and_asked_for_anew(string path)
    {
        using var answer = await running.Server.Client.GetAsync(path);
        Assert.Equal("<!doctype html>", await answer.Content.ReadAsStringAsync());
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.True(answer.Headers.CacheControl?.NoCache);
    }

    [Theory]
    [InlineData("/api/rooms-of-nobody")]
    [InlineData("/assets/gone-1234.js")]
    [InlineData("/robots.txt")]
    public async Task What_is_not_a_page_is_not_found(string path)
    {
        using var answer = await running.Server.Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Metrics_are_metrics_with_the_client_built()
    {
        using var answer = await running.Server.Client.GetAsync("/metrics");
        Assert.Equal("text/plain", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("diemcau_media_conferences 0", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_with_its_hash_in_its_name_is_kept_for_good()
    {
        using var answer = await running.Server.Client.GetAsync("/assets/app-1a2b3c4d.js");
        Assert.Equal(Script, await answer.Content.ReadAsStringAsync());
        Assert.Contains("immutable", answer.Headers.CacheControl?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_takes_brotli_gets_the_compressed_copy()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/assets/app-1a2b3c4d.js") { Headers = { { "Accept-Encoding", "gzip, br" } } };
        using var answer = await running.Server.Client.SendAsync(request);
        Assert.Equal("br", string.Join(' ', answer.Content.Headers.ContentEncoding));
        Assert.Equal("text/javascript", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("compressed", await answer.Content.ReadAsStringAsync());
        Assert.Contains("Accept-Encoding", answer.Headers.Vary);
    }

    public sealed class Running : IAsyncLifetime
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("diemcau-web-").FullName;

        public ServerProcess Server { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            Directory.CreateDirectory(Path.Combine(_folder, "assets"));
            await File.WriteAllTextAsync(Path.Combine(_folder, "index.html"), "<!doctype html>");
            await File.WriteAllTextAsync(Path.Combine(_folder, "assets/app-1a2b3c4d.js"), Script);
            await File.WriteAllTextAsync(Path.Combine(_folder, "assets/app-1a2b3c4d.js.br"), "compressed");
            Server = await ServerProcess.StartAsync(new Dictionary<string, string> { ["DIEMCAU_WEB_CLIENT"] = _folder });
        }

        public async Task DisposeAsync()
        {
            await Server.DisposeAsync();
            Directory.Delete(_folder, recursive: true);
        }
    }
}
