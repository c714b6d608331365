using System.Net.Http.Json;
using System.Text.Json;
using DiemCau.Bench.Server;

namespace DiemCau.Bench.Check;

/// <summary>A planned meeting of a demonstration province whose notice is out, and what is wrong at its sites.</summary>
internal sealed record CheckMeeting(string Id, IReadOnlyList<PlantedSite> Sites)
{
    /// <summary>One of each, and two that are not there.</summary>
    private static readonly PlantedFault[] Faults =
    [
        PlantedFault.SilentMicrophone, PlantedFault.Echo, PlantedFault.DarkCamera, PlantedFault.SlowLine, PlantedFault.WrongNetwork, PlantedFault.NotThere,
        PlantedFault.NotThere,
    ];

    public static async Task<CheckMeeting> AnnounceAsync(ServerProcess server, string folder, int sites, string password, CancellationToken cancel)
    {
        await server.CommandAsync(cancel, "province", "demo", "--form", "three-level", "--password", password);
        await server.LiftCapacityAsync(cancel);
        var session = await server.Http.GetFromJsonAsync<JsonElement>("/api/session", cancel);
        var account = session.GetProperty("account").GetProperty("id").GetString()!;
        var office = await UnitAsync(server, "T3-VP", cancel);
        using var placed = await server.Http.PatchAsJsonAsync($"/api/admin/accounts/{account}", new { unitId = office }, cancel);
        placed.EnsureSuccessStatusCode();
        var all = (await SitesAsync(server, 1, cancel)).Concat(await SitesAsync(server, 2, cancel)).Take(sites).ToList();
        // Every site has the dedicated line, by which this machine's addresses count, but one that comes from outside; one account stands for all of them.
        var wrong = all[^(1 + Array.IndexOf(Faults, PlantedFault.WrongNetwork))];
        await ServerDatabase.WriteAsync(
            folder,
            [
                $"insert into role_assignments (id, account_id, role, unit_id, given_at) select gen_random_uuid(), '{account}', 'SiteOperator', id, now() from units",
                "insert into network_ranges (id, range, line) values (gen_random_uuid(), '127.0.0.0/8', 'Slcd'), (gen_random_uuid(), '::1/128', 'Slcd')",
                """update sites set description = description || '{"lines":[{"kind":"slcd"}]}'""",
                $$"""
                update sites set description = description || '{"addressRanges":[{"line":"internet","range":"127.0.0.1/32"},{"line":"internet","range":"::1/128"}]}'
                where id = '{{wrong}}'
                """,
            ],
            cancel);
        var meeting = await HoldAsync(server, all, cancel);
        return new(meeting, [.. all.Select((id, place) => new PlantedSite(id, all.Count - 1 - place < Faults.Length ? Faults[all.Count - 1 - place] : PlantedFault.None))]);
    }

    private static async Task<string> HoldAsync(ServerProcess server, IReadOnlyList<string> sites, CancellationToken cancel)
    {
        var draft = await server.PostAsync("/api/meetings", new { }, cancel);
        var id = draft.GetProperty("id").GetString()!;
        var begins = new DateTimeOffset(DateTimeOffset.UtcNow.Date.AddDays(30).AddHours(1), TimeSpan.Zero);
        using var written = await server.Http.PutAsJsonAsync(
            $"/api/meetings/{id}/form",
            new
            {
                version = draft.GetProperty("version").GetInt32(),
                form = new
                {
                    kind = "planned", title = "Hội nghị trực tuyến toàn tỉnh", startsAt = begins, endsAt = begins.AddHours(3), chairName = "Nguyễn Văn Minh",
                    mainSite = new { siteId = sites[0], attendees = "Lãnh đạo các sở, ban, ngành" },
                    members = sites.Skip(1).Select(site => new { siteId = site }),
                    script = new object[] { new { title = "Khai mạc", minutes = 10 } },
                    contact = new { name = "Trần Thị Hoa", phone = "0100 123 456" },
                },
            },
            cancel);
        written.EnsureSuccessStatusCode();
        var version = (await written.Content.ReadFromJsonAsync<JsonElement>(cancel)).GetProperty("version").GetInt32();
        var sent = await server.PostAsync($"/api/meetings/{id}/submit", new { version }, cancel);
        await server.PostAsync($"/api/approvals/{id}/approve", new { version = sent.GetProperty("version").GetInt32() }, cancel);
        var approved = await server.Http.GetFromJsonAsync<JsonElement>($"/api/meetings/{id}", cancel);
        await server.PostAsync($"/api/meetings/{id}/notice/send", new { meetingVersion = approved.GetProperty("version").GetInt32(), version = 0, form = (object?)null }, cancel);
        return id;
    }

    private static async Task<string> UnitAsync(ServerProcess server, string code, CancellationToken cancel) =>
        (await server.Http.GetFromJsonAsync<JsonElement>($"/api/units?pageSize=200&search={code}", cancel)).GetProperty("items").EnumerateArray()
        .First(unit => string.Equals(unit.GetProperty("code").GetString(), code, StringComparison.OrdinalIgnoreCase)).GetProperty("id").GetString()!;

    private static async Task<IEnumerable<string>> SitesAsync(ServerProcess server, int page, CancellationToken cancel) =>
        (await server.Http.GetFromJsonAsync<JsonElement>($"/api/sites?pageSize=200&page={page}", cancel)).GetProperty("items").EnumerateArray()
        .Select(site => site.GetProperty("id").GetString()!).ToList();
}
