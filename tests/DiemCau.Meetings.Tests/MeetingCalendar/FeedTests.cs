using System.Net;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Tests.Registration;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Tests.MeetingCalendar;

public sealed class FeedTests
{
    [Fact]
    public async Task A_calendar_program_reads_the_units_meetings_at_a_secret_address_until_it_is_renewed()
    {
        await using var province = await Province.WithAsync(2);
        var start = province.Later.AddDays(1);
        var taking = await HeldAsync(province, "Giao ban", start, members: 1);
        var cancelled = await HeldAsync(province, "Họp bị hủy", start.AddHours(2), members: 1, stage: "Cancelled");
        await HeldAsync(province, "Họp nội bộ", start, members: 0);
        await HeldAsync(province, "Bản nháp", start, members: 1, stage: "Draft");
        await HeldAsync(province, "Họp kín", start, members: 1, isStateSecret: true);
        var unit = await province.Installation.QueryAsync(db => db.Database.SqlQuery<Guid>($"select id as \"Value\" from units where name = 'UBND xã 1'").SingleAsync());
        var path = $"/api/units/{unit}/calendar-feed";

        Assert.Null((await province.Commune.Get(path)).Json!["address"]);
        var address = (string)(await province.Commune.Post(path))["address"]!;
        Assert.Equal(address, (string?)(await province.Commune.Get(path))["address"]);
        Assert.Equal("forbidden", (await province.Clerk.Get(path)).Code);

        var program = province.Installation.NewBrowser();
        var feed = (await program.Get(address)).Text.Replace("\r\n ", "", StringComparison.Ordinal);
        Assert.StartsWith("BEGIN:VCALENDAR\r\n", feed, StringComparison.Ordinal);
        Assert.Contains("NAME:Lịch họp – UBND xã 1\r\n", feed, StringComparison.Ordinal);
        Assert.Contains($"UID:{MeetingCalendarId.Of(taking)}\r\n", feed, StringComparison.Ordinal);
        Assert.Contains("SUMMARY:Giao ban\r\n", feed, StringComparison.Ordinal);
        Assert.Contains($"URL:https://diemcau.test/cuoc-hop/{taking}\r\n", feed, StringComparison.Ordinal);
        Assert.Contains("LOCATION:UBND xã 1", feed, StringComparison.Ordinal);
        Assert.Contains($"UID:{MeetingCalendarId.Of(cancelled)}\r\n", feed, StringComparison.Ordinal);
        Assert.Contains("STATUS:CANCELLED\r\n", feed, StringComparison.Ordinal);
        Assert.DoesNotContain("Họp nội bộ", feed, StringComparison.Ordinal);
        Assert.DoesNotContain("Bản nháp", feed, StringComparison.Ordinal);
        Assert.DoesNotContain("Họp kín", feed, StringComparison.Ordinal);

        var renewed = (string)(await province.Commune.Post(path))["address"]!;
        Assert.Equal(HttpStatusCode.NotFound, (await program.Get(address)).Status);
        Assert.Equal(HttpStatusCode.OK, (await program.Get(renewed)).Status);
        await province.Commune.Delete(path);
        Assert.Equal(HttpStatusCode.NotFound, (await program.Get(renewed)).Status);
    }

    [Fact]
    public void A_meeting_has_one_name_in_calendars_and_each_of_its_occasions_another_always_the_same()
    {
        var id = Guid.Parse("0199e9b2-6c1c-7d34-8a55-6a1f3c0f9d11");
        Assert.Equal("0199e9b2-6c1c-7d34-8a55-6a1f3c0f9d11", MeetingCalendarId.Of(id));
        Assert.Equal(MeetingCalendarId.Of(id, "check"), MeetingCalendarId.Of(id, "check"));
        Assert.NotEqual(MeetingCalendarId.Of(id, "check"), MeetingCalendarId.Of(id, "other"));
        Assert.Equal('8', MeetingCalendarId.Of(id, "check")[14]);
    }

    private static async Task<Guid> HeldAsync(
        Province province, string title, DateTimeOffset start, int members, string stage = "Approved", bool isStateSecret = false)
    {
        var (id, _) = await province.DraftAsync(province.Form(start, title, members));
        await province.Installation.QueryAsync(db => db.Database.ExecuteSqlAsync($"update meetings set stage = {stage}, is_state_secret = {isStateSecret} where id = {id}"));
        return id;
    }
}
