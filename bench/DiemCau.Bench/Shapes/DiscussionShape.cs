using DiemCau.Bench.Measurement;
using DiemCau.Bench.Systems;
using DiemCau.VirtualParticipant.Clips;

namespace DiemCau.Bench.Shapes;

/// <summary>Ten speak and thirty see all of them.</summary>
internal sealed class DiscussionShape : Shape
{
    private const int Publishers = 10;

    /// <summary>Of a tile: three parts of a picture on the podium would not fit ten times on a wall.</summary>
    private const int ShareOfPodium = 3;

    public override string Name => "discussion";

    public override string Description => "Ten publishers, and receivers of all ten pictures and three voices";

    public override int Receivers => 30;

    public override async Task<IReadOnlyList<Figure>> RunAsync(ConferenceSystem system, ShapeSize size, CancellationToken cancel)
    {
        var publishers = new List<LoadPeer>();
        for (var i = 1; i <= Publishers; i++)
        {
            publishers.Add(await system.PublishAsync(Clip.Synthetic((uint)i, size.KilobitsPerSecond / ShareOfPodium), cancel));
        }

        var receivers = await GatherAsync(size.Receivers, system.WatchAllAsync, cancel);
        await Task.Delay(TimeSpan.FromSeconds(8), cancel); // an estimate of the line that starts low has reached the sum of ten pictures
        var load = await SteadyLoad.MeasureAsync(system, receivers, Publishers, size.Duration, cancel);
        await CloseAsync([.. receivers, .. publishers]);
        return load.Figures();
    }
}
