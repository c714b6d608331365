using System.Text.Json;
using DiemCau.Meetings.Live;
using DiemCau.Meetings.Live.Running;

namespace DiemCau.Meetings.Tests.Live;

public sealed class HubTests
{
    [Fact]
    public async Task A_hard_mute_keeps_a_client_that_goes_on_sending_out_of_what_is_heard()
    {
        await using var hall = await Hall.OpenAsync();
        var chair = await hall.OwnerJoinsAsync();
        var site = await hall.JoinAsync("Xã Ea Kao");
        Assert.Null(await site.DoAsync("SetSending", new { microphone = true, camera = true, screen = false }));
        Assert.Contains(site.Id, hall.Media.Programme(site.ConferenceId).MayBeHeard);

        Assert.Null(await chair.DoAsync("SetSelfUnmute", false));
        Assert.Null(await chair.DoAsync("MuteAll"));

        Assert.Equal("forbidden", await site.DoAsync("SetSending", new { microphone = true, camera = true, screen = false }));
        Assert.DoesNotContain(site.Id, hall.Media.Programme(site.ConferenceId).MayBeHeard);
        Assert.Contains(site.Id, hall.Media.Programme(site.ConferenceId).MayBeSeen);
        Assert.Equal(chair.Id, (await site.HearAsync("MutedByChair"))!.Value.GetProperty("by").GetGuid());

        Assert.Null(await chair.DoAsync("GiveFloor", site.Id));
        await site.HearAsync("FloorGiven");
        Assert.Null(await site.DoAsync("SetSending", new { microphone = true, camera = true, screen = false }));
        Assert.Contains(site.Id, hall.Media.Programme(site.ConferenceId).MayBeHeard);
    }

    [Fact]
    public async Task Deltas_follow_each_other_without_gaps_and_the_snapshot_mends_any()
    {
        await using var hall = await Hall.OpenAsync();
        var chair = await hall.OwnerJoinsAsync();
        var site = await hall.JoinAsync("Xã Ea Kao");
        for (var i = 0; i < 5; i++)
        {
            var text = $"Tin {i}";
            Assert.Null(await chair.DoAsync("SendChat", text));
            await site.HearAsync("Changed", delta => delta.TryGetProperty("chat", out var chat) && chat[0].GetProperty("text").GetString() == text);
        }

        var start = (await site.HearAsync("Snapshot"))!.Value.GetProperty("version").GetInt64();
        var versions = site.Heard().Where(message => message.Target == "Changed").Select(message => message.Content!.Value.GetProperty("version").GetInt64()).ToArray();
        Assert.Equal(Enumerable.Range(1, versions.Length).Select(step => start + step), versions);
        var snapshot = await site.SnapshotAsync();
        Assert.True(snapshot.GetProperty("version").GetInt64() >= versions[^1]);
        Assert.Equal(5, snapshot.GetProperty("chat").GetArrayLength());
    }

    [Fact]
    public async Task Absent_members_of_a_delta_did_not_change_and_null_is_a_value()
    {
        await using var hall = await Hall.OpenAsync();
        var chair = await hall.OwnerJoinsAsync();
        await chair.DoAsync("SetSending", new { microphone = false, camera = false, screen = true });
        await chair.HearAsync("Changed", delta => Setting(delta, "screenId") is { ValueKind: JsonValueKind.String });

        await chair.DoAsync("SetSending", new { microphone = false, camera = false, screen = false });

        var delta = await chair.HearAsync("Changed", delta => Setting(delta, "screenId") is { ValueKind: JsonValueKind.Null });
        Assert.False(delta!.Value.TryGetProperty("chat", out _));
        Assert.False(delta.Value.TryGetProperty("waiting", out _));
    }

    [Fact]
    public async Task What_the_media_engine_measures_and_shows_reaches_the_clients()
    {
        await using var hall = await Hall.OpenAsync();
        var chair = await hall.OwnerJoinsAsync();
        var site = await hall.JoinAsync("Xã Ea Kao");
        var (conference, engine) = (site.ConferenceId, hall.Media.Listener);

        engine.TransportChanged(conference, site.Id, MediaTransportState.Connected);
        engine.ActiveSpeakerChanged(conference, site.Id);
        engine.QualityMeasured(conference, site.Id, new MediaQuality(0, 14, 40, 900, 500));
        engine.SlotsChanged(conference, chair.Id, [new MediaSlot("5", MediaSlotKind.Podium, site.Id, MediaSource.Camera, MediaPause.SourceOff)]);

        engine.LayersWanted(conference, site.Id, MediaSource.Camera, ["l", "m"]);

        Assert.Equal(["l", "m"], (await site.HearAsync("SendLayers"))!.Value.GetProperty("camera").EnumerateArray().Select(rid => rid.GetString()));
        await chair.HearAsync("Changed", delta => Setting(delta, "activeSpeakerId") is { } speaker && speaker.GetGuid() == site.Id);
        await chair.HearAsync("Changed", delta => Participant(delta, site.Id) is { } seen
            && seen.GetProperty("connection").GetProperty("state").GetString() == "connected"
            && seen.GetProperty("connection").GetProperty("quality").GetString() == "poor"
            && seen.GetProperty("connection").GetProperty("reason").GetString() == "loss");
        var slots = (await chair.HearAsync("Slots"))!.Value;
        Assert.Equal(1, slots.GetProperty("version").GetInt64());
        Assert.Equal("sourceOff", slots.GetProperty("items")[0].GetProperty("paused").GetString());
        Assert.Equal("podium", slots.GetProperty("items")[0].GetProperty("kind").GetString());
        Assert.Equal(1, (await chair.SnapshotAsync()).GetProperty("slots").GetProperty("version").GetInt64());
    }

