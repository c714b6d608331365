using System.Net;
using System.Text.Json.Nodes;
using DiemCau.Meetings.Tests.Accounts;
using DiemCau.Meetings.Tests.Testing;

namespace DiemCau.Meetings.Tests.Deadlines;

public sealed class DeadlineRuleTests
{
    [Fact]
    public async Task A_changed_number_counts_at_once_and_can_be_taken_back()
    {
        await using var installation = await TestInstallation.StartAsync();
        var administrator = await installation.Administrator();
        var unit = await installation.Activated("soyte@tinh.gov.vn", "Sở Y tế");
        var startsAt = installation.Time.GetUtcNow().AddDays(60);
        var before = await RegisterByAsync(unit, startsAt);

        Assert.Equal(HttpStatusCode.NoContent, (await administrator.Put("/api/deadline-rules/registration", new { amount = 10 })).Status);
        Assert.True(await RegisterByAsync(unit, startsAt) <= before.AddDays(-7));
        Assert.False((bool)(await RuleAsync(unit, "registration"))["isDefault"]!);

        Assert.Equal(HttpStatusCode.NoContent, (await administrator.Put("/api/deadline-rules/registration", new { })).Status);
        Assert.Equal(before, await RegisterByAsync(unit, startsAt));
        Assert.True((bool)(await RuleAsync(unit, "registration"))["isDefault"]!);
    }

    [Fact]
    public async Task The_rules_are_everybodys_to_read_and_the_calendars_keepers_to_change()
    {
        await using var installation = await TestInstallation.StartAsync();
        var administrator = await installation.Administrator();
        var unit = await installation.Activated("soyte@tinh.gov.vn", "Sở Y tế");
        Assert.Equal(120, (int)(await RuleAsync(unit, "technicalCheck"))["latestMinutes"]!);
        Assert.Equal(HttpStatusCode.Forbidden, (await unit.Put("/api/deadline-rules/technicalCheck", new { amount = 2 })).Status);
        Assert.Equal("validation", (await administrator.Put("/api/deadline-rules/technicalCheck", new { amount = -1 })).Code);
        Assert.Equal(HttpStatusCode.NoContent, (await administrator.Put("/api/deadline-rules/technicalCheck", new { amount = 2, latestMinutes = 180 })).Status);
        Assert.Equal(180, (int)(await RuleAsync(unit, "technicalCheck"))["latestMinutes"]!);
    }

    private static async Task<JsonNode> RuleAsync(Browser browser, string deadline) =>
        (await browser.Get("/api/deadline-rules")).Json!.AsArray().Single(rule => (string?)rule!["deadline"] == deadline)!;

    private static async Task<DateTimeOffset> RegisterByAsync(Browser browser, DateTimeOffset startsAt) =>
        (DateTimeOffset)(await browser.Post("/api/meetings/check", new { startsAt })).Json!["registerBy"]!;
}
