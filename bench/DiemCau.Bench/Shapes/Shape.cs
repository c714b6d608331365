using System.Collections.Concurrent;
using System.Diagnostics;
using DiemCau.Bench.Measurement;
using DiemCau.Bench.Systems;
using DiemCau.VirtualParticipant.Receiving;

namespace DiemCau.Bench.Shapes;

/// <summary>How much of a shape, and for how long.</summary>
/// <param name="Receivers">0: what the shape is defined with.</param>
/// <param name="TraceFolder">Where weak lines are written down; null: nowhere.</param>
internal sealed record ShapeSize(int Receivers, TimeSpan Duration, int KilobitsPerSecond, string? TraceFolder);

/// <summary>A shape of load. Each run has a fresh server.</summary>
internal abstract class Shape
{
    private const int JoinAtOnce = 4;
    private static readonly TimeSpan PicturesWithin = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    public abstract string Name { get; }

    public abstract string Description { get; }

    public abstract int Receivers { get; }

    public abstract Task<IReadOnlyList<Figure>> RunAsync(ConferenceSystem system, ShapeSize size, CancellationToken cancel);

    /// <summary>Lets receivers join, a few at a time, until all have a picture or will not get one, and the load is even.</summary>
    protected static async Task<LoadPeer[]> GatherAsync(int count, Func<CancellationToken, Task<LoadPeer>> join, CancellationToken cancel)
    {
        var peers = new ConcurrentBag<LoadPeer>();
        await Parallel.ForAsync(
            0, count, new ParallelOptions { MaxDegreeOfParallelism = JoinAtOnce, CancellationToken = cancel },
            async (_, stop) => peers.Add(await join(stop)));
        var waited = Stopwatch.StartNew();
        foreach (var peer in peers)
        {
            while (waited.Elapsed < PicturesWithin && !await HasPictureAsync(peer))
            {
                await Task.Delay(20, cancel);
            }
        }

        await Task.Delay(Settling, cancel);
        return [.. peers];
    }

    protected static async Task CloseAsync(IEnumerable<LoadPeer> peers)
    {
        foreach (var peer in peers)
        {
            await peer.DisposeAsync();
        }
    }

    protected static double Quantile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : sorted[Math.Clamp((int)Math.Ceiling(sorted.Length * share) - 1, 0, sorted.Length - 1)];
    }

    private static Task<bool> HasPictureAsync(LoadPeer peer) =>
        peer.Connection.AskAsync(session => session.Received.Slots.OfType<VideoSlot>().Any(slot => slot.Frames > 0));
}
