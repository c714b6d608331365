using System.Collections.Concurrent;
using System.Diagnostics;
using DiemCau.Bench.Server;
using DiemCau.VirtualParticipant;
using DiemCau.VirtualParticipant.Clips;
using DiemCau.VirtualParticipant.Network;
using DiemCau.VirtualParticipant.Receiving;

namespace DiemCau.Bench.Podium;

/// <summary>One publisher and its players on a server of their own.</summary>
internal sealed class PodiumRun(ServerProcess server, int receivers, int kilobitsPerSecond, int threads)
{
    private const int JoinAtOnce = 4;
    private const int FramesPerSecond = 30;
    private static readonly TimeSpan FirstPictureWithin = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AllocationsFor = TimeSpan.FromSeconds(6);

    private readonly ConcurrentBag<double> _joins = [];

    public async Task<PodiumResult> MeasureAsync(TimeSpan duration, CancellationToken cancel)
    {
        var (room, publish, play) = await PrepareRoomAsync(cancel);
        using var network = new PeerNetwork(threads);
        await using var publisher = await StandardDoor.PublishAsync(
            network, server.Http, $"/whip/{room}", publish, Clip.Synthetic(1, kilobitsPerSecond), cancel);
        var players = new ConcurrentBag<StandardDoor>();
        await Parallel.ForAsync(
            0, receivers, new ParallelOptions { MaxDegreeOfParallelism = JoinAtOnce, CancellationToken = cancel },
            async (_, stop) => players.Add(await PlayAsync(network, room, play, stop)));
        await Task.Delay(Settle, cancel);

        await Task.WhenAll(players.Select(player => player.Connection.AskAsync(Reset)));
        var before = ProcessorTime.Of(server.Id);
        var clock = Stopwatch.StartNew();
        await Task.Delay(duration, cancel);
        var processor = ProcessorTime.Of(server.Id) - before;
        var seconds = clock.Elapsed.TotalSeconds;
        var received = await Task.WhenAll(players.Select(player => player.Connection.AskAsync(Count)));
        var allocated = await AllocationMeter.MeasureAsync(server.Id, AllocationsFor, cancel);
        var memory = ProcessorTime.ResidentMegabytes(server.Id);
        foreach (var player in players)
        {
            await player.DisposeAsync();
        }

        var slots = received.SelectMany(player => player.Slots).ToArray();
        var packets = slots.Sum(slot => slot.Packets);
        var delays = new DelayHistogram();
        foreach (var delay in received.SelectMany(player => player.Delays))
        {
            delays.Add(delay);
        }

        return new PodiumResult
        {
            Receivers = receivers,
            Seconds = seconds,
            PacketsPerSecond = packets / seconds,
            MegabitsPerSecond = slots.Sum(slot => slot.Bytes) * 8 / seconds / 1_000_000,
            ServerProcessorPercent = processor.TotalSeconds / seconds * 100,
            ProcessorMicrosPerPacket = processor.TotalMicroseconds / packets,
            PacketsLost = slots.Sum(slot => slot.Lost),
            DelayP50Millis = delays.Quantile(0.5) / 1000.0,
            DelayP99Millis = delays.Quantile(0.99) / 1000.0,
            SharePlaying = received.Count(player => player.Slots.Any(slot => Moves(slot, seconds))) / (double)receivers,
            AllocatedBytesPerPacket = allocated / (packets / seconds),
            ServerMegabytes = memory,
            JoinP50Millis = Quantile(0.5),
            JoinP95Millis = Quantile(0.95),
        };
    }

    private static bool Moves(SlotStatistics slot, double seconds) =>
        slot.Frames > seconds * FramesPerSecond * 0.9 && slot.LongestPause < TimeSpan.FromMilliseconds(500);

    private async Task<(string Room, string Publish, string Play)> PrepareRoomAsync(CancellationToken cancel)
    {
        await server.MakeAdministratorAsync("bench@example.vn", "đo-tải-12-cổng", cancel);
        var created = await server.PostAsync(
            "/api/rooms", new { name = "Đo tải", password = "do-tai", mode = "discussion", waitingRoom = false }, cancel);
        var room = created.GetProperty("id").GetString()!;
        var publish = await server.CommandAsync(cancel, "room", "token", "--room", room, "--publish", "--open");
        var play = await server.CommandAsync(cancel, "room", "token", "--room", room, "--play", "--open");
        return (room, publish.GetProperty("token").GetString()!, play.GetProperty("token").GetString()!);
    }

    private async Task<StandardDoor> PlayAsync(PeerNetwork network, string room, string token, CancellationToken cancel)
    {
        var clock = Stopwatch.StartNew();
        var player = await StandardDoor.PlayAsync(network, server.Http, $"/whep/{room}?slot=podium", token, cancel);
        while (!await player.Connection.AskAsync(session => session.Received.Slots.OfType<VideoSlot>().Any(slot => slot.Frames > 0)))
        {
            if (clock.Elapsed > FirstPictureWithin)
            {
                throw new TimeoutException($"A player had no picture within {FirstPictureWithin.TotalSeconds} s");
            }

            await Task.Delay(5, cancel);
        }

        _joins.Add(clock.Elapsed.TotalMilliseconds);
        return player;
    }

    private double Quantile(double share)
    {
        var sorted = _joins.Order().ToArray();
        return sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];
    }

    private static bool Reset(VirtualParticipant.Session.PeerSession session)
    {
        foreach (var slot in session.Received.Slots)
        {
            slot.ResetCounters();
        }

        return true;
    }

    private static (IReadOnlyList<SlotStatistics> Slots, IReadOnlyList<DelayHistogram> Delays) Count(VirtualParticipant.Session.PeerSession session) =>
        ([.. session.Received.Slots.Select(slot => slot.Statistics(PeerClock.Now))], [.. session.Received.Slots.Select(slot => slot.Delays)]);
}
