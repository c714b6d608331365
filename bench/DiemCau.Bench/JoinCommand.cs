using System.CommandLine;
using System.Diagnostics;
using DiemCau.Bench.Server;
using DiemCau.VirtualParticipant;
using DiemCau.VirtualParticipant.Clips;
using DiemCau.VirtualParticipant.Network;
using DiemCau.VirtualParticipant.Receiving;

namespace DiemCau.Bench;

/// <summary><c>join</c>: how long a participant's join takes, from the request to the first picture of somebody else.</summary>
internal static class JoinCommand
{
    public static Command Create()
    {
        var count = new Option<int>("--count") { DefaultValueFactory = _ => 20 };
        var port = new Option<int>("--port") { DefaultValueFactory = _ => 21680 };
        var command = new Command("join", "Time from joining to the first picture, one participant after another") { count, port };
        command.SetAction(async (parsed, cancel) =>
        {
            var folder = Directory.CreateTempSubdirectory("diemcau-bench-").FullName;
            try
            {
                var https = parsed.GetValue(port);
                await using var server = await ServerProcess.StartAsync(
                    folder, https, https + 1, cancel, new Dictionary<string, string> { ["DIEMCAU_ANNOUNCE"] = "127.0.0.1", ["DIEMCAU_LOG_LEVEL"] = "Warning" });
                var times = await MeasureAsync(server, parsed.GetValue(count), cancel);
                var sorted = times.Order().ToArray();
                var result = new
                {
                    count = sorted.Length,
                    p50Millis = sorted[sorted.Length / 2],
                    p95Millis = sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * 0.95))],
                    maxMillis = sorted[^1],
                };
                Console.WriteLine(result);
                Console.WriteLine(ResultFile.Write("join", result));
                return 0;
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        });
        return command;
    }

    private static async Task<List<double>> MeasureAsync(ServerProcess server, int count, CancellationToken cancel)
    {
        const string Password = "vao-phong";
        await server.MakeAdministratorAsync("bench@example.vn", "đo-tải-12-cổng", cancel);
        var room = (await server.PostAsync(
            "/api/rooms", new { name = "Đo thời gian vào phòng", password = Password, mode = "discussion", waitingRoom = false }, cancel))
            .GetProperty("id").GetString()!;
        using var network = new PeerNetwork();
        var chairRequest = new JoinRequest(server.Address, room, "Chủ trì") { Clip = Clip.Synthetic(1, 150, 500, 1500), Http = server.Http };
        await using var chair = await Participant.JoinAsync(network, chairRequest, cancel);
        var times = new List<double>();
        for (var i = 0; i < count; i++)
        {
            var clock = Stopwatch.StartNew();
            await using var guest = await Participant.JoinAsync(
                network, new JoinRequest(server.Address, room, $"Điểm cầu Số {i + 1}") { Password = Password }, cancel);
            await guest.InvokeAsync("SetView", cancel, new
            {
                podium = new { width = 1280, height = 720 },
                screen = (object?)null,
                tiles = new[] { new { participantId = chair.Id, width = 640, height = 360 } },
            });
            while (!await guest.Connection.AskAsync(session => session.Received.Slots.OfType<VideoSlot>().Any(slot => slot.Frames > 0)))
            {
                await Task.Delay(5, cancel);
            }

            times.Add(clock.Elapsed.TotalMilliseconds);
            await guest.LeaveAsync(cancel);
        }

        return times;
    }
}
