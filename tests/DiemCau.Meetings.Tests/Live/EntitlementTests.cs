using System.Net;
using System.Net.Http.Headers;
using System.Text;
using DiemCau.Meetings.Accounts;
using DiemCau.Meetings.Live;
using DiemCau.Meetings.Live.Conferences;
using DiemCau.Meetings.Live.Joining;
using DiemCau.Meetings.Live.Tokens;
using DiemCau.Meetings.Rooms;
using DiemCau.Meetings.Tests.Accounts;
using DiemCau.Meetings.Tests.Organisation;
using DiemCau.Meetings.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DiemCau.Meetings.Tests.Live;

/// <summary>Live tokens end when their reason ends, and with them the hub's connections; who was removed stays out.</summary>
public sealed class EntitlementTests
{
    private const string Offer =
        "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\na=group:BUNDLE a v\r\n"
        + "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:a\r\na=ice-ufrag:cli1\r\na=ice-pwd:client-password-of-22ch\r\n"
        + "m=video 0 UDP/TLS/RTP/SAVPF 96\r\na=bundle-only\r\na=mid:v\r\na=ice-ufrag:cli1\r\na=ice-pwd:client-password-of-22ch\r\n";

    /// <summary>So seldom that whatever happens has another reason.</summary>
    private static void NoRounds(IServiceCollection services) => services.AddSingleton(new ExpulsionRounds(TimeSpan.FromHours(1)));

    [Theory]
    [InlineData("signed out everywhere")]
    [InlineData("disabled")]
    [InlineData("a new password")]
    public async Task An_account_whose_sessions_end_leaves_at_once_and_its_token_is_worth_nothing(string how)
    {
        await using var hall = await Hall.OpenAsync(services: NoRounds);
        var chair = await hall.OwnerJoinsAsync();
        var guest = await hall.JoinAsync("Xã Ea Kao");

        await EndSessionsAsync(hall, how);

        var told = await chair.HearAsync("Removed");
        Assert.Equal("no_longer_admitted", told!.Value.GetProperty("code").GetString());
        await chair.GoneAsync();
        Assert.DoesNotContain("Chủ trì", await NamesAsync(guest));
        Assert.Equal(HttpStatusCode.Forbidden, await RejoinAsync(hall, chair));
        await chair.ConnectAnywayAsync();
        Assert.Equal("no_longer_admitted", (await chair.HearAsync("Removed"))!.Value.GetProperty("code").GetString());
        Assert.Equal(HttpStatusCode.Created, await RejoinAsync(hall, guest));
    }

    [Fact]
    public async Task A_command_that_ends_them_elsewhere_is_noticed_within_seconds()
    {
        await using var hall = await Hall.OpenAsync();
        var chair = await hall.OwnerJoinsAsync();
        await DisableElsewhereAsync(hall);
        Assert.Equal("no_longer_admitted", (await chair.HearAsync("Removed"))!.Value.GetProperty("code").GetString());
    }

    [Fact]
    public async Task No_button_works_until_it_is_noticed()
    {
        await using var hall = await Hall.OpenAsync(services: NoRounds);
        var chair = await hall.OwnerJoinsAsync();
        await hall.JoinAsync("Xã Ea Kao");
        await DisableElsewhereAsync(hall);
        await Task.Delay(20); // what is known of a session is cached for a millisecond here

        foreach (var verb in new[] { "MuteAll", "EndForAll", "TakeChair" })
        {
            Assert.Equal("no_longer_admitted", await chair.DoAsync(verb));
        }
    }

    [Fact]
    public async Task A_guest_without_an_account_is_not_touched_by_it()
    {
        await using var hall = await Hall.OpenAsync();
        var chair = await hall.OwnerJoinsAsync();
        var guest = await hall.JoinAsync("Xã Ea Kao");

        await EndSessionsAsync(hall, "signed out everywhere");
        await chair.HearAsync("Removed");
        Assert.Contains("Xã Ea Kao", await NamesAsync(guest));
    }

    [Fact]
    public async Task An_account_that_was_removed_does_not_come_back_from_another_browser()
    {
        await using var hall = await Hall.OpenAsync();
        var chair = await hall.OwnerJoinsAsync();
        var member = await hall.Installation.Activated("xa2@tinh.gov.vn", "UBND xã 2");
        var seat = await hall.JoinAsync("Xã 2", browser: member);
        var elsewhere = hall.Installation.NewBrowser("10.0.0.9");
        await elsewhere.SignIn("xa2@tinh.gov.vn");

        await chair.DoAsync("Remove", seat.Id);

        Assert.Equal("removed_from_room", (await hall.AskAsync(elsewhere, "Xã 2 khác", Hall.Password)).Code);
    }

