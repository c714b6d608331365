using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using DiemCau.Bench.Server;

namespace DiemCau.Bench.Check;

/// <summary><c>check</c>: a technical check over the sites of a province that measure themselves: does it find every fault and no other, how fast, at what cost?</summary>
internal static class CheckCommand
{
    private const string Password = "đo-kiểm-tra-12";

    /// <summary>What the run may take from its beginning until the last site that is there is done.</summary>
    private static readonly TimeSpan Most = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    public static Command Create()
    {
        var sites = new Option<int>("--sites") { DefaultValueFactory = _ => 200, Description = "Sites of the meeting" };
        var seconds = new Option<double>("--seconds") { DefaultValueFactory = _ => 20, Description = "How long a site measures" };
        var port = new Option<int>("--port") { DefaultValueFactory = _ => 18543, Description = "The server's; media on the next" };
        var command = new Command("check", "Run a technical check over virtual sites with planted faults") { sites, seconds, port };
        command.SetAction(async (parsed, cancel) =>
            await RunAsync(parsed.GetValue(sites), TimeSpan.FromSeconds(parsed.GetValue(seconds)), parsed.GetValue(port), cancel) ? 0 : 1);
        return command;
    }

    /// <returns>Whether every planted fault was found and no other, in time.</returns>
    private static async Task<bool> RunAsync(int sites, TimeSpan measures, int port, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("diemcau-bench-").FullName;
        // PostgreSQL's unprivileged user walks through it.
        File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        try
        {
            await using var server = await ServerProcess.StartAsync(folder, port, port + 1, cancel, new Dictionary<string, string> { ["DIEMCAU_LOG_LEVEL"] = "Warning" });
            await server.MakeAdministratorAsync("bench@example.vn", Password, cancel);
            var meeting = await CheckMeeting.AnnounceAsync(server, folder, sites, Password, cancel);
            using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            var virtualSites = meeting.Sites.Where(site => site.Fault != PlantedFault.NotThere)
                .Select(site => VirtualSite.RunAsync(server.Http, meeting.Id, site, measures, ends.Token)).ToList();
            // They wait to be asked, as they do all day.
            await Task.Delay(TimeSpan.FromSeconds(10), cancel);

            var (cpu, transactions) = (ProcessorTime.Of(server.Id), await ServerDatabase.TransactionsAsync(folder, cancel));
            var begun = Stopwatch.GetTimestamp();
            await server.CommandAsync(cancel, "check", "start", "--meeting", meeting.Id);
            var shown = await UntilDoneAsync(server, meeting, begun, cancel);
            var took = Stopwatch.GetElapsedTime(begun);
            cpu = ProcessorTime.Of(server.Id) - cpu;
            transactions = await ServerDatabase.TransactionsAsync(folder, cancel) - transactions;
            await ends.CancelAsync();
            await Task.WhenAll(virtualSites);

            var wrong = Differences(meeting, shown);
            Console.WriteLine($"{sites} sites, {meeting.Sites.Count(site => site.Fault != PlantedFault.None)} faults planted; {measures.TotalSeconds:0} s of measuring");
            Console.WriteLine($"wall time {took.TotalSeconds:0.0} s; server {cpu.TotalSeconds:0.0} s of processor; {transactions:#,0} transactions; memory {ProcessorTime.ResidentMegabytes(server.Id):0} MiB");
            Console.WriteLine(wrong.Count == 0 ? "every planted fault was found, and no other" : string.Join('\n', wrong));
            foreach (var error in server.LoggedErrors)
            {
                Console.WriteLine(error);
            }

            Console.WriteLine(ResultFile.Write("check", new
            {
                sites, measureSeconds = measures.TotalSeconds, wallSeconds = took.TotalSeconds, processorSeconds = cpu.TotalSeconds, transactions, wrong,
            }));
            return wrong.Count == 0 && took < Most && server.LoggedErrors.Count == 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<JsonElement> UntilDoneAsync(ServerProcess server, CheckMeeting meeting, long begun, CancellationToken cancel)
    {
        var there = meeting.Sites.Count(site => site.Fault != PlantedFault.NotThere);
        while (true)
        {
            var shown = await server.CommandAsync(cancel, "check", "show", "--meeting", meeting.Id);
            var done = shown.GetProperty("sites").EnumerateArray().Count(site => site.GetProperty("asked").GetString() == "done");
            if (done >= there || Stopwatch.GetElapsedTime(begun) > Most)
            {
                return shown;
            }

            await Task.Delay(LookEvery, cancel);
        }
    }

    /// <summary>Each site with what was planted against what was found.</summary>
    private static List<string> Differences(CheckMeeting meeting, JsonElement shown)
    {
        var found = shown.GetProperty("sites").EnumerateArray().ToDictionary(site => site.GetProperty("siteId").GetString()!);
        List<string> wrong = [];
        foreach (var site in meeting.Sites)
        {
            var one = found[site.Id];
            var faults = one.GetProperty("faults").EnumerateArray().Select(fault => $"{fault.GetProperty("code").GetString()}").ToList();
            var expected = VirtualSite.CodeOf(site.Fault);
            var asked = one.GetProperty("asked").GetString();
            if (!faults.SequenceEqual(expected is null ? [] : [expected]) || (asked == "done") != (site.Fault != PlantedFault.NotThere))
            {
                wrong.Add($"{site.Id}: planted {site.Fault}, found {string.Join(", ", faults)}, {asked}");
            }

            // Figures in the sheet are what was measured.
            if (site.Fault == PlantedFault.SlowLine && !one.GetProperty("faults")[0].GetProperty("figures").GetString()!.StartsWith("↑300 ", StringComparison.Ordinal))
            {
                wrong.Add($"{site.Id}: {one.GetProperty("faults")[0]}");
            }
        }

        return wrong;
    }
}
