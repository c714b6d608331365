using System.Net;
using System.Text.Json.Nodes;
using DiemCau.Meetings.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Tests.Live;

public sealed class RestartTests
{
    [Fact]
    public async Task A_restarted_server_goes_on_with_the_same_conference_and_lets_everybody_back_with_their_tokens()
    {
        await using var hall = await Hall.OpenAsync();
        var chair = await hall.OwnerJoinsAsync();
        var (muted, asking) = (await hall.JoinAsync("Xã Ea Kao"), await hall.JoinAsync("Xã Hòa Thuận"));
        await muted.DoAsync("SetSending", new { microphone = true, camera = true, screen = false });
        await chair.DoAsync("SetSelfUnmute", false);
        await chair.DoAsync("Mute", muted.Id);
        await chair.DoAsync("SetPodium", asking.Id);
        await asking.DoAsync("RaiseHand");
        await asking.DoAsync("SendChat", "Xin phép phát biểu");
        var version = (await chair.SnapshotAsync()).GetProperty("version").GetInt64();

        await hall.RestartAsync();
        var back = await RejoinAsync(hall, muted);
        await RejoinAsync(hall, chair);

        var snapshot = await back.SnapshotAsync();
        Assert.Equal(muted.Id, back.Id);
        Assert.True(snapshot.GetProperty("version").GetInt64() > version);
        Assert.Equal(chair.Id, snapshot.GetProperty("chairId").GetGuid());
        Assert.Equal(asking.Id, snapshot.GetProperty("podium").GetProperty("participantId").GetGuid());
        Assert.Equal(asking.Id, snapshot.GetProperty("hands")[0].GetProperty("participantId").GetGuid());
        Assert.Equal("Xin phép phát biểu", snapshot.GetProperty("chat")[0].GetProperty("text").GetString());
        Assert.Equal(3, snapshot.GetProperty("participants").GetArrayLength());
        Assert.Equal("forbidden", await back.DoAsync("SetSending", new { microphone = true, camera = true, screen = false }));
        Assert.DoesNotContain(muted.Id, hall.Media.Programme(muted.ConferenceId).MayBeHeard);
        Assert.Contains(muted.Id, hall.Media.Programme(muted.ConferenceId).MayBeSeen);
    }

    [Fact]
    public async Task The_hub_alone_finds_its_conference_after_a_restart()
    {
        await using var hall = await Hall.OpenAsync();
        var chair = await hall.OwnerJoinsAsync();

        await hall.RestartAsync();
        await chair.DisconnectAsync();
        await chair.ConnectAsync();

        Assert.Null(await chair.DoAsync("SetLocked", true));
    }

    [Fact]
    public async Task A_waiting_ticket_survives_the_restart_too()
    {
        await using var hall = await Hall.OpenAsync();
        var guest = hall.Installation.NewBrowser();
        var ticket = (string)(await hall.AskAsync(guest, "Xã Ea Kao", Hall.Password)).Json!["ticket"]!;
        await hall.OwnerJoinsAsync();

        await hall.RestartAsync();

        Assert.Equal(HttpStatusCode.Created, (await hall.AskAsync(hall.Installation.NewBrowser(), null, ticket: ticket)).Status);
    }

    [Fact]
    public async Task Absences_run_out_after_a_restart_even_if_nobody_returns()
    {
        await using var hall = await Hall.OpenAsync();
        var chair = await hall.OwnerJoinsAsync();
        await hall.RestartAsync();

        await hall.PassAsync(chair.ConferenceId, TimeSpan.FromSeconds(61));
        await hall.PassAsync(chair.ConferenceId, TimeSpan.FromMinutes(6));

        await hall.Installation.EventuallyAsync(db => db.Database
            .SqlQuery<int>($"select count(*)::int as \"Value\" from conferences where id = {chair.ConferenceId} and ended_at is not null").SingleAsync(), 1);
    }

    [Fact]
    public async Task An_end_that_is_written_is_not_taken_back_by_what_is_asked_after_it()
    {
        await using var hall = await Hall.OpenAsync();
        var chair = await hall.OwnerJoinsAsync();
        await hall.WrittenAsync(chair.ConferenceId);
        var live = hall.Conferences.Here(chair.ConferenceId)!;

        await live.EndAsync();
        await Task.WhenAny(live.Over, Task.Delay(TimeSpan.FromSeconds(10)));
        await live.WrittenAsync(TimeSpan.FromSeconds(10));

        Assert.Equal(1, await hall.Installation.QueryAsync(db => db.Database
            .SqlQuery<int>($"select count(*)::int as \"Value\" from conferences where id = {chair.ConferenceId} and ended_at is not null").SingleAsync()));
    }

