using DiemCau.Bench.Measurement;
using DiemCau.Bench.Systems;
using DiemCau.VirtualParticipant.Clips;

namespace DiemCau.Bench.Shapes;

/// <summary>More and more receivers of one publisher, until something is lost or comes late.</summary>
internal sealed class CapacityShape : Shape
{
    private const double LatestMillis = 20;
    private const double GrowBy = 4 / 3.0;

    /// <summary>Of the receivers asked for: where a run ends that nothing ends. A room takes a thousand.</summary>
    private const double Beyond = 2.2;

    public override string Name => "capacity";

    public override string Description => "Receivers of one publisher, until packets are lost or p99 of the delay is over 20 ms";

    public override int Receivers => 400;

    public override async Task<IReadOnlyList<Figure>> RunAsync(ConferenceSystem system, ShapeSize size, CancellationToken cancel)
    {
        await using var publisher = await system.PublishAsync(Clip.Even(1, size.KilobitsPerSecond), cancel);
        List<LoadPeer> receivers = [];
        SteadyLoad? held = null, next = null;
        var most = size.Receivers * Beyond;
        for (var wanted = Math.Max(3, size.Receivers / 2); next is null || (Holds(next) && wanted <= most); wanted = (int)(wanted * GrowBy))
        {
            held = next;
            receivers.AddRange(await GatherAsync(wanted - receivers.Count, system.WatchPodiumAsync, cancel));
            next = await SteadyLoad.MeasureAsync(system, receivers, picturesEach: 1, size.Duration, cancel);
            Console.WriteLine(
                $"    {system.Name} {wanted}: {next.PacketsPerSecond:#,0} packets/s, p99 {next.DelayP99:0.0} ms, lost {next.Lost}, " +
                $"server {next.ServerPercent:0} %, generator {next.GeneratorPercent:0} %, idle {next.MachineIdlePercent:0} %");
        }

        await CloseAsync(receivers);
        var best = Holds(next) || held is null ? next : held;
        return
        [
            .. best.Figures(),
            new("receivers per core-second", best.Receivers / (best.ServerPercent / 100), "", "#,0", Compared: true),
            new("last tried", next.Receivers, "receivers"),
            new("machine idle then", next.MachineIdlePercent, "%", "0.0"),
        ];
    }

    private static bool Holds(SteadyLoad load) => load is { Lost: 0, DelayP99: <= LatestMillis, ShareMoving: 1 };
}