    [Fact]
    public async Task A_ticket_of_an_account_whose_sessions_have_ended_does_not_wait_any_more()
    {
        await using var hall = await Hall.OpenAsync(waitingRoom: true, services: NoRounds);
        var chair = await hall.OwnerJoinsAsync();
        var member = await hall.Installation.Activated("xa2@tinh.gov.vn", "UBND xã 2");
        var ticket = (string)(await hall.AskAsync(member, "Xã 2", Hall.Password)).Json!["ticket"]!;
        await member.Post("/api/session/everywhere/sign-out");

        await using var hub = await hall.HubAsync(ticket);

        Assert.Equal("Refused", (await hub.Messages.ReadAsync().AsTask().WaitAsync(Seat.Patience)).Target);
        Assert.Empty((await chair.SnapshotAsync()).GetProperty("waiting").EnumerateArray());
    }

    [Fact]
    public async Task A_token_leads_back_into_its_own_conference_and_into_no_other()
    {
        await using var hall = await Hall.OpenAsync();
        await hall.OwnerJoinsAsync();
        var guest = await hall.JoinAsync("Xã Ea Kao");
        var other = (Guid)(await hall.Owner.Post("/api/rooms", new { name = "Họp kín", password = "Mật khẩu 2" })).Json!["id"]!;
        var inOther = await hall.Owner.Post($"/api/rooms/{other}/participants", new { displayName = "Chủ trì" });

        Assert.Equal(HttpStatusCode.Gone, await RejoinAsync(hall, guest, (Guid)inOther["conferenceId"]!));
        Assert.Equal(HttpStatusCode.Created, await RejoinAsync(hall, guest));
    }

    [Fact]
    public async Task Neither_an_encoders_token_nor_a_ticket_is_a_participants()
    {
        await using var hall = await Hall.OpenAsync(waitingRoom: true);
        var chair = await hall.OwnerJoinsAsync();
        var (publish, _) = await IssueAsync(hall, RoomTokenKind.Publish);
        var (play, _) = await IssueAsync(hall, RoomTokenKind.Play);
        var ticket = (string)(await hall.AskAsync(hall.Installation.NewBrowser(), "Xã 2", Hall.Password)).Json!["ticket"]!;

        foreach (var token in new[] { publish, play, ticket })
        {
            using var nothing = new StringContent("""{"media":null}""", Encoding.UTF8, "application/json");
            using var request = Hall.Bearing(HttpMethod.Post, $"/api/conferences/{chair.ConferenceId}/participants/me/rejoin", token, nothing);
            using var answer = await hall.Installation.NewBrowser().SendAsync(request);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }

        foreach (var token in new[] { publish, play })
        {
            await Assert.ThrowsAnyAsync<InvalidOperationException>(() => hall.HubAsync(token));
        }
    }

