using System.Net.Http.Json;
using System.Text.Json;
using DiemCau.Bench.Server;

namespace DiemCau.Bench.Demonstration;

/// <summary>What a newcomer finds besides the room: a province with its sites, and a meeting that was called for today.</summary>
internal static class DemoProvince
{
    private const string Form = "two-level";
    private const string Province = "t2";
    private const string Office = "t2-vp";
    private const string Title = "Họp trực tuyến ứng phó mưa lũ";
    private const int MemberSites = 14;

    /// <summary>Enough to look at it before it begins.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(45);

    private static readonly TimeSpan Step = TimeSpan.FromMinutes(15);

    /// <summary>Makes the province; the administrator, who belongs to no unit until somebody says to which, sits in its office.</summary>
    public static async Task MakeAsync(ServerProcess server, string password, CancellationToken cancel)
    {
        await server.CommandAsync(cancel, "province", "demo", "--form", Form, "--password", password);
        var session = await server.Http.GetFromJsonAsync<JsonElement>("/api/session", cancel);
        var account = session.GetProperty("account").GetProperty("id").GetString();
        using var answer = await server.Http.PatchAsJsonAsync($"/api/admin/accounts/{account}", new { unitId = await UnitAsync(server, Office, cancel) }, cancel);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>An ad-hoc meeting of the province's hall and of the first communes that can be called, which needs nobody's approval.</summary>
    public static async Task CallMeetingAsync(ServerProcess server, CancellationToken cancel)
    {
        var main = await SitesAsync(server, $"unitId={await UnitAsync(server, Province, cancel)}", cancel);
        var members = (await SitesAsync(server, "search=xa&pageSize=200", cancel)).Where(site => site.Completeness == 100).Take(MemberSites);
        var draft = await server.PostAsync("/api/meetings", new { }, cancel);
        var id = draft.GetProperty("id").GetString();
        var begins = new DateTimeOffset((DateTimeOffset.UtcNow + Ahead).Ticks / Step.Ticks * Step.Ticks, TimeSpan.Zero);
        using var written = await server.Http.PutAsJsonAsync(
            $"/api/meetings/{id}/form",
            new
            {
                version = draft.GetProperty("version").GetInt32(),
                form = new
                {
                    kind = "adHoc",
                    title = Title,
                    startsAt = begins,
                    endsAt = begins.AddHours(2),
                    chairName = "Nguyễn Văn Minh",
                    chairPosition = "Phó Chủ tịch UBND tỉnh",
                    mainSite = new { siteId = main[0].Id, attendees = "Lãnh đạo các sở, ban, ngành" },
                    members = members.Select(site => new { siteId = site.Id, attendees = "Lãnh đạo UBND, công chức phụ trách phòng, chống thiên tai" }),
                    script = new object[]
                    {
                        new { title = "Khai mạc", minutes = 5 }, new { title = "Báo cáo tình hình mưa lũ", minutes = 20 },
                        new { title = "Ý kiến của các xã", minutes = 60 }, new { title = "Kết luận của chủ trì", minutes = 15 },
                    },
                    contact = new { name = "Trần Thị Hoa", phone = "0100 123 456" },
                },
            },
            cancel);
        written.EnsureSuccessStatusCode();
        var version = (await written.Content.ReadFromJsonAsync<JsonElement>(cancel)).GetProperty("version").GetInt32();
        await server.PostAsync($"/api/meetings/{id}/submit", new { version }, cancel);
    }

    private static async Task<string> UnitAsync(ServerProcess server, string code, CancellationToken cancel) =>
        (await server.Http.GetFromJsonAsync<JsonElement>($"/api/units?pageSize=200&search={code}", cancel)).GetProperty("items").EnumerateArray()
        .First(unit => unit.GetProperty("code").GetString() == code).GetProperty("id").GetString()!;

    private static async Task<IReadOnlyList<(string Id, int Completeness)>> SitesAsync(ServerProcess server, string query, CancellationToken cancel) =>
        [.. (await server.Http.GetFromJsonAsync<JsonElement>($"/api/sites?{query}", cancel)).GetProperty("items").EnumerateArray()
            .Select(site => (site.GetProperty("id").GetString()!, site.GetProperty("completeness").GetInt32()))];
}