    [Fact]
    public async Task While_the_database_is_away_the_conference_goes_on_and_is_written_when_it_is_back()
    {
        await using var hall = await Hall.OpenAsync();
        var chair = await hall.OwnerJoinsAsync();
        var site = await hall.JoinAsync("Xã Ea Kao");
        await hall.WrittenAsync(chair.ConferenceId);
        await hall.Installation.QueryAsync(db => db.Database.ExecuteSqlRawAsync("alter table conferences rename to conferences_away"));

        Assert.Null(await chair.DoAsync("SendChat", "Vẫn họp"));
        Assert.Null(await chair.DoAsync("GiveFloor", site.Id));
        await site.HearAsync("FloorGiven");
        await site.HearAsync("Notice", notice => notice.GetProperty("code").GetString() == "database_unavailable");

        await hall.Installation.QueryAsync(db => db.Database.ExecuteSqlRawAsync("alter table conferences_away rename to conferences"));
        await site.HearAsync("Notice", notice => notice.GetProperty("code").GetString() == "database_back");
        await hall.Installation.EventuallyAsync(db => db.Database
            .SqlQuery<int>($"select count(*)::int as \"Value\" from conference_chat where conference_id = {chair.ConferenceId}").SingleAsync(), 1);
    }

    /// <summary>The border keeps such rows out; should one come all the same, it must not be the last one that is written.</summary>
    [Fact]
    public async Task A_row_that_the_database_never_takes_costs_itself()
    {
        await using var hall = await Hall.OpenAsync();
        var chair = await hall.OwnerJoinsAsync();
        await hall.WrittenAsync(chair.ConferenceId);
        await hall.Installation.QueryAsync(db => db.Database.ExecuteSqlRawAsync("alter table conference_chat add constraint poison check (text <> 'độc')"));

        await chair.DoAsync("SendChat", "Trước");
        await chair.DoAsync("SendChat", "độc");
        await chair.DoAsync("SendChat", "Sau");
        Assert.Null(await chair.DoAsync("SetLocked", true));
        await hall.WrittenAsync(chair.ConferenceId);

        await hall.Installation.EventuallyAsync(db => db.Database
            .SqlQuery<string>($"select string_agg(text, ' ' order by position) as \"Value\" from conference_chat where conference_id = {chair.ConferenceId}").SingleAsync(),
            "Trước Sau");
        await hall.RestartAsync();
        Assert.True((await (await RejoinAsync(hall, chair)).SnapshotAsync()).GetProperty("locked").GetBoolean());
    }

    [Fact]
    public async Task What_happens_is_in_the_journal()
    {
        await using var hall = await Hall.OpenAsync();
        var chair = await hall.OwnerJoinsAsync();
        var site = await hall.JoinAsync("Xã Ea Kao");
        await chair.DoAsync("GiveFloor", site.Id);
        await chair.DoAsync("EndForAll");

        await hall.Installation.EventuallyAsync(db => db.Database.SqlQuery<string>(
            $"select string_agg(action, ' ' order by at, id) as \"Value\" from journal where conference_id = {chair.ConferenceId}").SingleAsync(),
            "conference.opened conference.joined conference.chair_taken conference.joined conference.floor_given conference.ended");
    }

    [Fact]
    public async Task Who_locks_the_room_and_who_turns_the_waiting_room_on_and_off_is_in_the_journal()
    {
        await using var hall = await Hall.OpenAsync();
        var chair = await hall.OwnerJoinsAsync("Chủ trì");
        foreach (var (verb, on) in new[] { ("SetWaitingRoom", true), ("SetLocked", true), ("SetWaitingRoom", false), ("SetLocked", false) })
        {
            Assert.Null(await chair.DoAsync(verb, on));
        }

        await hall.Installation.EventuallyAsync(db => db.Database.SqlQuery<string>(
            $"select string_agg(action || ' ' || actor, ', ' order by at, id) as \"Value\" from journal where conference_id = {chair.ConferenceId} and actor_id is not null and action like '%oom_%' or action like '%locked'").SingleAsync(),
            "conference.waiting_room_opened Chủ trì, conference.locked Chủ trì, conference.waiting_room_closed Chủ trì, conference.unlocked Chủ trì");
    }

    private static async Task<Seat> RejoinAsync(Hall hall, Seat before)
    {
        var browser = hall.Installation.NewBrowser();
        var request = Hall.Bearing(
            HttpMethod.Post, $"/api/conferences/{before.ConferenceId}/participants/me/rejoin", before.Token,
            new StringContent("""{"media":null}""", System.Text.Encoding.UTF8, "application/json"));
        var answer = await browser.SendAsync(request);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return await hall.SeatAsync(JsonNode.Parse(await answer.Content.ReadAsStringAsync())!, browser);
    }
}
