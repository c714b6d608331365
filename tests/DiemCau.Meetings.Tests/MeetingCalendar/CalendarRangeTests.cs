using System.Text.Json.Nodes;
using DiemCau.Meetings.Tests.Registration;
using DiemCau.Meetings.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Tests.MeetingCalendar;

public sealed class CalendarRangeTests
{
    [Fact]
    public async Task The_calendar_shows_what_one_may_see_by_day_and_which_days_are_worked()
    {
        await using var province = await Province.WithAsync(2);
        await SetAsync(province, "Giao ban", "2027-04-29 08:00", "2027-04-29 10:00", members: 1);
        await SetAsync(province, "Tập huấn hai ngày", "2027-04-29 14:00", "2027-04-30 11:00", members: 2);
        await SetAsync(province, "Họp nội bộ", "2027-05-04 08:00", "2027-05-05 00:00", members: 0);

        var clerk = await CalendarAsync(province.Clerk, "from=2027-04-26&to=2027-05-09");
        Assert.Equal(["Giao ban", "Tập huấn hai ngày", "Họp nội bộ"], Titles(clerk));
        Assert.Equal(14, clerk["days"]!.AsArray().Count);
        // A meeting that ends at midnight is not one of the next day.
        Assert.Equal([0, 0, 0, 2, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0], clerk["days"]!.AsArray().Select(day => (int)day!["meetings"]!));
        var holiday = clerk["days"]![4]!;
        Assert.Equal("2027-04-30", (string?)holiday["day"]);
        Assert.False((bool)holiday["morning"]!);
        Assert.NotNull(holiday["name"]);
        Assert.Null(clerk["days"]![0]!["name"]);

        var commune = await CalendarAsync(province.Commune, "from=2027-04-26&to=2027-05-09");
        Assert.Equal(["Giao ban", "Tập huấn hai ngày"], Titles(commune));
        Assert.True((bool)commune["meetings"]![0]!["isMine"]!);
    }

    [Fact]
    public async Task It_is_filtered_by_unit_site_stage_and_kind_and_shortened_by_day()
    {
        await using var province = await Province.WithAsync(2);
        await SetAsync(province, "Một", "2027-03-01 08:00", "2027-03-01 09:00", members: 1);
        await SetAsync(province, "Hai", "2027-03-01 09:00", "2027-03-01 10:00", members: 2);
        await SetAsync(province, "Ba", "2027-03-01 10:00", "2027-03-01 11:00", members: 0, stage: "Cancelled");
        var second = await province.Installation.QueryAsync(db => db.Database.SqlQuery<Guid>($"select id as \"Value\" from units where name = 'UBND xã 2'").SingleAsync());
        const string Range = "from=2027-03-01&to=2027-03-07&";

        Assert.Equal(["Hai"], Titles(await CalendarAsync(province.Clerk, Range + $"unitId={second}")));
        Assert.Equal(["Hai"], Titles(await CalendarAsync(province.Clerk, Range + $"siteId={province.Members[1]}")));
        Assert.Equal(["Ba"], Titles(await CalendarAsync(province.Clerk, Range + "stage=cancelled")));
        Assert.Empty(Titles(await CalendarAsync(province.Clerk, Range + "kind=outside")));
        var shortened = await CalendarAsync(province.Clerk, Range + "perDay=1");
        Assert.Equal(["Một"], Titles(shortened));
        Assert.Equal(2, (int)shortened["days"]![0]!["meetings"]!);
        Assert.Equal("validation", (await province.Clerk.Get("/api/calendar?from=2027-01-01&to=2027-12-31")).Code);
        Assert.Equal("validation", (await province.Clerk.Get("/api/calendar?from=2027-01-02&to=2027-01-01")).Code);
    }

    internal static async Task<Guid> SetAsync(Province province, string title, string start, string end, int members, string stage = "Approved")
    {
        var (id, _) = await province.DraftAsync(province.Form(province.Later, title, members));
        await province.Installation.QueryAsync(db => db.Database.ExecuteSqlAsync(
            $"""
            update meetings set stage = {stage}, starts_at = {start}::timestamp at time zone 'Asia/Ho_Chi_Minh',
              ends_at = {end}::timestamp at time zone 'Asia/Ho_Chi_Minh' where id = {id}
            """));
        return id;
    }

    private static async Task<JsonNode> CalendarAsync(Browser browser, string query)
    {
        var answer = await browser.Get("/api/calendar?" + query);
        Assert.True(answer.Code is null, answer.Text);
        return answer.Json!;
    }

    private static IEnumerable<string?> Titles(JsonNode calendar) => calendar["meetings"]!.AsArray().Select(meeting => (string?)meeting!["title"]);
}
