using System.CommandLine;
using DiemCau.Bench.Server;

namespace DiemCau.Bench.Podium;

/// <summary><c>podium</c>: one publisher by WHIP, many players by WHEP, and what that costs the server.</summary>
internal static class PodiumCommand
{
    public static Command Create()
    {
        var receivers = new Option<int>("--receivers") { DefaultValueFactory = _ => 50 };
        var seconds = new Option<int>("--seconds") { DefaultValueFactory = _ => 20, Description = "How long is measured" };
        var rate = new Option<int>("--kbps") { DefaultValueFactory = _ => 1500, Description = "Of the picture, 30 frames a second" };
        var threads = new Option<int>("--threads") { DefaultValueFactory = _ => 1, Description = "Of the players" };
        var workers = new Option<int>("--workers") { Description = "Media threads of the server; 0: one per core" };
        var port = new Option<int>("--port") { DefaultValueFactory = _ => 21680, Description = "HTTPS port of the server that is started; media uses the next one" };
        var command = new Command("podium", "One publisher, many players: processor time, delay, loss and allocations of the server")
        {
            receivers, seconds, rate, threads, workers, port,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var folder = Directory.CreateTempSubdirectory("diemcau-bench-").FullName;
            try
            {
                var https = parsed.GetValue(port);
                await using var server = await ServerProcess.StartAsync(folder, https, https + 1, cancel, new Dictionary<string, string>
                {
                    ["DIEMCAU_ANNOUNCE"] = "127.0.0.1",
                    ["DIEMCAU_MEDIA_WORKERS"] = $"{parsed.GetValue(workers)}",
                    ["DIEMCAU_LOG_LEVEL"] = "Warning",
                });
                var run = new PodiumRun(server, parsed.GetValue(receivers), parsed.GetValue(rate), parsed.GetValue(threads));
                var result = await run.MeasureAsync(TimeSpan.FromSeconds(parsed.GetValue(seconds)), cancel);
                Console.WriteLine(result.Table());
                Console.WriteLine(ResultFile.Write("podium", result));
                return result.SharePlaying == 1 ? 0 : 1;
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        });
        return command;
    }
}
