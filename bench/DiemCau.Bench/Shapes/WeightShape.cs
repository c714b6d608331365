using DiemCau.Bench.Measurement;
using DiemCau.Bench.Server;
using DiemCau.Bench.Systems;
using DiemCau.VirtualParticipant.Clips;

namespace DiemCau.Bench.Shapes;

/// <summary>What a server weighs: at rest, in its first minute of work, after everybody has left, and in its commands.</summary>
internal sealed class WeightShape : Shape
{
    /// <summary>What has started is compiled, and what it took is given back.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan HalfMinute = TimeSpan.FromSeconds(30);

    private static readonly string[] Commands = ["account list", "mail list", "meeting list", "conference list"];

    public override string Name => "weight";

    public override string Description => "Memory and processor time at rest and after many receivers, the first half minute, commands, the second start";

    public override int Receivers => 400;

    public override async Task<IReadOnlyList<Figure>> RunAsync(ConferenceSystem system, ShapeSize size, CancellationToken cancel)
    {
        List<Figure> figures = [];
        await Task.Delay(Rest, cancel);
        figures.AddRange(await AtRestAsync(system, "fresh", cancel));
        figures.AddRange(await CommandsAsync(system, cancel));
        await using (var publisher = await system.PublishAsync(Clip.Even(1, size.KilobitsPerSecond), cancel))
        {
            var receivers = await GatherAsync(size.Receivers, system.WatchPodiumAsync, cancel);
            var (first, second, third) = (await CostAsync(system, cancel), await CostAsync(system, cancel), await CostAsync(system, cancel));
            figures.Add(new("first half minute to third", first / third, "", "0.00"));
            figures.Add(new("second half minute to third", second / third, "", "0.00"));
            figures.Add(new("memory with all receivers", ProcessorTime.ResidentMegabytes(system.ProcessId), "MiB", "0", Compared: true));
            await CloseAsync(receivers);
        }

        await Task.Delay(Rest, cancel);
        figures.AddRange(await AtRestAsync(system, "after all have left", cancel));
        if (await system.StartAgainAsync(cancel) is { } start)
        {
            figures.Add(new("second start: ready after", start.Ready.TotalSeconds, "s", "0.0"));
            figures.Add(new("second start: processor time", start.Processor.TotalSeconds, "s", "0.0"));
        }

        return figures;
    }

    private static async Task<IReadOnlyList<Figure>> AtRestAsync(ConferenceSystem system, string when, CancellationToken cancel)
    {
        var woken = ProcessorTime.WakeUps(system.ProcessId);
        var cost = await CostAsync(system, cancel);
        return
        [
            new($"memory, {when}", ProcessorTime.ResidentMegabytes(system.ProcessId), "MiB", "0", Compared: true),
            new($"processor at rest, {when}", cost * 100, "% of a core", "0.00", Compared: true),
            new($"wake-ups at rest, {when}", (ProcessorTime.WakeUps(system.ProcessId) - woken) / HalfMinute.TotalSeconds, "a second", "0.0", Compared: true),
        ];
    }

    private static async Task<IReadOnlyList<Figure>> CommandsAsync(ConferenceSystem system, CancellationToken cancel)
    {
        List<Figure> figures = [];
        foreach (var command in Commands)
        {
            var times = new List<double>();
            for (var i = 0; i < 3 && await system.CommandCostAsync(command, cancel) is { } took; i++)
            {
                times.Add(took.TotalSeconds);
            }

            if (times.Count > 0)
            {
                figures.Add(new($"{command}: processor time", Quantile(times, 0.5), "s", "0.00"));
            }
        }

        return figures;
    }

    /// <returns>Of the server, cores.</returns>
    private static async Task<double> CostAsync(ConferenceSystem system, CancellationToken cancel)
    {
        var before = ProcessorTime.Of(system.ProcessId);
        await Task.Delay(HalfMinute, cancel);
        return (ProcessorTime.Of(system.ProcessId) - before) / HalfMinute;
    }
}