    [Fact]
    public async Task What_a_client_wants_to_see_is_bounded_and_passed_on()
    {
        await using var hall = await Hall.OpenAsync();
        var chair = await hall.OwnerJoinsAsync();

        var tiles = Enumerable.Range(0, 80).Select(_ => new { participantId = Guid.NewGuid(), width = 90_000, height = -4 }).ToArray();
        Assert.Null(await chair.DoAsync("SetView", new { podium = new { width = 1280, height = 720 }, screen = (object?)null, tiles }));

        var view = hall.Media.Views[chair.Id];
        Assert.Equal(new TileSize(1280, 720), view.Podium);
        Assert.Equal(49, view.Tiles.Count);
        Assert.Equal((4_096, 0), (view.Tiles[0].Width, view.Tiles[0].Height));
    }

    [Fact]
    public async Task A_flood_of_intents_is_told_to_slow_down()
    {
        await using var hall = await Hall.OpenAsync();
        var chair = await hall.OwnerJoinsAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => chair.DoAsync("RaiseHand")));

        Assert.Contains("too_many_attempts", answers);
    }

    [Fact]
    public async Task Losing_the_hub_and_coming_back_with_the_token_changes_nothing()
    {
        await using var hall = await Hall.OpenAsync();
        var chair = await hall.OwnerJoinsAsync();
        var site = await hall.JoinAsync("Xã Ea Kao");
        await site.DoAsync("RaiseHand");

        await site.DisconnectAsync();
        await chair.HearAsync("Changed", delta => Participant(delta, site.Id) is { } seen
            && seen.GetProperty("connection").GetProperty("state").GetString() == "reconnecting");
        await site.ConnectAsync();

        var snapshot = await site.SnapshotAsync();
        Assert.Equal(site.Id, snapshot.GetProperty("hands")[0].GetProperty("participantId").GetGuid());
        Assert.Equal(2, snapshot.GetProperty("participants").GetArrayLength());
    }

    [Fact]
    public async Task Somebody_taken_off_the_list_is_back_on_it_when_the_hub_hears_of_it_again()
    {
        await using var hall = await Hall.OpenAsync();
        var chair = await hall.OwnerJoinsAsync();
        var site = await hall.JoinAsync("Xã Ea Kao");
        await site.DisconnectAsync();
        await chair.HearAsync("Changed", delta => Participant(delta, site.Id) is { } seen
            && seen.GetProperty("connection").GetProperty("state").GetString() == "reconnecting");
        await hall.PassAsync(site.ConferenceId, TimeSpan.FromSeconds(61));
        await chair.HearAsync("Changed", delta => delta.TryGetProperty("left", out var left) && left[0].GetGuid() == site.Id);

        await site.ConnectAsync();

        Assert.Equal(2, (await chair.SnapshotAsync()).GetProperty("participants").GetArrayLength());
        Assert.Null(await site.DoAsync("RaiseHand"));
    }

    [Fact]
    public async Task A_storm_of_250_joins_costs_each_client_few_messages()
    {
        await using var hall = await Hall.OpenAsync();
        var chair = await hall.OwnerJoinsAsync();
        var browser = hall.Installation.NewBrowser();
        var started = TimeProvider.System.GetTimestamp();

        var joins = await Task.WhenAll(Enumerable.Range(1, 250).Select(site => hall.AskAsync(browser, $"Xã {site}", Hall.Password)));
        var took = TimeProvider.System.GetElapsedTime(started);

        Assert.All(joins, join => Assert.Equal(System.Net.HttpStatusCode.Created, join.Status));
        var seen = new HashSet<Guid>();
        await chair.HearAsync("Changed", delta =>
        {
            seen.UnionWith(delta.TryGetProperty("participants", out var came) ? came.EnumerateArray().Select(one => one.GetProperty("id").GetGuid()) : []);
            return seen.Count >= 251;
        });
        var deltas = chair.Heard().Count(message => message.Target == "Changed");
        Assert.InRange(deltas, 1, (int)(took / LiveConference.Interval) + 5);
    }

    private static JsonElement? Setting(JsonElement delta, string name) =>
        delta.TryGetProperty("set", out var set) && set.TryGetProperty(name, out var value) ? value : null;

    private static JsonElement? Participant(JsonElement delta, Guid id) =>
        delta.TryGetProperty("participants", out var participants)
            ? participants.EnumerateArray().Where(one => one.GetProperty("id").GetGuid() == id).Select(one => (JsonElement?)one).FirstOrDefault()
            : null;
}
