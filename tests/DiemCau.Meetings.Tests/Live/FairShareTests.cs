using DiemCau.Meetings.Live.Conferences;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Tests.Live;

/// <summary>What one person, one address or one connection may take of what belongs to all.</summary>
public sealed class FairShareTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    [Fact]
    public void Who_brings_neither_hub_nor_media_gives_the_place_back_after_ten_seconds()
    {
        var sitting = new Sitting();
        var script = Sitting.Person("Kịch bản");
        sitting.Conference.Enter(script, sitting.Now);
        Assert.Equal(sitting.Now + Attendance.ComingPatience, sitting.Conference.Settle(sitting.Now));

        sitting.Pass(Attendance.ComingPatience - Moment);
        Assert.True(sitting.Conference.Holds(script.Id));
        sitting.Pass(Moment);

        Assert.False(sitting.Conference.Holds(script.Id));
        // Its token still brings it back: a slow line is no crime.
        Assert.Null(sitting.Conference.Return(script, sitting.Now));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Who_has_come_by_hub_or_media_is_waited_for_a_minute(bool byHub)
    {
        var sitting = new Sitting();
        var site = Sitting.Person("Xã Ea Kao");
        sitting.Conference.Enter(site, sitting.Now);
        Change(true);
        Change(false);

        sitting.Pass(Attendance.ComingPatience);
        Assert.True(sitting.Conference.Holds(site.Id));
        sitting.Pass(Attendance.AbsencePatience - Attendance.ComingPatience);

        Assert.False(sitting.Conference.Holds(site.Id));

        void Change(bool here)
        {
            if (byHub)
            {
                sitting.Conference.HubChanged(site.Id, here, sitting.Now);
            }
            else
            {
                sitting.Conference.MediaChanged(
                    site.Id, here ? DiemCau.Meetings.Live.MediaTransportState.Connected : DiemCau.Meetings.Live.MediaTransportState.Disconnected, sitting.Now);
            }
        }
    }

    [Fact]
    public void One_address_holds_half_of_the_places_at_most_without_coming_to_them()
    {
        var sitting = new Sitting();
        for (var number = 0; number < Door.MostUnclaimed; number++)
        {
            Assert.True(sitting.Conference.Enter(Sitting.Person($"Kịch bản {number}") with { Address = "10.0.0.66" }, sitting.Now).IsInside);
        }

        var next = Sitting.Person("Kịch bản nữa") with { Address = "10.0.0.66" };
        Assert.Equal("too_many_attempts", sitting.Conference.Enter(next, sitting.Now).Refusal?.Code);
        Assert.True(sitting.Conference.Enter(Sitting.Person("Xã Ea Kao") with { Address = "10.0.0.1" }, sitting.Now).IsInside);
        sitting.Pass(Attendance.ComingPatience);
        Assert.True(sitting.Conference.Enter(next, sitting.Now).IsInside);
    }

    [Fact]
    public void Those_who_have_come_to_their_places_do_not_count_however_many_one_address_brings()
    {
        var sitting = new Sitting();
        for (var number = 0; number < Door.MostUnclaimed + 10; number++)
        {
            var site = Sitting.Person($"Xã {number}") with { Address = "10.0.0.1" };
            Assert.True(sitting.Conference.Enter(site, sitting.Now).IsInside);
            sitting.Conference.HubChanged(site.Id, on: true, sitting.Now);
        }
    }

    [Fact]
    public async Task A_second_connection_of_one_seat_ends_the_first_and_brings_no_more_words()
    {
        await using var hall = await Hall.OpenAsync();
        await hall.OwnerJoinsAsync();
        var guest = await hall.JoinAsync("Xã Ea Kao");
        var said = 0;
        for (var connection = 0; connection < 3; connection++)
        {
            for (var line = 0; line < 6; line++)
            {
                said += await guest.DoAsync("SendChat", $"{connection}.{line}") is null ? 1 : 0;
            }

            var older = await guest.ConnectBesideAsync();
            await older.WaitAsync(TimeSpan.FromSeconds(30));
        }

        Assert.Equal(8, said);
        Assert.Contains(guest.Everything, message => message.Target == "Removed"
            && message.Content?.GetProperty("code").GetString() == "seat_taken_over");
        Assert.Contains(guest.Id, await IdsAsync(guest));
    }

    [Fact]
    public async Task What_is_said_is_answered_when_it_is_written_and_otherwise_said_to_be_on_its_way()
    {
        await using var hall = await Hall.OpenAsync();
        var chair = await hall.OwnerJoinsAsync();
        var site = await hall.JoinAsync("Xã Ea Kao");

        Assert.Null(await chair.DoAsync("SendChat", "Đã lưu"));
        Assert.Equal(["Đã lưu"], await KeptAsync(hall));

        await hall.Installation.QueryAsync(db => db.Database.ExecuteSqlRawAsync("alter table conference_chat rename to conference_chat_away"));
        // The clock of a test stands still: what waits for it is told by the notice first.
        var first = chair.DoAsync("SendChat", "Chưa lưu");
        await site.HearAsync("Notice", notice => notice.GetProperty("code").GetString() == "database_unavailable");
        hall.Installation.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("chat_not_written", await first);
        Assert.Equal("chat_not_written", await site.DoAsync("SendChat", "Cũng chưa"));
        await site.HearAsync("Changed", delta => delta.TryGetProperty("chat", out var chat) && chat.EnumerateArray().Any(said => said.GetProperty("text").GetString() == "Chưa lưu"));

        await hall.Installation.QueryAsync(db => db.Database.ExecuteSqlRawAsync("alter table conference_chat_away rename to conference_chat"));
        hall.Installation.Time.Advance(TimeSpan.FromSeconds(5));
        await site.HearAsync("Notice", notice => notice.GetProperty("code").GetString() == "database_back");
        Assert.Null(await chair.DoAsync("SendChat", "Lại lưu"));
        Assert.Equal(["Đã lưu", "Chưa lưu", "Cũng chưa", "Lại lưu"], await KeptAsync(hall));
    }

    private static Task<List<string>> KeptAsync(Hall hall) => hall.Installation.QueryAsync(db =>
        db.Database.SqlQuery<string>($"select text as \"Value\" from conference_chat order by position").ToListAsync());

    private static async Task<Guid[]> IdsAsync(Seat seat) =>
        [.. (await seat.SnapshotAsync()).GetProperty("participants").EnumerateArray().Select(one => one.GetProperty("id").GetGuid())];
}
