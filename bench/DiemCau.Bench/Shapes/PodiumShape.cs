using DiemCau.Bench.Measurement;
using DiemCau.Bench.Systems;
using DiemCau.VirtualParticipant.Clips;

namespace DiemCau.Bench.Shapes;

/// <summary>One speaks, all others watch: the shape of a province's conference.</summary>
/// <param name="transportFeedback">Whether receivers report when each packet came.</param>
internal sealed class PodiumShape(string name, string description, bool transportFeedback) : Shape
{
    private static readonly TimeSpan AllocationsFor = TimeSpan.FromSeconds(5);

    public static PodiumShape Browsers { get; } = new("podium", "One publisher, many receivers: processor time, delay, loss, allocations", true);

    public static PodiumShape Players { get; } = new("players", "The same to receivers without transport-wide feedback, as many players are", false);

    public override string Name => name;

    public override string Description => description;

    public override int Receivers => 200;

    public override async Task<IReadOnlyList<Figure>> RunAsync(ConferenceSystem system, ShapeSize size, CancellationToken cancel)
    {
        system.TransportFeedback = transportFeedback;
        var publisher = await system.PublishAsync(Clip.Even(1, size.KilobitsPerSecond), cancel);
        var resting = await system.AllocatedBytesPerSecondAsync(AllocationsFor, cancel);
        var receivers = await GatherAsync(size.Receivers, system.WatchPodiumAsync, cancel);
        var load = await SteadyLoad.MeasureAsync(system, receivers, picturesEach: 1, size.Duration, cancel);
        var allocated = await system.AllocatedBytesPerSecondAsync(AllocationsFor, cancel);
        await CloseAsync([.. receivers, publisher]);
        if (allocated is not { } whole || resting is not { } idle)
        {
            return load.FiguresWithLimit();
        }

        return
        [
            .. load.FiguresWithLimit(),
            new("allocated by the whole server", whole / load.PacketsPerSecond, "bytes/packet", "0.00"),
            new("of it more than with no receivers", (whole - idle) / load.PacketsPerSecond, "bytes/packet", "0.00"),
        ];
    }
}
