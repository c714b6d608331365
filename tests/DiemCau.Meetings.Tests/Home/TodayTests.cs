using System.Globalization;
using System.Text.Json.Nodes;
using DiemCau.Meetings.Tests.Registration;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Tests.Home;

public sealed class TodayTests
{
    [Fact]
    public async Task A_unit_sees_the_meetings_that_it_holds_or_takes_part_in_and_where_they_are_held()
    {
        await using var province = await Province.WithAsync(1);
        var now = province.Installation.Time.GetUtcNow();

        // Later than its sites connect: nothing opens by itself while this runs.
        var soon = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond)).AddMinutes(65);
        await HeldAsync(province, "Giao ban", soon, members: 1);
        await HeldAsync(province, "Họp nội bộ", soon.AddDays(3), members: 0);
        await province.DraftAsync(province.Form(soon, "Bản nháp"));

        var clerk = (await province.Clerk.Get("/api/home/today")).Json!;
        Assert.Equal(["Giao ban", "Họp nội bộ"], Titles(clerk));
        var first = clerk["meetings"]![0]!;
        Assert.True((bool)first["isMain"]!);
        Assert.Equal("Hội trường Sở Y tế", (string?)first["mainSite"]);
        var day = DateOnly.FromDateTime(soon.ToOffset(TimeSpan.FromHours(7)).DateTime).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Assert.Equal(day, (string?)first["day"]);
        Assert.Equal(soon.AddHours(-1), (DateTimeOffset)first["connectFrom"]!);
        Assert.Equal((string?)clerk["day"] == day ? 1 : 0, (int)clerk["allToday"]!); // in the last hour of a day it is tomorrow's

        var commune = (await province.Commune.Get("/api/home/today")).Json!;
        Assert.Equal(["Giao ban"], Titles(commune));
        Assert.Equal("UBND xã 1 – Phòng họp trực tuyến", (string?)commune["meetings"]![0]!["ownSites"]![0]);
        Assert.Null(commune["meetings"]![0]!["openSince"]);

        // Sở Y tế has a room open: that is not where its meeting is held. Then the meeting's own conference opens.
        var room = await province.Clerk.Post("/api/rooms", new { name = "Phòng giao ban", password = "matkhau1", mode = "conference" });
        await OpenAsync(province, "Room", (Guid)room["id"]!);
        Assert.Null((await province.Commune.Get("/api/home/today")).Json!["meetings"]![0]!["openSince"]);
        await OpenAsync(province, "Meeting", (Guid)first["id"]!);
        Assert.NotNull((await province.Commune.Get("/api/home/today")).Json!["meetings"]![0]!["openSince"]);
    }

    [Fact]
    public async Task An_account_whose_unit_nobody_has_confirmed_sees_nothing_of_it()
    {
        await using var province = await Province.WithAsync(1);
        await HeldAsync(province, "Giao ban", province.Installation.Time.GetUtcNow().AddMinutes(1), members: 1);
        await province.Installation.QueryAsync(db => db.Database.ExecuteSqlAsync($"update accounts set claimed_unit_name = 'UBND xã 1', claimed_unit_id = unit_id, claimed_at = now(), unit_id = null where email = 'xa1@tinh.gov.vn'"));

        var today = (await province.Commune.Get("/api/home/today")).Json!;
        Assert.Empty(Titles(today));
        Assert.Equal(0, (int)today["allToday"]!);
    }

    private static async Task HeldAsync(Province province, string title, DateTimeOffset start, int members)
    {
        var (id, _) = await province.DraftAsync(province.Form(province.Later, title, members));
        await province.Installation.QueryAsync(db => db.Database.ExecuteSqlAsync(
            $"update meetings set stage = 'Approved', starts_at = {start}, ends_at = {start.AddMinutes(1)} where id = {id}"));
    }

    private static Task OpenAsync(Province province, string kind, Guid of) => province.Installation.QueryAsync(db => db.Database.ExecuteSqlAsync(
        $"insert into conferences (id, occasion_kind, occasion_id, opened_at, participants, terms, state, written_at) values ({Guid.NewGuid()}, {kind}, {of}, now(), 1, '{{}}', '{{}}', now())"));

    private static IEnumerable<string?> Titles(JsonNode today) => today["meetings"]!.AsArray().Select(meeting => (string?)meeting!["title"]);
}
