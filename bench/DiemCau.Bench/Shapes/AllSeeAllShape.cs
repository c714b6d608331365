using DiemCau.Bench.Measurement;
using DiemCau.Bench.Systems;
using DiemCau.VirtualParticipant.Clips;

namespace DiemCau.Bench.Shapes;

/// <summary>Ten speak and thirty see all of them.</summary>
/// <param name="shareOfRate">What part of the podium's rate each picture has: 3 is a third of it.</param>
internal sealed class AllSeeAllShape(string name, string description, int shareOfRate) : Shape
{
    private const int Publishers = 10;

    public override string Name => name;

    public override string Description => description;

    public override int Receivers => 30;

    /// <summary>The podium's picture ten times: packets are many, and so are those of one frame.</summary>
    public static AllSeeAllShape Discussion { get; } = new("discussion", "Ten publishers of the podium's picture, and receivers of all of them and of three voices", 1);

    /// <summary>A wall of tiles: pictures of two packets, so that every message to the kernel carries little.</summary>
    public static AllSeeAllShape Tiles { get; } = new("tiles", "The same of a third of the rate, which is what ten pictures on a wall have", 3);

    public override async Task<IReadOnlyList<Figure>> RunAsync(ConferenceSystem system, ShapeSize size, CancellationToken cancel)
    {
        var publishers = new List<LoadPeer>();
        for (var i = 1; i <= Publishers; i++)
        {
            publishers.Add(await system.PublishAsync(Clip.Synthetic((uint)i, size.KilobitsPerSecond / shareOfRate), cancel));
        }

        var receivers = await GatherAsync(size.Receivers, system.WatchAllAsync, cancel);
        await Task.Delay(TimeSpan.FromSeconds(8), cancel); // an estimate of the line that starts low has reached the sum of ten pictures
        var load = await SteadyLoad.MeasureAsync(system, receivers, Publishers, size.Duration, cancel);
        await CloseAsync([.. receivers, .. publishers]);
        return load.FiguresWithLimit();
    }
}