    [Fact]
    public async Task An_encoder_that_was_removed_does_not_come_back_with_its_token_into_a_locked_room()
    {
        await using var hall = await Hall.OpenAsync(waitingRoom: true);
        var chair = await hall.OwnerJoinsAsync();
        var (token, _) = await IssueAsync(hall, RoomTokenKind.Publish);
        Assert.Equal(HttpStatusCode.Created, await PostAsync(hall, "/whip/", token));

        await chair.DoAsync("Remove", hall.Media.Offers.Single().Participant);
        await chair.DoAsync("SetLocked", true);

        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(hall, "/whip/", token));
    }

    [Theory]
    [InlineData("revoked")]
    [InlineData("a new password of the room")]
    [InlineData("its time is over")]
    public async Task Encoders_and_players_go_when_their_token_ends_and_do_not_come_back(string how)
    {
        await using var hall = await Hall.OpenAsync();
        var chair = await hall.OwnerJoinsAsync();
        var (publish, _) = await IssueAsync(hall, RoomTokenKind.Publish);
        var (play, _) = await IssueAsync(hall, RoomTokenKind.Play);
        Assert.Equal(HttpStatusCode.Created, await PostAsync(hall, "/whip/", publish));
        Assert.Equal(HttpStatusCode.Created, await PostAsync(hall, "/whep/", play));
        Assert.Contains("Camera", await NamesAsync(chair));
        var (encoder, player) = (hall.Media.Offers.First().Participant, hall.Media.Offers.Last().Participant);

        switch (how)
        {
            case "revoked":
                var now = hall.Installation.Time.GetUtcNow();
                await hall.Installation.QueryAsync(db => db.RoomTokens.ExecuteUpdateAsync(set => set.SetProperty(token => token.RevokedAt, now)));
                break;
            case "a new password of the room":
                Assert.Equal(HttpStatusCode.OK, (await hall.Owner.Patch($"/api/rooms/{hall.RoomId}", new { password = "Mật khẩu 2" })).Status);
                break;
            default:
                await hall.Installation.QueryAsync(db => db.RoomTokens.ExecuteUpdateAsync(set => set.SetProperty(token => token.ExpiresAt, token => token.IssuedAt)));
                break;
        }

        await chair.HearAsync("Changed", delta => delta.TryGetProperty("left", out var left) && left.EnumerateArray().Any(gone => gone.GetGuid() == encoder));
        await hall.Installation.EventuallyAsync(_ => Task.FromResult(hall.Media.Left.Contains(encoder) && hall.Media.Left.Contains(player)), true);
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(hall, "/whip/", publish));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(hall, "/whep/", play));
    }

    private static Task DisableElsewhereAsync(Hall hall) => hall.Installation.QueryAsync(db => db.Accounts.Where(account => account.Email == "vpubnd@tinh.gov.vn")
        .ExecuteUpdateAsync(set => set.SetProperty(account => account.State, AccountState.Disabled)));

    private static async Task EndSessionsAsync(Hall hall, string how)
    {
        switch (how)
        {
            case "disabled":
                var administrator = await hall.Installation.Administrator();
                var id = await hall.Installation.QueryAsync(db => db.Accounts.Where(account => account.Email == "vpubnd@tinh.gov.vn").Select(account => account.Id).SingleAsync());
                var disabled = await administrator.Patch($"/api/admin/accounts/{id}", new { state = "disabled" });
                Assert.True(disabled.Code is null, disabled.Text);
                break;
            case "a new password":
                var changed = await hall.Owner.Put("/api/accounts/me/password", new { current = People.Password, password = "Điểm cầu số 8 ở xa" });
                Assert.True(changed.Code is null, changed.Text);
                break;
            default:
                Assert.Equal(HttpStatusCode.NoContent, (await hall.Owner.Post("/api/session/everywhere/sign-out")).Status);
                break;
        }
    }

    private static async Task<(string Token, Guid Id)> IssueAsync(Hall hall, RoomTokenKind kind)
    {
        var now = hall.Installation.Time.GetUtcNow();
        var issued = new RoomToken { Id = Guid.NewGuid(), RoomId = hall.RoomId, Kind = kind, Name = "Camera", IssuedAt = now, ExpiresAt = now.AddDays(30) };
        await hall.Installation.Change(db => db.Add(issued));
        var who = new Newcomer(Guid.Empty, "Camera", Capacity.Service) { PassId = issued.Id, WithMedia = true, PassesDoor = true };
        var token = new LiveToken(kind == RoomTokenKind.Publish ? LiveTokenKind.Publish : LiveTokenKind.Play, Occasion.OfRoom(hall.RoomId), null, who);
        return (hall.Installation.Services.GetRequiredService<LiveTokens>().Issue(token, TimeSpan.FromDays(30)), issued.Id);
    }

    private static async Task<HttpStatusCode> PostAsync(Hall hall, string door, string token)
    {
        using var offer = new StringContent(Offer, Encoding.UTF8, new MediaTypeHeaderValue("application/sdp"));
        using var request = Hall.Bearing(HttpMethod.Post, door + hall.RoomId, token, offer);
        return (await hall.Installation.NewBrowser().SendAsync(request)).StatusCode;
    }

    private static async Task<HttpStatusCode> RejoinAsync(Hall hall, Seat seat, Guid? conference = null)
    {
        using var nothing = new StringContent("""{"media":null}""", Encoding.UTF8, "application/json");
        using var request = Hall.Bearing(HttpMethod.Post, $"/api/conferences/{conference ?? seat.ConferenceId}/participants/me/rejoin", seat.Token, nothing);
        return (await hall.Installation.NewBrowser().SendAsync(request)).StatusCode;
    }

    private static async Task<string?[]> NamesAsync(Seat seat) =>
        [.. (await seat.SnapshotAsync()).GetProperty("participants").EnumerateArray().Select(one => one.GetProperty("displayName").GetString())];
}
