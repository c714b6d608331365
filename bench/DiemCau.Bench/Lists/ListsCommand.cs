using System.CommandLine;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using DiemCau.Bench.Server;

namespace DiemCau.Bench.Lists;

/// <summary><c>lists</c>: how long the lists of a large organisation take over HTTPS, asked one after the other as people do.</summary>
internal static class ListsCommand
{
    /// <summary>What a list may take at the 95th percentile.</summary>
    private const double MostMilliseconds = 50;

    private const int WarmUp = 20;

    public static Command Create()
    {
        var units = new Option<int>("--units") { DefaultValueFactory = _ => 5_000, Description = "Units of the tree, imported as a table" };
        var requests = new Option<int>("--requests") { DefaultValueFactory = _ => 300, Description = "Of each list" };
        var port = new Option<int>("--port") { DefaultValueFactory = _ => 18443, Description = "The server's; media on the next" };
        var command = new Command("lists", "Measure the lists of units and accounts with a large organisation") { units, requests, port };
        command.SetAction(async (parsed, cancel) =>
            await RunAsync(parsed.GetValue(units), parsed.GetValue(requests), parsed.GetValue(port), cancel) ? 0 : 1);
        return command;
    }

    /// <returns>Whether every list keeps to its time.</returns>
    private static async Task<bool> RunAsync(int units, int requests, int port, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("diemcau-bench-").FullName;
        // PostgreSQL's unprivileged user walks through it.
        File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        try
        {
            await using var server = await ServerProcess.StartAsync(folder, port, port + 1, cancel, new Dictionary<string, string> { ["DIEMCAU_LOG_LEVEL"] = "Warning" });
            await server.MakeAdministratorAsync("bench@example.vn", "đo-danh-sách-12", cancel);
            var imported = await ImportAsync(server, LargeOrganisation.Table(units), cancel);
            Console.WriteLine($"import of {units:#,0} units: {imported.TotalMilliseconds:#,0} ms");
            await server.CommandAsync(cancel, "province", "demo", "--form", "three-level");

            var results = new List<ListTimes>();
            foreach (var (name, path) in await ListsOf(server, cancel))
                results.Add(await MeasureAsync(server, name, path, requests, cancel));
            foreach (var result in results)
                Console.WriteLine($"{result.Name,-44} p50 {result.P50,7:0.0} ms   p95 {result.P95,7:0.0} ms   worst {result.Worst,7:0.0} ms   {result.Bytes / 1024.0,7:0.0} kB{(result.P95 > MostMilliseconds ? "   TOO SLOW" : "")}");
            Console.WriteLine(ResultFile.Write("lists", new { units, requests, importMilliseconds = imported.TotalMilliseconds, results }));
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

    /// <summary>What people open: the tree step by step, searches that find little and much, everything under a unit.</summary>
    private static async Task<IReadOnlyList<(string Name, string Path)>> ListsOf(ServerProcess server, CancellationToken cancel)
    {
        var province = await IdOf(server, "T", cancel);
        var district = await IdOf(server, "H7", cancel);
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

    private static async Task<string> IdOf(ServerProcess server, string code, CancellationToken cancel)
    {
        var text = await server.Http.GetStringAsync($"/api/units?search={code}&pageSize=200", cancel);
        return System.Text.Json.JsonDocument.Parse(text).RootElement.GetProperty("items").EnumerateArray()
            .First(unit => unit.GetProperty("code").GetString() == code).GetProperty("id").GetString()!;
    }

    private static async Task<ListTimes> MeasureAsync(ServerProcess server, string name, string path, int requests, CancellationToken cancel)
    {
        var times = new List<double>(requests);
        var bytes = 0;
        for (var i = -WarmUp; i < requests; i++)
        {
            var started = Stopwatch.GetTimestamp();
            bytes = (await server.Http.GetByteArrayAsync(path, cancel)).Length;
            if (i >= 0)
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        times.Sort();
        return new(name, path, times[times.Count / 2], times[(int)(times.Count * 0.95)], times[^1], bytes);
    }

    /// <summary>Milliseconds from the request to its whole body.</summary>
    private sealed record ListTimes(string Name, string Path, double P50, double P95, double Worst, int Bytes);
}
