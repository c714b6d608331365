using System.CommandLine;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using DiemCau.Bench.Server;
using DiemCau.VirtualParticipant.Signalling;

namespace DiemCau.Bench.Lists;

/// <summary><c>lists</c>: how long the lists of a large organisation take over HTTPS, asked one after the other as people do.</summary>
internal static class ListsCommand
{
    /// <summary>What a list may take at the 95th percentile.</summary>
    private const double MostMilliseconds = 50;

    /// <summary>How busy other programs kept the machine over the last minute: figures taken at more than a few say little.</summary>
    private const string LoadFile = "/proc/loadavg";

    private const string Password = "đo-danh-sách-12";
    private const string DistrictAccount = "t3-h02@tinh-mau.example";
    private const string CommuneAccount = "t3-x001@tinh-mau.example";

    public static Command Create()
    {
        var units = new Option<int>("--units") { DefaultValueFactory = _ => 5_000, Description = "Units of the tree, imported as a table" };
        var meetings = new Option<int>("--meetings") { DefaultValueFactory = _ => 10_000, Description = "Meetings, a year around today" };
        var requests = new Option<int>("--requests") { DefaultValueFactory = _ => 300, Description = "Of each list" };
        var lines = new Option<int>("--lines") { DefaultValueFactory = _ => 2_000_000, Description = "Lines of the journal, of a year" };
        var only = new Option<string?>("--only") { Description = "Only lists with this in their name, such as tasks" };
        var port = new Option<int>("--port") { DefaultValueFactory = _ => 18443, Description = "The server's; media on the next" };
        var command = new Command("lists", "Measure the lists of a large organisation: units, sites, meetings, calendars, tasks") 
        {
            units, meetings, lines, requests, only, port,
        };
        command.SetAction(async (parsed, cancel) =>
            await RunAsync(
                new(parsed.GetValue(units), parsed.GetValue(meetings), parsed.GetValue(lines), parsed.GetValue(requests)),
                parsed.GetValue(only) ?? "", parsed.GetValue(port), cancel) ? 0 : 1);
        return command;
    }

    /// <summary>How much there is of what, and how often each list is asked for.</summary>
    private sealed record Sizes(int Units, int Meetings, int Lines, int Requests);

