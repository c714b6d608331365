using System.Net;
using DiemCau.Meetings.Tests.Testing;

namespace DiemCau.Meetings.Tests.Live;

public sealed class JoiningTests
{
    private static readonly object Media = new
    {
        sdp = "v=0",
        send = new { microphone = "0", camera = "1", screen = (string?)null },
        receive = new { audio = new[] { "2", "3", "4" }, podium = "5", screen = "6", tiles = new[] { "7", "8" } },
    };

    [Fact]
    public async Task Nobody_enters_before_the_chair_and_those_who_wait_are_called_when_it_comes()
    {
        await using var hall = await Hall.OpenAsync();
        var guest = hall.Installation.NewBrowser();
        var waits = await hall.AskAsync(guest, "Xã Ea Kao", Hall.Password);
        Assert.Equal(HttpStatusCode.Accepted, waits.Status);
        Assert.Equal("chair", (string?)waits.Json!["waitingFor"]);
        var ticket = (string)waits.Json["ticket"]!;
        await using var hub = await hall.HubAsync(ticket);
        Assert.Equal(ticket, (string?)(await hall.AskAsync(guest, "Xã Ea Kao", ticket: ticket)).Json!["ticket"]);

        await hall.OwnerJoinsAsync();

        Assert.Equal("Admitted", (await hub.Messages.ReadAsync()).Target);
        Assert.Equal(HttpStatusCode.Created, (await hall.AskAsync(guest, "Xã Ea Kao", ticket: ticket)).Status);
    }

    [Fact]
    public async Task The_answer_of_the_join_has_everything_to_draw_the_room()
    {
        await using var hall = await Hall.OpenAsync("training");
        await hall.OwnerJoinsAsync();

        var answer = (await hall.AskAsync(hall.Installation.NewBrowser(), "  Xã Ea Kao ", Hall.Password, media: Media)).Json!;

        var snapshot = answer["snapshot"]!;
        Assert.StartsWith("v=0", (string?)answer["answer"]!["sdp"], StringComparison.Ordinal);
        Assert.Equal("training", (string?)snapshot["mode"]);
        Assert.Equal("Văn phòng UBND tỉnh", (string?)snapshot["unitName"]);
        Assert.Equal((string?)answer["participantId"], (string?)snapshot["you"]);
        Assert.Equal(["Chủ trì", "Xã Ea Kao"], snapshot["participants"]!.AsArray().Select(participant => (string?)participant!["displayName"]));
        Assert.Equal(["chair", "guest"], snapshot["participants"]!.AsArray().Select(participant => (string?)participant!["role"]));
        Assert.Equal("joining", (string?)snapshot["participants"]![1]!["connection"]!["state"]);
    }

    [Theory]
    [InlineData("mật khẩu 1")]
    [InlineData("Mat khau 1")]
    [InlineData("")]
    [InlineData(null)]
    public async Task A_wrong_password_learns_nothing_whether_the_room_is_open_or_not(string? wrong)
    {
        await using var hall = await Hall.OpenAsync();
        var closed = await hall.AskAsync(hall.Installation.NewBrowser(), "Người lạ", wrong);
        var chair = await hall.OwnerJoinsAsync();
        var open = await hall.AskAsync(hall.Installation.NewBrowser(), "Người lạ", wrong);
        await chair.DoAsync("SetLocked", true);
        var locked = await hall.AskAsync(hall.Installation.NewBrowser(), "Người lạ", wrong);

        Assert.All([closed, open, locked], answer => Assert.Equal("room_password_wrong", (string?)answer.Json!["code"]));
        Assert.All([closed, open, locked], answer => Assert.Equal(HttpStatusCode.Forbidden, answer.Status));
        Assert.Single((await chair.SnapshotAsync()).GetProperty("participants").EnumerateArray());
    }

