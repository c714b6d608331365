using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Tests.Live;

/// <summary>What a client says under a name of its own, and says again because it heard no answer.</summary>
public sealed class SaidOnceTests
{
    [Fact]
    public async Task What_is_sent_again_after_a_lost_answer_is_answered_again_and_said_once()
    {
        await using var hall = await Hall.OpenAsync();
        var chair = await hall.OwnerJoinsAsync();
        var site = await hall.JoinAsync("Xã Ea Kao");
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());

        // More often than a person may speak: what was said already costs nothing.
        for (var time = 0; time < 12; time++)
        {
            Assert.Null(await site.DoAsync("SendChatOnce", first, "Xã đã sẵn sàng"));
        }

        Assert.Null(await site.DoAsync("SendChatOnce", second, "Xã đã sẵn sàng"));
        await chair.HearAsync("Changed", delta => Ids(delta).Contains(second));

        Assert.Equal([first, second], chair.Heard().Where(message => message.Target == "Changed").SelectMany(message => Ids(message.Content!.Value)));
        Assert.Equal(["Xã đã sẵn sàng", "Xã đã sẵn sàng"], await KeptAsync(hall));
    }

    [Fact]
    public async Task A_server_that_has_started_again_knows_what_was_said()
    {
        await using var hall = await Hall.OpenAsync();
        await hall.OwnerJoinsAsync();
        var site = await hall.JoinAsync("Xã Ea Kao");
        var name = Guid.NewGuid();
        Assert.Null(await site.DoAsync("SendChatOnce", name, "Trước khi tắt"));
        await hall.RestartAsync();
        await site.DisconnectAsync();
        await site.ConnectAsync();

        Assert.Null(await site.DoAsync("SendChatOnce", name, "Trước khi tắt"));

        Assert.Equal([name], Ids(await site.SnapshotAsync()));
        Assert.Equal(["Trước khi tắt"], await KeptAsync(hall));
    }

    [Fact]
    public async Task A_name_that_another_has_used_takes_nothing_from_either()
    {
        await using var hall = await Hall.OpenAsync();
        var chair = await hall.OwnerJoinsAsync();
        var site = await hall.JoinAsync("Xã Ea Kao");
        var name = Guid.NewGuid();
        Assert.Null(await chair.DoAsync("SendChatOnce", name, "Của chủ trì"));
        Assert.Equal("forbidden", await site.DoAsync("SendChatOnce", name, "Của xã"));
        Assert.Equal(["Của chủ trì"], await KeptAsync(hall));

        // In another conference it is another name.
        await chair.DoAsync("EndForAll");
        var again = await hall.OwnerJoinsAsync();
        Assert.NotEqual(chair.ConferenceId, again.ConferenceId);
        Assert.Null(await again.DoAsync("SendChatOnce", name, "Phiên sau"));
        Assert.Equal(["Của chủ trì", "Phiên sau"], await KeptAsync(hall));
    }

    private static Guid[] Ids(JsonElement told) => told.TryGetProperty("chat", out var chat)
        ? [.. chat.EnumerateArray().Select(message => message.GetProperty("id").GetGuid())] : [];

    private static Task<List<string>> KeptAsync(Hall hall) => hall.Installation.QueryAsync(db =>
        db.Database.SqlQuery<string>($"select text as \"Value\" from conference_chat order by position").ToListAsync());
}
