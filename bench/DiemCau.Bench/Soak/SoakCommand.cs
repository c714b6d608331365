using System.CommandLine;
using DiemCau.Bench.Measurement;
using DiemCau.Bench.Server;
using DiemCau.VirtualParticipant.Network;

namespace DiemCau.Bench.Soak;

/// <summary><c>soak</c>: sites come, share, go and vanish for hours, on good and bad lines; what is left of that in the server.</summary>
internal static class SoakCommand
{
    private const string Password = "ngâm-2-giờ-liền";
    private const int SitesPerRoom = 10;

    /// <summary>How far memory may grow between the second quarter of the time and the last, %.</summary>
    private const double MostGrowth = 5;

    /// <summary>Who vanished has been noticed, and conferences that nobody is in have ended.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(6.5);

    /// <summary>Pools, the heap's generations and the database's connections have grown to what the load takes.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromMinutes(5);

    public static Command Create()
    {
        var minutes = new Option<double>("--minutes") { DefaultValueFactory = _ => 120, Description = "Without warming up and resting, 18 minutes" };
        var sites = new Option<int>("--sites") { DefaultValueFactory = _ => 50, Description = "Virtual participants, ten a room" };
        var port = new Option<int>("--port") { DefaultValueFactory = _ => 19443, Description = "The server's; media on the next" };
        var seed = new Option<int>("--seed") { DefaultValueFactory = _ => 1, Description = "Of who does what when, and of lines' losses" };
        var command = new Command("soak", "Hours of coming, sharing, leaving and vanishing: memory, handles, errors") { minutes, sites, port, seed };
        command.SetAction(async (parsed, cancel) =>
            await RunAsync(
                TimeSpan.FromMinutes(parsed.GetValue(minutes)), parsed.GetValue(sites), parsed.GetValue(port), parsed.GetValue(seed), cancel) ? 0 : 1);
        return command;
    }

    /// <returns>Whether memory stayed flat, all handles were given back and no error was logged.</returns>
    private static async Task<bool> RunAsync(TimeSpan duration, int count, int port, int seed, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("diemcau-soak-").FullName;
        try
        {
            await using var server = await ServerProcess.StartAsync(
                folder, port, port + 1, cancel, new Dictionary<string, string> { ["DIEMCAU_LOG_LEVEL"] = "Warning" });
            await server.MakeAdministratorAsync("bench@example.vn", Password, cancel);
            await server.LiftCapacityAsync(cancel);
            using var network = new PeerNetwork(seed: seed);
            var counts = new SoakCounts();
            var sites = await SitesAsync(server, port + 1, count, seed, network, counts, cancel);

            await LiveAsync(sites, duration < WarmUp ? duration : WarmUp, cancel);
            Console.WriteLine($"warmed up: {counts.Line()}");
            await Task.Delay(Rest, cancel);
            var (before, handlesBefore) = (SoakSample.Of(server), HeldHandles(server));
            counts.Reset();

            await using var watch = new SoakWatch(server, counts);
            await LiveAsync(sites, duration, cancel);
            var samples = await watch.EndAsync();
            await Task.Delay(Rest, cancel);
            var handlesAfter = HeldHandles(server);
            SayWhatIsLeft(handlesBefore, handlesAfter);
            return Report(
                samples, before with { Handles = handlesBefore.Values.Sum() }, SoakSample.Of(server) with { Handles = handlesAfter.Values.Sum() }, counts,
                server.LoggedErrors);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<IReadOnlyList<SoakSite>> SitesAsync(
        ServerProcess server, int mediaPort, int count, int seed, PeerNetwork network, SoakCounts counts, CancellationToken cancel)
    {
        List<SoakSite> sites = [];
        var room = "";
        for (var i = 0; i < count; i++)
        {
            if (i % SitesPerRoom == 0)
            {
                var made = await server.PostAsync(
                    "/api/rooms", new { name = $"Phòng {i / SitesPerRoom + 1}", password = Password, mode = "discussion", waitingRoom = false }, cancel);
                room = made.GetProperty("id").GetString()!;
            }

            sites.Add(new SoakSite(server, mediaPort, room, Password, i % SitesPerRoom, network, new Random(seed * 7919 + i), counts));
        }

        return sites;
    }

    /// <summary>Returns when all have left.</summary>
    private static async Task LiveAsync(IReadOnlyList<SoakSite> sites, TimeSpan duration, CancellationToken cancel)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        over.CancelAfter(duration);
        await Task.WhenAll(sites.Select(site => Task.Run(() => site.LiveAsync(over.Token), cancel)));
        cancel.ThrowIfCancellationRequested();
    }

    /// <summary>Without the program's own files: the runtime opens one when something in it is first called, and keeps it.</summary>
    private static Dictionary<string, int> HeldHandles(ServerProcess server) =>
        ProcessorTime.HandlesByKind(server.Id).Where(handle => !handle.Key.EndsWith(".dll", StringComparison.Ordinal)).ToDictionary();

    private static void SayWhatIsLeft(IReadOnlyDictionary<string, int> before, IReadOnlyDictionary<string, int> after)
    {
        foreach (var kind in before.Keys.Union(after.Keys).Order(StringComparer.Ordinal))
        {
            var (had, has) = (before.GetValueOrDefault(kind), after.GetValueOrDefault(kind));
            if (had != has)
            {
                Console.WriteLine($"handles at rest, {kind}: {had} before, {has} after");
            }
        }
    }

    private static bool Report(
        IReadOnlyList<SoakSample> samples, SoakSample before, SoakSample after, SoakCounts counts, IReadOnlyCollection<string> errors)
    {
        var quarter = samples.Count / 4;
        var early = Median(samples.Skip(quarter).Take(quarter));
        var late = Median(samples.TakeLast(quarter));
        var growth = (late - early) / early * 100;
        Figure[] figures =
        [
            new("memory, second quarter", early, "MiB", "0.0"),
            new("memory, last quarter", late, "MiB", "0.0"),
            new("growth", growth, "%", "0.0"),
            new("memory at rest before", before.Megabytes, "MiB", "0.0"),
            new("memory at rest after", after.Megabytes, "MiB", "0.0"),
            new("handles at rest before", before.Handles),
            new("handles at rest after", after.Handles),
            new("errors logged", errors.Count),
            .. counts.Figures(),
        ];
        var comparison = new Comparison("soak");
        comparison.Add("diemcau", figures);
        Console.WriteLine(comparison.Table());
        foreach (var error in errors)
        {
            Console.WriteLine(error);
        }

        Console.WriteLine(ResultFile.Write("soak", new { soak = comparison.ToJson(), samples, errors }));
        return growth <= MostGrowth && after.Handles <= before.Handles && errors.Count == 0;
    }

    private static double Median(IEnumerable<SoakSample> samples)
    {
        double[] sorted = [.. samples.Select(static sample => sample.Megabytes).Order()];
        return sorted.Length == 0 ? double.NaN : sorted[sorted.Length / 2];
    }
}
