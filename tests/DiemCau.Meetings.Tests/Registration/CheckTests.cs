namespace DiemCau.Meetings.Tests.Registration;

public sealed class CheckTests
{
    [Fact]
    public async Task Sites_chairs_and_halls_that_are_taken_are_named_with_what_takes_them()
    {
        await using var province = await Province.WithAsync(3);
        var id = await province.SubmittedAsync(province.Form(title: "Giao ban", members: 2));

        var check = await CheckAsync(new { startsAt = province.Later.AddHours(2), endsAt = province.Later.AddHours(4), siteIds = province.Members, chairName = "nguyen van a" });
        var clash = Assert.Single(check["clashes"]!.AsArray())!;
        Assert.Equal(("Giao ban", "Sở Y tế", true, 2), ((string?)clash["title"], (string?)clash["unitName"], (bool)clash["hasChair"]!, (int)clash["siteCount"]!));
        Assert.Equal(["UBND xã 1 – Phòng họp trực tuyến", "UBND xã 2 – Phòng họp trực tuyến"], clash["sites"]!.AsArray().Select(site => (string?)site));
        Assert.Equal(province.Members.Take(2).Order(), check["takenSiteIds"]!.AsArray().Select(site => (Guid)site!).Order());
        foreach (var free in new object[]
        {
            new { startsAt = province.Later.AddHours(-1), endsAt = province.Later, siteIds = province.Members, chairName = "Nguyễn Văn A" },
            new { startsAt = province.Later.AddHours(3), endsAt = province.Later.AddHours(4), siteIds = province.Members, chairName = "Nguyễn Văn A" },
            new { meetingId = id, startsAt = province.Later, endsAt = province.Later.AddHours(1), siteIds = province.Members },
            new { startsAt = province.Later, endsAt = province.Later.AddHours(1), siteIds = province.Members.Skip(2) },
        })
        {
            Assert.Empty((await CheckAsync(free))["clashes"]!.AsArray());
        }

        async Task<System.Text.Json.Nodes.JsonNode> CheckAsync(object question) => (await province.Clerk.Post("/api/meetings/check", question)).Json!;
    }

    [Fact]
    public async Task A_cancelled_meeting_takes_nothing()
    {
        await using var province = await Province.WithAsync(1);
        var id = await province.SubmittedAsync(province.Form());
        var version = (int)(await province.PageAsync(id))["version"]!;
        await province.Clerk.Post($"/api/meetings/{id}/cancel", new { version, reason = "Không tổ chức" });
        var check = (await province.Clerk.Post("/api/meetings/check", new { startsAt = province.Later, endsAt = province.Later.AddHours(1), siteIds = province.Members })).Json!;
        Assert.Empty(check["clashes"]!.AsArray());
        Assert.False((bool)check["isLate"]!);
    }
}
