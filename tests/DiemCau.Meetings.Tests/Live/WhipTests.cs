using System.Net;
using System.Net.Http.Headers;
using System.Text;
using DiemCau.Meetings.Live;
using DiemCau.Meetings.Live.Conferences;
using DiemCau.Meetings.Live.Tokens;
using DiemCau.Meetings.Live.Whip;
using DiemCau.Meetings.Tests.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings.Tests.Live;

public sealed class WhipTests
{
    private const string Offer =
        "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\na=group:BUNDLE a v\r\n"
        + "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:a\r\na=ice-ufrag:cli1\r\na=ice-pwd:client-password-of-22ch\r\n"
        + "m=video 0 UDP/TLS/RTP/SAVPF 96\r\na=bundle-only\r\na=mid:v\r\na=ice-ufrag:cli1\r\na=ice-pwd:client-password-of-22ch\r\n";

    [Fact]
    public async Task A_publisher_takes_part_under_the_name_in_its_token_until_it_deletes_its_session()
    {
        await using var hall = await Hall.OpenAsync();
        var chair = await hall.OwnerJoinsAsync();
        var token = Token(hall, LiveTokenKind.Publish, "Camera hội trường");

        var answer = await PostAsync(hall, "/whip/", token);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal("application/sdp", answer.Content.Headers.ContentType!.MediaType);
        var (publisher, offer) = Assert.Single(hall.Media.Offers);
        Assert.Equal(new SendSlots("a", "v", null), offer.Send);
        Assert.Contains("Camera hội trường", (await chair.SnapshotAsync()).GetProperty("participants").EnumerateArray().Select(one => one.GetProperty("displayName").GetString()));
        Assert.Contains(publisher, hall.Media.Programme(chair.ConferenceId).MayBeHeard);
        Assert.Contains(publisher, hall.Media.Programme(chair.ConferenceId).MayBeSeen);

        var gone = await SendAsync(hall, HttpMethod.Delete, answer.Headers.Location!.ToString(), token);

        Assert.Equal(HttpStatusCode.OK, gone.StatusCode);
        Assert.Single((await chair.SnapshotAsync()).GetProperty("participants").EnumerateArray());
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(hall, HttpMethod.Delete, answer.Headers.Location.ToString(), token)).StatusCode);
    }

    [Fact]
    public async Task An_encoder_that_hangs_up_is_off_the_list_at_once()
    {
        await using var hall = await Hall.OpenAsync();
        var chair = await hall.OwnerJoinsAsync();
        await PostAsync(hall, "/whip/", Token(hall, LiveTokenKind.Publish, "Camera"));

        hall.Media.Listener.TransportChanged(chair.ConferenceId, hall.Media.Offers.Single().Participant, MediaTransportState.Closed);

        Assert.Single((await chair.SnapshotAsync()).GetProperty("participants").EnumerateArray());
    }

    [Fact]
    public async Task A_publisher_opens_nothing_unless_its_token_says_so()
    {
        await using var hall = await Hall.OpenAsync();

        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(hall, "/whip/", Token(hall, LiveTokenKind.Publish, "Camera"))).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await PostAsync(hall, "/whip/", Token(hall, LiveTokenKind.Publish, "Camera", open: true))).StatusCode);
    }

    [Fact]
    public async Task In_a_video_conference_a_publishers_picture_comes_and_its_sound_waits_for_the_floor()
    {
        await using var hall = await Hall.OpenAsync("conference", waitingRoom: true);
        var chair = await hall.OwnerJoinsAsync();

        Assert.Equal(HttpStatusCode.Created, (await PostAsync(hall, "/whip/", Token(hall, LiveTokenKind.Publish, "Camera"))).StatusCode);

        var publisher = hall.Media.Offers.Single().Participant;
        var programme = hall.Media.Programme(chair.ConferenceId);
        Assert.DoesNotContain(publisher, programme.MayBeHeard);
        Assert.Contains(publisher, programme.MayBeSeen);
    }

    [Fact]
    public async Task A_player_receives_what_it_asked_for_and_is_on_no_list()
    {
        await using var hall = await Hall.OpenAsync();
        var chair = await hall.OwnerJoinsAsync();

        var answer = await PostAsync(hall, "/whep/", Token(hall, LiveTokenKind.Play, "Màn hình sảnh"), "?slot=screen");

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var (player, offer) = Assert.Single(hall.Media.Offers);
        Assert.Equal(["a"], offer.Receive.Audio);
        Assert.Equal((null, "v"), (offer.Receive.Podium, offer.Receive.Screen));
        Assert.NotNull(hall.Media.Views[player].Screen);
        Assert.Single((await chair.SnapshotAsync()).GetProperty("participants").EnumerateArray());

        hall.Media.Listener.TransportChanged(chair.ConferenceId, player, MediaTransportState.Closed);
        await chair.SnapshotAsync();
        Assert.Contains(player, hall.Media.Left);
    }

    [Fact]
    public async Task New_credentials_in_a_fragment_restart_ice_and_candidates_alone_are_taken()
    {
        await using var hall = await Hall.OpenAsync();
        await hall.OwnerJoinsAsync();
        var token = Token(hall, LiveTokenKind.Publish, "Camera");
        var location = (await PostAsync(hall, "/whip/", token)).Headers.Location!.ToString();

        var trickle = await PatchAsync(hall, location, token, "a=ice-ufrag:cli1\r\na=ice-pwd:client-password-of-22ch\r\nm=audio 9 RTP/AVP 0\r\na=mid:a\r\na=candidate:1 1 udp 1 10.0.0.1 5000 typ host\r\n");
        var restart = await PatchAsync(hall, location, token, "a=ice-ufrag:cli2\r\na=ice-pwd:another-password-of-22c\r\n");

        Assert.Equal(HttpStatusCode.NoContent, trickle.StatusCode);
        Assert.Equal(HttpStatusCode.OK, restart.StatusCode);
        Assert.Contains("a=ice-ufrag:srv1", await restart.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("\"cli2\"", restart.Headers.ETag!.Tag);
        Assert.Contains("a=ice-ufrag:cli2", hall.Media.Offers.Last().Offer.Sdp, StringComparison.Ordinal);
        Assert.DoesNotContain("cli1", hall.Media.Offers.Last().Offer.Sdp, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_token_opens_its_own_door_of_its_own_room_only()
    {
        await using var hall = await Hall.OpenAsync();
        await hall.OwnerJoinsAsync();
        var (publish, play) = (Token(hall, LiveTokenKind.Publish, "A"), Token(hall, LiveTokenKind.Play, "B"));

        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(hall, "/whip/", play)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(hall, "/whep/", publish)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(hall, HttpMethod.Post, $"/whip/{Guid.NewGuid()}", publish, Sdp(Offer))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync(hall, "/whip/", "made-up")).StatusCode);
        Assert.Equal(
            HttpStatusCode.UnsupportedMediaType,
            (await SendAsync(hall, HttpMethod.Post, $"/whip/{hall.RoomId}", publish, new StringContent("{}", Encoding.UTF8, "application/json"))).StatusCode);
    }

    [Fact]
    public async Task Options_says_what_to_post()
    {
        await using var hall = await Hall.OpenAsync();

        var answer = await hall.Installation.NewBrowser().SendAsync(new HttpRequestMessage(HttpMethod.Options, new Uri(Browser.Origin, $"/whip/{hall.RoomId}")));

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(["application/sdp"], answer.Headers.GetValues("Accept-Post"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("m=")]
    [InlineData("m=audio")]
    [InlineData("a=mid:0\r\nm=audio 0 x\r\na=mid:\r\n")]
    [InlineData("\0\0\0m=video 9\n\n\na=mid:1")]
    public void Reading_an_offers_lines_survives_any_text(string sdp)
    {
        var lines = SdpLines.Media(sdp);
        WhepDoor.Slots("podium", lines);
        SdpLines.Fragment(sdp);
        SdpLines.WithCredentials(sdp, "a", "b");
        Assert.True(lines.Count <= 1);
    }

    [Fact]
    public void Unused_lines_of_an_offer_carry_nothing()
    {
        var lines = SdpLines.Media("m=audio 0 RTP/AVP 0\r\na=mid:0\r\nm=video 9 RTP/AVP 96\r\na=mid:1\r\na=inactive\r\nm=video 9 RTP/AVP 96\r\na=mid:2\r\n");

        Assert.Null(WhipDoor.First(lines, "audio"));
        Assert.Equal("2", WhipDoor.First(lines, "video"));
    }

    private static string Token(Hall hall, LiveTokenKind kind, string name, bool open = false) =>
        hall.Installation.Services.GetRequiredService<LiveTokens>().Issue(new LiveToken(
            kind, Occasion.OfRoom(hall.RoomId), null, new Newcomer(Guid.Empty, name, Capacity.Service) { WithMedia = true, PassesDoor = true }, MayOpen: open));

    private static Task<HttpResponseMessage> PostAsync(Hall hall, string door, string token, string query = "") =>
        SendAsync(hall, HttpMethod.Post, door + hall.RoomId + query, token, Sdp(Offer));

    private static Task<HttpResponseMessage> PatchAsync(Hall hall, string location, string token, string fragment) => SendAsync(
        hall, HttpMethod.Patch, location, token, new StringContent(fragment, Encoding.UTF8, new MediaTypeHeaderValue("application/trickle-ice-sdpfrag")));

    private static StringContent Sdp(string text) => new(text, Encoding.UTF8, new MediaTypeHeaderValue("application/sdp"));

    private static async Task<HttpResponseMessage> SendAsync(Hall hall, HttpMethod method, string path, string token, HttpContent? content = null)
    {
        using var request = Hall.Bearing(method, path, token, content);
        return await hall.Installation.NewBrowser().SendAsync(request);
    }
}
