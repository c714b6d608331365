using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
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
    [InlineData("/whip/", "")]
    [InlineData("/whep/", "")]
    [InlineData("/whip/", "/0123456789abcdef0123456789abcdef")]
    [InlineData("/whep/", "/0123456789abcdef0123456789abcdef")]
    public async Task A_page_of_another_origin_may_ask_whatever_its_token_opens(string door, string session)
    {
        await using var hall = await Hall.OpenAsync();
        using var preflight = new HttpRequestMessage(HttpMethod.Options, new Uri(Browser.Origin, $"{door}{hall.RoomId}{session}"));
        preflight.Headers.Add("Origin", "https://xa.example");
        preflight.Headers.Add("Access-Control-Request-Method", session.Length == 0 ? "POST" : "DELETE");
        preflight.Headers.Add("Access-Control-Request-Headers", "authorization,content-type");

        using var answer = await hall.Installation.NewBrowser().SendAsync(preflight);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal("*", Header(answer, "Access-Control-Allow-Origin"));
        Assert.Contains(session.Length == 0 ? "POST" : "DELETE", Header(answer, "Access-Control-Allow-Methods"), StringComparison.Ordinal);
        Assert.Contains("Authorization", Header(answer, "Access-Control-Allow-Headers"), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Credentials")); // cookies open nothing here
    }

    [Fact]
    public async Task It_reads_the_answer_its_headers_and_why_it_was_refused()
    {
        await using var hall = await Hall.OpenAsync();
        await hall.OwnerJoinsAsync();

        var answer = await PostAsync(hall, "/whip/", Token(hall, LiveTokenKind.Publish, "Camera"));
        var (refused, strange) = (await PostAsync(hall, "/whip/", "made-up"), await PostAsync(hall, "/whip/", Token(hall, LiveTokenKind.Play, "B")));
        var page = await hall.Installation.NewBrowser().GetAsync(new Uri(Browser.Origin, "/api/session"));

        Assert.All([answer, refused, strange], read => Assert.Equal("*", Header(read, "Access-Control-Allow-Origin")));
        Assert.All((string[])["Location", "ETag", "Link"], name => Assert.Contains(name, Header(answer, "Access-Control-Expose-Headers"), StringComparison.Ordinal));
        Assert.False(page.Headers.Contains("Access-Control-Allow-Origin"));
    }

    /// <summary>RFC 9725 section 4.6.</summary>
    [Theory]
    [InlineData("/whip/", LiveTokenKind.Publish)]
    [InlineData("/whep/", LiveTokenKind.Play)]
    public async Task The_answer_names_the_relays(string door, object kind)
    {
        await using var hall = await Hall.OpenAsync();
        await hall.OwnerJoinsAsync();

        var answer = await PostAsync(hall, door, Token(hall, (LiveTokenKind)kind, "A"));

        var link = string.Join(", ", answer.Headers.GetValues("Link"));
        var relay = hall.Media.IceServers()[0];
        Assert.Contains($"<{relay.Urls[0]}>; rel=\"ice-server\"; username=\"{relay.Username}\"; credential=\"{relay.Credential}\"; credential-type=\"password\"", link, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UnsupportedSetup", 422, "encoder_offer_unsupported")]
    [InlineData("UnsupportedFingerprint", 422, "encoder_offer_unsupported")]
    [InlineData("NoCommonCodec", 422, "encoder_offer_unsupported")]
    [InlineData("NotSdp", 400, "encoder_offer_invalid")]
    public async Task What_an_encoder_offers_is_refused_in_words_for_encoders(string reason, int status, string code)
    {
        await using var hall = await Hall.OpenAsync();
        await hall.OwnerJoinsAsync();
        (hall.Media.Unusable, hall.Media.Refusal) = ("v=0", reason);

        var answer = await PostAsync(hall, "/whip/", Token(hall, LiveTokenKind.Publish, "A"));

        await AssertProblem(answer, status, code, reason);
        Assert.DoesNotContain("trình duyệt", await answer.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Every_refusal_is_a_problem_with_a_text()
    {
        await using var hall = await Hall.OpenAsync();
        await hall.OwnerJoinsAsync();
        var (publish, play) = (Token(hall, LiveTokenKind.Publish, "A"), Token(hall, LiveTokenKind.Play, "B"));
        var location = (await PostAsync(hall, "/whip/", publish)).Headers.Location!.ToString();
        var json = new StringContent("{}", Encoding.UTF8, "application/json");
        using var stale = Hall.Bearing(HttpMethod.Patch, location, publish, Fragment("a=ice-ufrag:cli1\r\n"));
        stale.Headers.TryAddWithoutValidation("If-Match", "\"another\"");

        await AssertProblem(await PostAsync(hall, "/whip/", play), 403, "token_of_another_door", "--publish");
        await AssertProblem(await SendAsync(hall, HttpMethod.Post, $"/whip/{Guid.NewGuid()}", publish, Sdp(Offer)), 403, "token_of_another_door", "");
        await AssertProblem(await PostAsync(hall, "/whip/", "made-up"), 401, "token_expired", "");
        await AssertProblem(await SendAsync(hall, HttpMethod.Post, $"/whip/{hall.RoomId}", publish, json), 415, "media_type_unsupported", "application/sdp");
        await AssertProblem(await SendAsync(hall, HttpMethod.Patch, location, publish, Sdp(Offer)), 415, "media_type_unsupported", "application/trickle-ice-sdpfrag");
        await AssertProblem(await SendAsync(hall, HttpMethod.Get, $"/whip/{hall.RoomId}", publish), 405, "method_not_allowed", "");
        await AssertProblem(await SendAsync(hall, HttpMethod.Post, "/whip/phong-hop", publish, Sdp(Offer)), 404, "not_found", "");
        await AssertProblem(await SendAsync(hall, HttpMethod.Delete, location + "0", publish), 404, "not_found", "");
        await AssertProblem(await SendAsync(hall, HttpMethod.Delete, location, TokenOf(hall, Guid.NewGuid())), 404, "not_found", ""); // of another room
        await AssertProblem(await PatchAsync(hall, location, TokenOf(hall, Guid.NewGuid()), "a=ice-ufrag:cli2\r\na=ice-pwd:client-password-of-22ch\r\n"), 404, "not_found", "");
        await AssertProblem(await hall.Installation.NewBrowser().SendAsync(stale), 412, "ice_session_changed", "");
    }

    /// <summary>Letters beyond 16 do not fit a header extension of one byte; a line is known by its SSRC or its formats, too.</summary>
    [Fact]
    public async Task A_mid_may_be_long_and_is_a_token()
    {
        await using var hall = await Hall.OpenAsync();
        await hall.OwnerJoinsAsync();
        var token = Token(hall, LiveTokenKind.Publish, "A");
        var mid = "video-" + new string('x', 36);

        var answer = await SendAsync(hall, HttpMethod.Post, $"/whip/{hall.RoomId}", token, Sdp(Offer.Replace("a=mid:v", "a=mid:" + mid, StringComparison.Ordinal)));
        var broken = await SendAsync(hall, HttpMethod.Post, $"/whip/{hall.RoomId}", token, Sdp(Offer.Replace("a=mid:v", "a=mid:v\0", StringComparison.Ordinal)));

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal(mid, hall.Media.Offers.Single().Offer.Send.Camera);
        await AssertProblem(broken, 400, "encoder_offer_invalid", "mids");
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

    [Theory]
    [InlineData("v=0\r\na=ice-ufrag:old1\r\na=ice-pwd:x\r\n")]
    [InlineData("v=0\na=ice-ufrag:old1\na=ice-pwd:x")]
    [InlineData("v=0\ra=ice-ufrag:old1\ra=ice-pwd:x")]
    [InlineData("v=0\r\n\u000ba=ice-ufrag:old1\r\n")] // no attribute at all
    public void A_restart_leaves_no_credentials_of_before_however_lines_end(string sdp)
    {
        var before = SdpLines.Attribute(sdp, "ice-ufrag");
        Assert.Equal(before is null ? null : "new1", SdpLines.Attribute(SdpLines.WithCredentials(sdp, "new1", "y"), "ice-ufrag"));
    }

    [Fact]
    public void Unused_lines_of_an_offer_carry_nothing()
    {
        var lines = SdpLines.Media("m=audio 0 RTP/AVP 0\r\na=mid:0\r\nm=video 9 RTP/AVP 96\r\na=mid:1\r\na=inactive\r\nm=video 9 RTP/AVP 96\r\na=mid:2\r\n");

        Assert.Null(WhipDoor.First(lines, "audio"));
        Assert.Equal("2", WhipDoor.First(lines, "video"));
    }

    private static async Task AssertProblem(HttpResponseMessage answer, int status, string code, string inText)
    {
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.NotEqual("", problem.GetProperty("title").GetString());
        Assert.Contains(inText, inText.Length == 0 ? "" : problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private static string Header(HttpResponseMessage answer, string name) => string.Join(", ", answer.Headers.GetValues(name));

    private static StringContent Fragment(string text) => new(text, Encoding.UTF8, new MediaTypeHeaderValue("application/trickle-ice-sdpfrag"));

    private static string Token(Hall hall, LiveTokenKind kind, string name, bool open = false) => TokenOf(hall, hall.RoomId, kind, name, open);

    private static string TokenOf(Hall hall, Guid room, LiveTokenKind kind = LiveTokenKind.Publish, string name = "A", bool open = false) =>
        hall.Installation.Services.GetRequiredService<LiveTokens>().Issue(new LiveToken(
            kind, Occasion.OfRoom(room), null, new Newcomer(Guid.Empty, name, Capacity.Service) { WithMedia = true, PassesDoor = true }, MayOpen: open));

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
