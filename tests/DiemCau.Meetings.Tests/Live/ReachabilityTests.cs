using System.Net;
using System.Net.WebSockets;
using System.Text;
using DiemCau.Meetings.Live;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings.Tests.Live;

public sealed class ReachabilityTests
{
    private const string Path = "/api/media/checks";

    [Fact]
    public async Task A_lobby_learns_the_relays_before_anybody_has_joined_and_joining_brings_new_ones()
    {
        await using var hall = await Hall.OpenAsync();
        var before = await hall.Installation.NewBrowser().Get("/api/media/ice-servers");
        Assert.Equal(HttpStatusCode.OK, before.Status);
        Assert.StartsWith("turns:", (string)before.Json!["iceServers"]![0]!["urls"]![0]!, StringComparison.Ordinal);

        var joined = await hall.AskAsync(hall.Owner, "Chủ trì");
        Assert.Equal("secret", (string)joined.Json!["iceServers"]![0]!["credential"]!);
    }

    [Fact]
    public async Task A_line_is_checked_without_signing_in_in_a_conference_of_its_own()
    {
        await using var hall = await Hall.OpenAsync();
        var stranger = hall.Installation.NewBrowser();
        var first = await stranger.Post(Path, new { sdp = "v=0", mid = "0" });
        var second = await stranger.Post(Path, new { sdp = "v=0", mid = "0" });
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.Status, second.Status));
        Assert.StartsWith("v=0", (string)first.Json!["answer"]!["sdp"]!, StringComparison.Ordinal);
        Assert.Equal(2, hall.Media.Offers.Select(offer => offer.Participant).Distinct().Count());
        Assert.All(hall.Media.Offers, offer => Assert.Equal(["0"], offer.Offer.Receive.Audio));

        Assert.Equal(HttpStatusCode.BadRequest, (await stranger.Post(Path, new { sdp = "", mid = "0" })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await stranger.Post(Path, new { sdp = "v=0 unusable", mid = "0" })).Status);
    }

    [Fact]
    public async Task A_line_is_measured_by_what_the_engine_tells_of_it()
    {
        await using var hall = await Hall.OpenAsync();
        var stranger = hall.Installation.NewBrowser();
        var begun = await stranger.Post("/api/media/measurements", Measurement("v=0"));
        Assert.Equal(HttpStatusCode.OK, begun.Status);
        var id = (Guid)begun.Json!["id"]!;
        Assert.Equal((id, 5_000), Assert.Single(hall.Media.MeasuredLines));

        hall.Media.Diagnoses[id] = new MediaDiagnosis(
            id, MediaTransportState.Connected, MediaWay.Udp, null, new MediaQuality(0, 0, 20, 9_000, 640),
            new DownlinkDiagnosis(9_000, 9_000, 9_000, null, 700, null, 720, 5_000, "Normal", 0, 1.5, 0.5, 3, 1800, 950, 400, 8), [], []);
        var measured = await stranger.Get($"/api/media/measurements/{id}");
        Assert.Equal(
            """{"way":"udp","downKbps":5000,"arrivedKbps":640,"packets":400,"packetsLost":8}""", measured.Json!.ToJsonString());

        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Get($"/api/media/measurements/{Guid.NewGuid()}")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await stranger.Post("/api/media/measurements", Measurement("v=0 unusable"))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await stranger.Post("/api/media/measurements", new { })).Status);
        Assert.Single(hall.Media.MeasuredLines);
    }

    [Fact]
    public async Task No_address_measures_more_lines_at_once_than_a_district_has_sites_and_a_refused_offer_holds_no_place()
    {
        await using var hall = await Hall.OpenAsync();
        var stranger = hall.Installation.NewBrowser();
        Assert.Equal(HttpStatusCode.BadRequest, (await stranger.Post("/api/media/measurements", Measurement("v=0 unusable"))).Status);
        for (var i = 0; i < 32; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await stranger.Post("/api/media/measurements", Measurement("v=0"))).Status);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await stranger.Post("/api/media/measurements", Measurement("v=0"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await stranger.Post(Path, new { sdp = "v=0", mid = "0" })).Status);
    }

    [Fact]
    public async Task A_screen_that_is_shared_alone_is_seen_from_one_second_seat()
    {
        await using var hall = await Hall.OpenAsync();
        var stranger = hall.Installation.NewBrowser();
        var id = (Guid)(await stranger.Post("/api/media/measurements", Measurement("v=0"))).Json!["id"]!;
        Assert.Equal(HttpStatusCode.OK, (await stranger.Post($"/api/media/measurements/{id}/viewer", Measurement("v=0"))).Status);
        Assert.Equal(id, hall.Media.Programme(id).Screen);
        Assert.Equal(2, hall.Media.Seats.Keys.Count(seat => seat.Conference == id));

        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Post($"/api/media/measurements/{id}/viewer", Measurement("v=0"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Post($"/api/media/measurements/{Guid.NewGuid()}/viewer", Measurement("v=0"))).Status);
    }

    private static object Measurement(string sdp) => new
    {
        offer = new { sdp, send = new { camera = "0" }, receive = new { audio = Array.Empty<string>(), podium = "1", tiles = Array.Empty<string>() } },
    };

    [Fact]
    public async Task A_WebSocket_is_told_what_it_says()
    {
        await using var hall = await Hall.OpenAsync();
        var server = (TestServer)hall.Installation.Services.GetRequiredService<IServer>();
        using var socket = await server.CreateWebSocketClient().ConnectAsync(new Uri("wss://localhost/api/media/checks/socket"), default);
        var heard = new byte[16];
        for (var i = 0; i < 3; i++)
        {
            await socket.SendAsync(Encoding.ASCII.GetBytes($"hello {i}"), WebSocketMessageType.Text, true, default);
            var answer = await socket.ReceiveAsync(heard, default);
            Assert.Equal($"hello {i}", Encoding.ASCII.GetString(heard, 0, answer.Count));
        }

        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, default);
    }
}
