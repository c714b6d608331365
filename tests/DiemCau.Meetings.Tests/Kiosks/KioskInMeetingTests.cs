using System.Net;
using System.Text.Json.Nodes;
using DiemCau.Meetings.Live;
using DiemCau.Meetings.Tests.Sessions;
using DiemCau.Meetings.Tests.Testing;

namespace DiemCau.Meetings.Tests.Kiosks;

/// <summary>What a paired machine shows of its site's sessions, and how it comes into them.</summary>
public sealed class KioskInMeetingTests
{
    private const string Commune = "UBND xã 1.1";

    private static readonly object Join = new
    {
        media = new
        {
            sdp = "v=0",
            send = new { microphone = "0", camera = "1", screen = (string?)null },
            receive = new { audio = new[] { "2" }, podium = "3", screen = (string?)null, tiles = Array.Empty<string>() },
        },
    };

    [Fact]
    public async Task It_shows_the_next_session_of_its_site_from_when_it_connects_and_whether_it_is_open()
    {
        await using var held = await HeldMeeting.ComingAsync();
        var (machine, _) = await PairAsync(held, Commune);

        var next = (await machine.Get("/api/kiosk"))["sessions"][0]!;
        Assert.Equal((held.Id, false, false), ((Guid)next["meetingId"]!, (bool)next["isOpen"]!, (bool)next["isMainSite"]!));
        Assert.Equal(TimeSpan.FromHours(1), Time(next, "startsAt") - Time(next, "connectFrom"));

        await held.PassAsync(TimeSpan.FromMinutes(2));

        var open = (await machine.Get("/api/kiosk"))["sessions"][0]!;
        Assert.True((bool)open["isOpen"]!);
        Assert.Null((string?)open["calledAt"]);
    }

    [Fact]
    public async Task It_comes_in_as_its_site_without_a_password_and_into_no_meeting_of_others()
    {
        await using var held = await HeldMeeting.ConnectingAsync(Commune);
        var (machine, id) = await PairAsync(held, Commune);
        var (stranger, _) = await PairAsync(held, "UBND xã 1.2");

        Assert.Equal("meeting_not_invited", (await stranger.Post(Door(held), Join)).Code);
        Assert.Equal("meeting_not_invited", (await machine.Post($"/api/kiosk/meetings/{Guid.NewGuid()}/participants", Join)).Code);
        Assert.Equal("not_signed_in", (await machine.Post($"/api/meetings/{held.Id}/participants", Join)).Code);
        var answer = await machine.Post(Door(held), Join);

        Assert.Equal(HttpStatusCode.Created, answer.Status);
        var who = await held.AskAsync((conference, _) => conference.Everybody.Single().Who);
        Assert.Equal((Capacity.Site, $"Phòng họp {Commune}", id, null), (who.Capacity, who.Site?.Name, who.KioskId, who.AccountId));
    }

    [Fact]
    public async Task A_machine_whose_key_is_revoked_is_out_at_once_and_does_not_come_back()
    {
        await using var held = await HeldMeeting.ConnectingAsync(Commune);
        var keeper = await held.Province.BrowserOf(Commune);
        var site = held.Province.Site(Commune).SiteId;
        var (machine, id) = await Machines.PairAsync(held.Installation, keeper, site);
        var inside = await machine.Post(Door(held), Join);
        await held.ConnectMediaAsync((Guid)inside["participantId"]!);
        using var events = await machine.GetAsync(new Uri(Browser.Origin, "/api/kiosk/events"), HttpCompletionOption.ResponseHeadersRead);
        using var lines = new StreamReader(await events.Content.ReadAsStreamAsync());

        Assert.Equal(HttpStatusCode.NoContent, (await keeper.Delete($"/api/sites/{site}/kiosks/{id}")).Status);

        Assert.Empty(await held.AskAsync((conference, _) => conference.Everybody.ToList()));
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await lines.ReadToEndAsync(patience.Token); // the stream has ended
        Assert.Equal("kiosk_not_paired", (await machine.Post(Door(held), Join)).Code);
        using var rejoin = new HttpRequestMessage(HttpMethod.Post, new Uri(Browser.Origin, $"/api/conferences/{(Guid)inside["conferenceId"]!}/participants/me/rejoin"))
        {
            Headers = { Authorization = new("Bearer", (string)inside["token"]!) },
            Content = JsonContent(Join),
        };
        using var refused = await machine.SendAsync(rejoin);
        Assert.False(refused.IsSuccessStatusCode, await refused.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task It_hears_at_once_that_its_site_is_called_and_only_its_newest_page_listens()
    {
        await using var held = await HeldMeeting.ConnectingAsync(Commune);
        var (machine, _) = await PairAsync(held, Commune);
        using var older = await ListenAsync(machine);
        using var newer = await ListenAsync(machine);
        Assert.Equal("changed", await NextAsync(newer));
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await older.ReadToEndAsync(patience.Token);

        var chief = await held.Operator();
        Assert.Equal(HttpStatusCode.OK, (await chief.Post($"/api/meetings/{held.Id}/session/calls", new { siteIds = new[] { held.Province.Site(Commune).SiteId } })).Status);

        Assert.Equal("changed", await NextAsync(newer));
        Assert.NotNull((string?)(await machine.Get("/api/kiosk"))["sessions"][0]!["calledAt"]);
    }

    private static async Task<(Browser Machine, Guid Id)> PairAsync(HeldMeeting held, string unit) =>
        await Machines.PairAsync(held.Installation, await held.Province.BrowserOf(unit), held.Province.Site(unit).SiteId);

    private static async Task<StreamReader> ListenAsync(Browser machine)
    {
        var response = await machine.GetAsync(new Uri(Browser.Origin, "/api/kiosk/events"), HttpCompletionOption.ResponseHeadersRead);
        return new(await response.EnsureSuccessStatusCode().Content.ReadAsStreamAsync());
    }

    /// <summary>The next event that is not a mere sign of life.</summary>
    private static async Task<string> NextAsync(StreamReader lines)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (await lines.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal) && line != "event: alive")
            {
                return line["event: ".Length..];
            }
        }

        throw new EndOfStreamException();
    }

    private static string Door(HeldMeeting held) => $"/api/kiosk/meetings/{held.Id}/participants";

    private static DateTimeOffset Time(JsonNode session, string name) => DateTimeOffset.Parse((string)session[name]!);

    private static HttpContent JsonContent(object body) => System.Net.Http.Json.JsonContent.Create(body);
}
