using System.Text.Json.Nodes;
using DiemCau.Meetings.Sessions;
using DiemCau.Meetings.Tests.Testing;

namespace DiemCau.Meetings.Tests.Sessions;

/// <summary>"Mời điểm cầu vào họp", as the browsers of the called sites hear it.</summary>
public sealed class RingingTests
{
    private const string Called = "UBND xã 1.1";
    private const string Another = "UBND xã 1.2";

    [Fact]
    public async Task A_call_rings_at_whoever_stands_for_the_site_until_the_site_comes_in()
    {
        await using var held = await HeldMeeting.ConnectingAsync();
        var (chief, called, another) = (await held.Operator(), await held.Province.BrowserOf(Called), await held.Province.BrowserOf(Another));
        await using var office = await Rings.AtAsync(called);
        await using var hall = await Rings.AtAsync(called);
        await using var elsewhere = await Rings.AtAsync(another);

        await CallAsync(held, chief, Called);

        var (kind, call) = await office.NextAsync();
        Assert.Equal(("call", $"Phòng họp {Called}", "Phòng họp Sở Y tế"), (kind, (string?)call["siteName"], (string?)call["mainSite"]));
        Assert.Equal((string?)call["id"], (string?)(await hall.NextAsync()).Call["id"]);

        await held.ComeAsync(called);

        foreach (var page in new[] { office, hall })
        {
            var (end, answered) = await page.NextAsync();
            Assert.Equal(("answered", (string?)call["siteId"]), (end, (string?)answered["siteId"]));
        }

        // What does not concern another site has not reached it: the first that it hears is its own call.
        await CallAsync(held, chief, Another);
        Assert.Equal($"Phòng họp {Another}", (string?)(await elsewhere.NextAsync()).Call["siteName"]);
    }

    [Fact]
    public async Task Who_opens_a_page_a_moment_later_still_hears_what_nobody_has_answered_and_nothing_older()
    {
        await using var held = await HeldMeeting.ConnectingAsync();
        var (chief, called) = (await held.Operator(), await held.Province.BrowserOf(Called));
        await CallAsync(held, chief, Called);
        await using (var late = await Rings.AtAsync(called))
        {
            Assert.Equal("call", (await late.NextAsync()).Kind);
        }

        held.Installation.Time.Advance(Ringing.Patience);
        await using var later = await Rings.AtAsync(called);
        await CallAsync(held, chief, Called);
        var again = (await later.NextAsync()).Call;
        Assert.Equal(held.Installation.Time.GetUtcNow(), DateTimeOffset.Parse((string)again["at"]!), TimeSpan.FromMinutes(1));
        await held.ComeAsync(called);
        Assert.Equal("answered", (await later.NextAsync()).Kind);
        await using var afterwards = await Rings.AtAsync(called);
        await CallAsync(held, chief, Called);
        Assert.NotEqual((string?)again["id"], (string?)(await afterwards.NextAsync()).Call["id"]);
    }

    private static async Task CallAsync(HeldMeeting held, Browser by, string unit)
    {
        var answer = await by.Post($"/api/meetings/{held.Id}/session/calls", new { siteIds = new[] { held.Province.Site(unit).SiteId } });
        Assert.True(answer.Status == System.Net.HttpStatusCode.OK, answer.Text);
    }

    /// <summary>One page's stream of events.</summary>
    private sealed class Rings(HttpResponseMessage response, StreamReader lines) : IAsyncDisposable
    {
        public static async Task<Rings> AtAsync(Browser browser)
        {
            var response = await browser.GetAsync(new Uri(Browser.Origin, "/api/calls"), HttpCompletionOption.ResponseHeadersRead);
            Assert.Equal("text/event-stream", response.EnsureSuccessStatusCode().Content.Headers.ContentType?.MediaType);
            return new(response, new(await response.Content.ReadAsStreamAsync()));
        }

        /// <summary>The next event that is not a mere sign of life.</summary>
        public async Task<(string Kind, JsonNode Call)> NextAsync()
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
            var kind = "";
            while (await lines.ReadLineAsync(patience.Token) is { } line)
            {
                if (line.StartsWith("event: ", StringComparison.Ordinal))
                {
                    kind = line["event: ".Length..];
                }
                else if (line.StartsWith("data: ", StringComparison.Ordinal) && kind != "alive")
                {
                    return (kind, JsonNode.Parse(line["data: ".Length..])!);
                }
            }

            throw new EndOfStreamException();
        }

        public ValueTask DisposeAsync()
        {
            lines.Dispose();
            response.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