    /// <returns>Whether every list keeps to its time.</returns>
    private static async Task<bool> RunAsync(Sizes sizes, string only, int port, CancellationToken cancel)
    {
        var (units, meetings, lines, requests) = sizes;
        var folder = Directory.CreateTempSubdirectory("diemcau-bench-").FullName;
        // PostgreSQL's unprivileged user walks through it.
        File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        try
        {
            await using var server = await ServerProcess.StartAsync(folder, port, port + 1, cancel, new Dictionary<string, string> { ["DIEMCAU_LOG_LEVEL"] = "Warning" });
            await server.MakeAdministratorAsync("bench@example.vn", Password, cancel);
            await server.CommandAsync(cancel, "province", "demo", "--form", "three-level", "--password", Password);
            var imported = await ImportAsync(server, LargeOrganisation.Table(units), cancel);
            Console.WriteLine($"import of {units:#,0} units: {imported.TotalMilliseconds:#,0} ms");
            await ServerDatabase.WriteAsync(folder, LargeSchedule.Statements(meetings, DistrictAccount, CommuneAccount), cancel);
            var begun = Stopwatch.GetTimestamp();
            await ServerDatabase.WriteAsync(folder, LargeJournal.Statements(lines), cancel);
            Console.WriteLine($"{lines:#,0} lines of the journal, written in {Stopwatch.GetElapsedTime(begun).TotalSeconds:0} s");
            Console.WriteLine($"{meetings:#,0} meetings; load of the machine: {Load()}");

            var load = Load();
            var results = new List<ListTimes>();
            using (var district = await SignInAsync(server, DistrictAccount, cancel))
            using (var commune = await SignInAsync(server, CommuneAccount, cancel))
            {
                var readers = new[] { ("administrator", server.Http), ("district", district), ("commune", commune) };
                foreach (var (name, path) in (await ListsOf(server, cancel)).Where(list => list.Name.Contains(only, StringComparison.Ordinal)))
                {
                    results.Add(Printed(await ListTimes.MeasureAsync(server.Http, "administrator", name, path, requests, cancel)));
                }

                foreach (var (reader, http) in readers)
                {
                    foreach (var (name, path) in (await MeetingListsOf(http, cancel)).Where(list => list.Name.Contains(only, StringComparison.Ordinal)))
                    {
                        results.Add(Printed(await ListTimes.MeasureAsync(http, reader, name, path, requests, cancel)));
                    }
                }
            }

            Console.WriteLine($"load of the machine: {load} before, {Load()} after; median of the medians {Median(results.Select(result => result.P50)):0.0} ms, of the p95 {Median(results.Select(result => result.P95)):0.0} ms");
            Console.WriteLine(ResultFile.Write("lists", new
            {
                units, meetings, lines, requests, loadBefore = load, loadAfter = Load(), importMilliseconds = imported.TotalMilliseconds, results,
            }));
            return results.All(result => result.P95 <= MostMilliseconds);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<TimeSpan> ImportAsync(ServerProcess server, string table, CancellationToken cancel)
    {
        var started = Stopwatch.GetTimestamp();
        using var body = new ByteArrayContent(Encoding.UTF8.GetBytes(table)) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };
        using var answer = await server.Http.PostAsync("/api/admin/units/import?apply=true", body, cancel);
        var text = await answer.Content.ReadAsStringAsync(cancel);
        return answer.IsSuccessStatusCode && text.Contains("\"applied\":true", StringComparison.Ordinal)
            ? Stopwatch.GetElapsedTime(started)
            : throw new InvalidOperationException($"import: {(int)answer.StatusCode} {text[..Math.Min(text.Length, 500)]}");
    }

    private static ListTimes Printed(ListTimes result)
    {
        Console.WriteLine($"{result.Reader,-14} {result.Name,-44} p50 {result.P50,7:0.0} ms   p95 {result.P95,7:0.0} ms   worst {result.Worst,7:0.0} ms   {result.Bytes / 1024.0,7:0.0} kB   idle {result.IdlePercent,3:0} %{(result.P95 > MostMilliseconds ? "   TOO SLOW" : "")}");
        return result;
    }

    private static string Load() => File.ReadAllText(LoadFile).Split(' ')[0];

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    /// <summary>Another person's session.</summary>
    private static async Task<HttpClient> SignInAsync(ServerProcess server, string email, CancellationToken cancel)
    {
        var http = ServerHttp.For(server.Address);
        using var before = await http.GetAsync("/api/session", cancel); // the antiforgery token
        using var answer = await http.PostAsJsonAsync("/api/session", new { email, password = Password }, cancel);
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{email}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancel)}");
        }

        using var after = await http.GetAsync("/api/session", cancel);
        return http;
    }

    /// <summary>What somebody sees of meetings; each reader sees others.</summary>
    private static async Task<IReadOnlyList<(string Name, string Path)>> MeetingListsOf(HttpClient http, CancellationToken cancel)
    {
        var session = await http.GetFromJsonAsync<JsonElement>("/api/session", cancel);
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var month = today.AddDays(1 - today.Day);
        List<(string Name, string Path)> lists =
        [
            ("meetings: first page", "/api/meetings"),
            ("meetings: to come", $"/api/meetings?from={today:yyyy-MM-dd}"),
            ("meetings: search that finds thousands", "/api/meetings?search=chi%20dao"),
            ("meetings: search that finds one", "/api/meetings?search=so%207777"),
            ("meetings: by stage, latest first", "/api/meetings?stage=summarised&latest=true"),
            ("calendar: month", $"/api/calendar?from={month:yyyy-MM-dd}&to={month.AddDays(41):yyyy-MM-dd}&perDay=4"),
            ("calendar: week", $"/api/calendar?from={today:yyyy-MM-dd}&to={today.AddDays(6):yyyy-MM-dd}"),
            ("calendar: day", $"/api/calendar?from={today:yyyy-MM-dd}&to={today:yyyy-MM-dd}"),
            ("home: today", "/api/home/today"),
            ("home: tasks", "/api/home/tasks"),
            ("reminders", "/api/reminders?unread=true"),
            ("sites: first page", "/api/sites"),
            ("sites: search", "/api/sites?search=xa%20so%204321"),
            ("rooms", "/api/rooms"),
        ];
        if (session.GetProperty("permissions").EnumerateArray().Any(permission => permission.GetString() == "approveMeetings"))
        {
            lists.Add(("approvals: queue", "/api/approvals?pageSize=50"));
            lists.Add(("approvals: displaced", "/api/approvals?displaced=true"));
            lists.Add(("public list", "/api/public-meetings"));
            var under = await IdOf(http, LargeSchedule.DistrictUnit, cancel);
            lists.Add(("calendar: month of a district and its communes", $"/api/calendar?from={month:yyyy-MM-dd}&to={month.AddDays(41):yyyy-MM-dd}&perDay=4&unitId={under}"));
        }

        if (session.GetProperty("permissions").EnumerateArray().Any(permission => permission.GetString() == "viewJournal"))
        {
            lists.AddRange(await JournalListsOf(http, cancel));
        }

        if (session.GetProperty("account").GetProperty("unitId").GetString() is { } own)
        {
            using var made = await http.PostAsync($"/api/units/{own}/calendar-feed", null, cancel);
            var feed = await made.Content.ReadFromJsonAsync<JsonElement>(cancel);
            lists.Add(("calendar feed", new Uri(feed.GetProperty("address").GetString()!).AbsolutePath));
        }

        return lists;
    }

    private static async Task<IEnumerable<(string Name, string Path)>> JournalListsOf(HttpClient http, CancellationToken cancel)
    {
        var unit = await IdOf(http, LargeSchedule.CommuneUnit, cancel);
        var lines = (await http.GetFromJsonAsync<JsonElement>("/api/journal?action=conference", cancel)).GetProperty("items");
        var meeting = lines[0].GetProperty("meetingId").GetString()!;
        var older = TimeProvider.System.GetUtcNow().AddDays(-200).UtcTicks;
        // Whoever reads some units' journal only is refused what strangers tried.
        using var strangers = await http.GetAsync("/api/journal/strangers", cancel);
        return LargeJournal.Lists(unit, meeting, $"{older}-{Guid.Empty:N}").Where(list => strangers.IsSuccessStatusCode || !list.Path.EndsWith("strangers", StringComparison.Ordinal));
    }

    /// <summary>What people open: the tree step by step, searches that find little and much, everything under a unit.</summary>
    private static async Task<IReadOnlyList<(string Name, string Path)>> ListsOf(ServerProcess server, CancellationToken cancel)
    {
        var province = await IdOf(server.Http, "T", cancel);
        var district = await IdOf(server.Http, LargeSchedule.DistrictUnit, cancel);
        return
        [
            ("units: top of the tree", "/api/units"),
            ("units: districts of a province", $"/api/units?parentId={province}&pageSize=200"),
            ("units: communes of a district", $"/api/units?parentId={district}&pageSize=200"),
            ("units: search that finds one", "/api/units?search=xa%20so%204321"),
            ("units: search that finds thousands", "/api/units?search=ubnd%20xa&pageSize=50"),
            ("units: search, last page", "/api/units?search=ubnd%20xa&pageSize=50&page=90"),
            ("units: search without a hit", "/api/units?search=khong%20co"),
            ("units: all communes of the province", $"/api/units?under={province}&level=3&pageSize=200"),
            ("units: one with its way", $"/api/units/{district}"),
            ("units: roles", $"/api/admin/units/{district}/roles"),
            ("accounts: first page", "/api/admin/accounts"),
            ("accounts: search", "/api/admin/accounts?search=t3-x1"),
            ("session", "/api/session"),
        ];
    }

    private static async Task<string> IdOf(HttpClient http, string code, CancellationToken cancel)
    {
        var text = await http.GetStringAsync($"/api/units?search={code}&pageSize=200", cancel);
        return JsonDocument.Parse(text).RootElement.GetProperty("items").EnumerateArray()
            .First(unit => unit.GetProperty("code").GetString() == code).GetProperty("id").GetString()!;
    }
}
