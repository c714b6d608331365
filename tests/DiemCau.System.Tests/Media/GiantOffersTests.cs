using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Xunit.Abstractions;

namespace DiemCau.System.Tests.Media;

/// <summary>
/// Offers of absurd size at the doors of a real server: each gets a clear refusal at once, and the server stays as small as it was.
/// </summary>
public sealed class GiantOffersTests(RoomMediaTests.Running running, ITestOutputHelper output) : IClassFixture<RoomMediaTests.Running>
{
    private const int Times = 20;
    private const long MayGrow = 150L << 20;
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(3);

    public static TheoryData<string, HttpStatusCode, string> Joins => new()
    {
        { "ten megabytes of JSON", HttpStatusCode.RequestEntityTooLarge, "request_too_large" },
        { "JSON without end", HttpStatusCode.RequestEntityTooLarge, "request_too_large" },
        { "JSON of a thousand floors", HttpStatusCode.BadRequest, "validation" },
        { "SDP beyond its bound", HttpStatusCode.BadRequest, "media_offer_invalid" },
        { "SDP of one endless line", HttpStatusCode.BadRequest, "media_offer_invalid" },
        { "SDP of thousands of m-lines", HttpStatusCode.BadRequest, "media_offer_invalid" },
        { "SDP of thousands of formats", HttpStatusCode.BadRequest, "media_offer_invalid" },
        { "thousands of slots", HttpStatusCode.BadRequest, "media_offer_invalid" },
    };

    [Theory]
    [MemberData(nameof(Joins))]
    public async Task Who_joins_with_a_giant_offer_is_told_so(string what, HttpStatusCode status, string code)
    {
        var room = await running.NewRoomAsync();
        await RefusedAsync(what, status, code, () => new HttpRequestMessage(HttpMethod.Post, $"/api/rooms/{room}/participants")
        {
            Content = Body(what),
        });
    }

    [Theory]
    [InlineData("SDP beyond its bound", HttpStatusCode.BadRequest, "encoder_offer_invalid")]
    [InlineData("SDP of thousands of m-lines", HttpStatusCode.BadRequest, "encoder_offer_invalid")]
    [InlineData("ten megabytes of JSON", HttpStatusCode.RequestEntityTooLarge, "request_too_large")]
    [InlineData("JSON without end", HttpStatusCode.RequestEntityTooLarge, "request_too_large")]
    public async Task An_encoder_with_a_giant_offer_is_told_so(string what, HttpStatusCode status, string code)
    {
        var room = await running.NewRoomAsync();
        var (exitCode, answer, errors) = await running.Server.RunAsync("room", "token", "--room", room, "--publish", "--open", "--json");
        Assert.True(exitCode == 0, errors);
        var token = JsonDocument.Parse(answer).RootElement.GetProperty("token").GetString();
        await RefusedAsync(what, status, code, () =>
        {
            var content = what.StartsWith("SDP", StringComparison.Ordinal) ? new StringContent(Sdp(what)) : Body(what);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/sdp");
            return new HttpRequestMessage(HttpMethod.Post, $"/whip/{room}")
            {
                Content = content,
                Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
            };
        });
    }

    private async Task RefusedAsync(string what, HttpStatusCode status, string code, Func<HttpRequestMessage> make)
    {
        await SendAsync(make, status, code); // what the first one of its kind brings into memory is not the attack's
        var before = Resident();
        var slowest = TimeSpan.Zero;
        for (var i = 0; i < Times; i++)
        {
            var clock = Stopwatch.StartNew();
            await SendAsync(make, status, code);
            slowest = clock.Elapsed > slowest ? clock.Elapsed : slowest;
        }

        output.WriteLine($"{what}: {(int)status} {code}, slowest {slowest.TotalMilliseconds:F0} ms, memory {(Resident() - before) >> 10:+#;-#;0} KiB");
        Assert.True(slowest < AtOnce, $"It took {slowest}");
        Assert.True(Resident() - before < MayGrow, $"The server grew by {(Resident() - before) >> 20} MiB");
    }

    private async Task SendAsync(Func<HttpRequestMessage> make, HttpStatusCode status, string code)
    {
        using var request = make();
        // Over HTTP/1.1 the answer is lost with the connection, which the server closes on whoever goes on sending.
        (request.Version, request.VersionPolicy) = (HttpVersion.Version20, HttpVersionPolicy.RequestVersionExact);
        using var response = await running.Office.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == status, $"{(int)response.StatusCode}: {text[..Math.Min(text.Length, 500)]}");
        Assert.Equal(code, JsonDocument.Parse(text).RootElement.GetProperty("code").GetString());
        Assert.True(text.Length < 2_000, "The refusal repeats what was sent.");
    }

    private long Resident()
    {
        using var process = Process.GetProcessById(running.Server.ProcessId);
        return process.WorkingSet64;
    }

    private static HttpContent Body(string what) => what switch
    {
        "ten megabytes of JSON" => Json($"{{\"displayName\":\"{new string('x', 10 << 20)}\"}}"),
        "JSON without end" => new StreamContent(new Endless()) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        "JSON of a thousand floors" => Json($"{{\"displayName\":\"Ai\",\"media\":{string.Concat(Enumerable.Repeat("{\"send\":", 1_000))}1{new string('}', 1_000)}}}"),
        "thousands of slots" => JsonContent.Create(new
        {
            displayName = "Ai đó",
            media = new { sdp = "v=0", send = new { }, receive = new { audio = Enumerable.Range(0, 5_000).Select(mid => $"{mid}"), tiles = Array.Empty<string>() } },
        }),
        _ => JsonContent.Create(new
        {
            displayName = "Ai đó",
            media = new { sdp = Sdp(what), send = new { microphone = "0" }, receive = new { audio = Array.Empty<string>(), tiles = Array.Empty<string>() } },
        }),
    };

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private static string Sdp(string what)
    {
        const string Head = "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\n";
        const string Line = "m=video 9 UDP/TLS/RTP/SAVPF 96\r\n";
        return what switch
        {
            "SDP beyond its bound" => Head + string.Concat(Enumerable.Repeat("a=x:1234567890\r\n", 13_000)),
            "SDP of one endless line" => Head + "a=" + new string('x', 150_000) + "\r\n",
            "SDP of thousands of m-lines" => Head + string.Concat(Enumerable.Repeat(Line, 5_000)),
            _ => Head + "m=video 9 UDP/TLS/RTP/SAVPF " + string.Join(' ', Enumerable.Range(0, 20_000)) + "\r\n",
        };
    }

    /// <summary>A body that says no length and never ends by itself.</summary>
    private sealed class Endless : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get; set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            // Far beyond any bound; a server that reads it all would be found out by its memory.
            if (Position > 64 << 20)
            {
                return 0;
            }

            buffer.AsSpan(offset, count).Fill((byte)'x');
            if (Position == 0)
            {
                buffer[offset] = (byte)'"';
            }

            Position += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
