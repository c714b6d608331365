using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace DiemCau.Meetings.Tests.Testing;

/// <summary>Keeps cookies and sends the antiforgery token as the web client does.</summary>
internal sealed class Browser : HttpClient
{
    private readonly Cookies _cookies;

    public Browser(HttpMessageHandler server)
        : this(new Cookies(server))
    {
    }

    private Browser(Cookies cookies)
        : base(cookies) => _cookies = cookies;

    public static readonly Uri Origin = new("https://diemcau.test");

    /// <summary>Whether the antiforgery token is echoed; a foreign page could not.</summary>
    public bool EchoesToken
    {
        get => field;
        set
        {
            field = value;
            DefaultRequestHeaders.Remove(NoTokenHeader);
            if (!value)
            {
                DefaultRequestHeaders.Add(NoTokenHeader, "1");
            }
        }
    } = true;

    private const string NoTokenHeader = "X-Test-No-Token";

    public void TakeCookiesOf(Browser other) => _cookies.Take(other._cookies);

    public Task<Answer> Get(string path) => Ask(HttpMethod.Get, path, null);

    public Task<Answer> Post(string path, object? body = null) => Ask(HttpMethod.Post, path, body);

    public Task<Answer> Put(string path, object? body = null) => Ask(HttpMethod.Put, path, body);

    public Task<Answer> Patch(string path, object? body = null) => Ask(HttpMethod.Patch, path, body);

    public Task<Answer> Delete(string path, object? body = null) => Ask(HttpMethod.Delete, path, body);

    private async Task<Answer> Ask(HttpMethod method, string path, object? body)
    {
        using var request = new HttpRequestMessage(method, new Uri(Origin, path));
        if (body is not null)
        {
            request.Content = JsonContent.Create(body);
        }

        using var response = await SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        var isJson = response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true;
        return new(response.StatusCode, isJson ? JsonNode.Parse(text) : null, text, response.Headers.RetryAfter?.Delta);
    }

    private sealed class Cookies(HttpMessageHandler server) : DelegatingHandler(server)
    {
        private readonly CookieContainer _jar = new();

        public void Take(Cookies other) => _jar.Add(other._jar.GetCookies(Origin));

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (_jar.GetCookieHeader(Origin) is { Length: > 0 } cookies)
            {
                request.Headers.Add("Cookie", cookies);
            }

            if (!request.Headers.Remove(NoTokenHeader) && _jar.GetCookies(Origin)["XSRF-TOKEN"] is { } token)
            {
                request.Headers.Add("X-XSRF-TOKEN", Uri.UnescapeDataString(token.Value));
            }

            var response = await base.SendAsync(request, cancellationToken);
            foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var values) ? values : [])
            {
                _jar.SetCookies(Origin, cookie);
            }

            return response;
        }
    }
}

/// <param name="Json">Null when the body is not JSON.</param>
internal sealed record Answer(HttpStatusCode Status, JsonNode? Json, string Text, TimeSpan? RetryAfter)
{
    /// <summary>The problem's code; null when it is none.</summary>
    public string? Code => (string?)(Json as JsonObject)?["code"];

    public JsonNode this[string property] => Json![property]!;
}