    [Fact]
    public async Task Guessing_a_password_is_slowed_down_for_that_address_only()
    {
        await using var hall = await Hall.OpenAsync();
        await hall.OwnerJoinsAsync();
        var guesser = hall.Installation.NewBrowser("10.0.0.66");
        HttpStatusCode status;
        var attempts = 0;
        do
        {
            status = (await hall.AskAsync(guesser, "Người lạ", $"đoán lần {++attempts}")).Status;
        }
        while (status == HttpStatusCode.Forbidden && attempts < 100);

        Assert.Equal(HttpStatusCode.TooManyRequests, status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await hall.AskAsync(guesser, "Người lạ", Hall.Password)).Status);
        await hall.JoinAsync("Xã Ea Kao", browser: hall.Installation.NewBrowser("10.0.0.67"));
    }

    [Fact]
    public async Task A_name_is_needed()
    {
        await using var hall = await Hall.OpenAsync();

        var answer = await hall.AskAsync(hall.Owner, "  ");

        Assert.Equal("validation", (string?)answer.Json!["code"]);
        Assert.NotNull(answer.Json["errors"]!["displayName"]);
    }

    [Fact]
    public async Task An_offer_that_cannot_be_answered_is_refused_and_leaves_nobody_on_the_list()
    {
        await using var hall = await Hall.OpenAsync();
        var chair = await hall.OwnerJoinsAsync();

        var answer = await hall.AskAsync(hall.Installation.NewBrowser(), "Xã Ea Kao", Hall.Password, media: new
        {
            sdp = hall.Media.Unusable,
            send = new { microphone = "0" },
            receive = new { audio = Array.Empty<string>(), tiles = Array.Empty<string>() },
        });

        Assert.Equal("media_offer_invalid", (string?)answer.Json!["code"]);
        Assert.Single((await chair.SnapshotAsync()).GetProperty("participants").EnumerateArray());
    }

    [Fact]
    public async Task In_the_waiting_room_the_chair_sees_who_asks_and_lets_them_in_or_not()
    {
        await using var hall = await Hall.OpenAsync(waitingRoom: true);
        var chair = await hall.OwnerJoinsAsync();
        var (welcome, stranger) = (hall.Installation.NewBrowser(), hall.Installation.NewBrowser());
        var tickets = new List<string>();
        var hubs = new List<VirtualParticipant.Signalling.HubConnection>();
        foreach (var (browser, name) in ((Browser, string)[])[(welcome, "Xã Ea Kao"), (stranger, "Người lạ")])
        {
            var waits = await hall.AskAsync(browser, name, Hall.Password);
            Assert.Equal("admission", (string?)waits.Json!["waitingFor"]);
            tickets.Add((string)waits.Json["ticket"]!);
            hubs.Add(await hall.HubAsync(tickets[^1]));
        }

        var told = await chair.HearAsync("Changed", delta => delta.TryGetProperty("waiting", out var waiting) && waiting.GetArrayLength() == 2);
        var ids = told!.Value.GetProperty("waiting").EnumerateArray()
            .ToDictionary(person => person.GetProperty("displayName").GetString()!, person => person.GetProperty("ticketId").GetGuid());
        Assert.Null(await chair.DoAsync("Admit", ids["Xã Ea Kao"]));
        Assert.Null(await chair.DoAsync("Refuse", ids["Người lạ"]));

        Assert.Equal("Admitted", (await hubs[0].Messages.ReadAsync()).Target);
        Assert.Equal("Refused", (await hubs[1].Messages.ReadAsync()).Target);
        Assert.Equal(HttpStatusCode.Created, (await hall.AskAsync(welcome, null, ticket: tickets[0])).Status);
        Assert.Equal("removed_from_room", (string?)(await hall.AskAsync(stranger, null, ticket: tickets[1])).Json!["code"]);
        foreach (var hub in hubs)
        {
            await hub.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_page_that_is_reloaded_in_the_waiting_room_comes_back_to_its_place_and_the_button_gives_it_up_at_once()
    {
        await using var hall = await Hall.OpenAsync(waitingRoom: true);
        var chair = await hall.OwnerJoinsAsync();
        var guest = hall.Installation.NewBrowser();
        var ticket = (string)(await hall.AskAsync(guest, "Xã Ea Kao", Hall.Password)).Json!["ticket"]!;
        var reloaded = await hall.HubAsync(ticket);
        await SeenAsync("here");

        await reloaded.DisposeAsync();
        await SeenAsync("away");
        Assert.Equal(ticket, (string?)(await hall.AskAsync(guest, null, ticket: ticket)).Json!["ticket"]);
        await using var back = await hall.HubAsync(ticket);
        await SeenAsync("here");

        await back.InvokeAsync("StopWaiting", CancellationToken.None);
        await SeenAsync("");

        async Task SeenAsync(string how)
        {
            var began = TimeProvider.System.GetTimestamp();
            string seen;
            do
            {
                await Task.Delay(100); // what somebody may ask of the hub is bounded
                var waiting = (await chair.SnapshotAsync()).GetProperty("waiting").EnumerateArray();
                seen = string.Join(' ', waiting.Select(person => person.GetProperty("away").GetBoolean() ? "away" : "here"));
            }
            while (seen != how && TimeProvider.System.GetElapsedTime(began) < Seat.Patience);
            Assert.Equal(how, seen);
        }
    }

    [Fact]
    public async Task A_locked_room_says_so_to_those_who_know_its_password()
    {
        await using var hall = await Hall.OpenAsync();
        var chair = await hall.OwnerJoinsAsync();
        await chair.DoAsync("SetLocked", true);

        var answer = await hall.AskAsync(hall.Installation.NewBrowser(), "Xã Ea Kao", Hall.Password);

        Assert.Equal((HttpStatusCode)423, answer.Status);
        Assert.Equal("room_locked", (string?)answer.Json!["code"]);
    }

    [Fact]
    public async Task Somebody_removed_is_told_and_cannot_come_back_by_token_or_password()
    {
        await using var hall = await Hall.OpenAsync();
        var chair = await hall.OwnerJoinsAsync();
        var guest = await hall.JoinAsync("Người gây ồn");

        Assert.Null(await chair.DoAsync("Remove", guest.Id));

        Assert.Equal("removed_from_room", (await guest.HearAsync("Removed"))!.Value.GetProperty("code").GetString());
        await chair.HearAsync("Changed", delta => delta.TryGetProperty("left", out var left) && left[0].GetGuid() == guest.Id);
        var rejoin = Hall.Bearing(HttpMethod.Post, $"/api/conferences/{guest.ConferenceId}/participants/me/rejoin", guest.Token, JsonBody("{}"));
        Assert.Equal(HttpStatusCode.Forbidden, (await guest.Browser.SendAsync(rejoin)).StatusCode);
        Assert.Equal("removed_from_room", (string?)(await hall.AskAsync(guest.Browser, "Tên khác", Hall.Password)).Json!["code"]);
        Assert.Contains(guest.Id, hall.Media.Left);
    }

    [Fact]
    public async Task Leaving_by_beacon_takes_off_the_list_at_once()
    {
        await using var hall = await Hall.OpenAsync();
        var chair = await hall.OwnerJoinsAsync();
        var guest = await hall.JoinAsync("Xã Ea Kao");

        var path = $"/api/conferences/{guest.ConferenceId}/participants/me/leave?access_token={Uri.EscapeDataString(guest.Token)}";
        var answer = await guest.Browser.PostAsync(new Uri(Browser.Origin, path), new StringContent(""));

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        await chair.HearAsync("Changed", delta => delta.TryGetProperty("left", out var left) && left[0].GetGuid() == guest.Id);
    }

    [Fact]
    public async Task Ending_for_all_ends_it_for_all_and_the_room_can_be_opened_again()
    {
        await using var hall = await Hall.OpenAsync();
        var chair = await hall.OwnerJoinsAsync();
        var guest = await hall.JoinAsync("Xã Ea Kao");

        Assert.Null(await chair.DoAsync("EndForAll"));

        Assert.Equal("conference_ended", (await guest.HearAsync("Ended"))!.Value.GetProperty("code").GetString());
        var rejoin = Hall.Bearing(HttpMethod.Post, $"/api/conferences/{guest.ConferenceId}/participants/me/rejoin", guest.Token, JsonBody("{}"));
        Assert.Equal(HttpStatusCode.Gone, (await guest.Browser.SendAsync(rejoin)).StatusCode);
        var again = await hall.OwnerJoinsAsync();
        Assert.NotEqual(chair.ConferenceId, again.ConferenceId);
        Assert.Contains(chair.ConferenceId, hall.Media.Closed);
    }

    [Fact]
    public async Task A_token_that_is_not_ours_opens_nothing()
    {
        await using var hall = await Hall.OpenAsync();
        var chair = await hall.OwnerJoinsAsync();

        var request = Hall.Bearing(HttpMethod.Delete, $"/api/conferences/{chair.ConferenceId}/participants/me", "made-up");
        var answer = await hall.Installation.NewBrowser().SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("token_expired", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_media_of_somebody_inside_is_answered()
    {
        await using var hall = await Hall.OpenAsync();
        var chair = await hall.OwnerJoinsAsync();

        var body = System.Net.Http.Json.JsonContent.Create(Media);
        var answer = await chair.Browser.SendAsync(
            Hall.Bearing(HttpMethod.Put, $"/api/conferences/{chair.ConferenceId}/participants/me/media", chair.Token, body));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(chair.Id, Assert.Single(hall.Media.Offers).Participant);
    }

    private static StringContent JsonBody(string json) => new(json, System.Text.Encoding.UTF8, "application/json");
}
