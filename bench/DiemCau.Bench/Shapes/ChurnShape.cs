using DiemCau.Bench.Measurement;
using DiemCau.Bench.Server;
using DiemCau.Bench.Systems;
using DiemCau.VirtualParticipant.Clips;

namespace DiemCau.Bench.Shapes;

/// <summary>Sites come and go, two thousand times: what is left of them in the server.</summary>
internal sealed class ChurnShape : Shape
{
    private const int AtOnce = 8;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(8);

    public override string Name => "churn";

    public override string Description => "Joins and leaves: memory and handles before and after";

    public override int Receivers => 2000;

    public override async Task<IReadOnlyList<Figure>> RunAsync(ConferenceSystem system, ShapeSize size, CancellationToken cancel)
    {
        await using var publisher = await system.PublishAsync(Clip.Synthetic(1, size.KilobitsPerSecond / 3), cancel);

        // Twice as many before it counts: pools, the heap's generations and the database's connections grow in the first joins, and the runtime
        // compiles anew what was called thirty and sixty times, however seldom. Only what grows after that is a leak.
        await ComeAndGoAsync(system, 2 * size.Receivers, cancel);
        await Task.Delay(Rest, cancel);
        var (memory, handles) = (ProcessorTime.ResidentMegabytes(system.ProcessId), ProcessorTime.Handles(system.ProcessId));
        await ComeAndGoAsync(system, size.Receivers, cancel);
        await Task.Delay(Rest, cancel);
        var after = ProcessorTime.ResidentMegabytes(system.ProcessId);
        return
        [
            new("joins and leaves", size.Receivers),
            new("server memory before", memory, "MiB", "0.0"),
            new("server memory after", after, "MiB", "0.0"),
            new("growth", (after - memory) / memory * 100, "%", "0.0"),
            new("handles before", handles),
            new("handles after", ProcessorTime.Handles(system.ProcessId)),
        ];
    }

    private static Task ComeAndGoAsync(ConferenceSystem system, int times, CancellationToken cancel) => Parallel.ForAsync(
        0, times, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel },
        async (i, stop) =>
        {
            var peer = await system.JoinAsync(i + 1, stop);
            await peer.LeaveAsync(stop);
        });
}
