using System.Diagnostics;
using DiemCau.Bench.Measurement;
using DiemCau.Bench.Systems;
using DiemCau.VirtualParticipant.Clips;
using DiemCau.VirtualParticipant.Receiving;

namespace DiemCau.Bench.Shapes;

/// <summary>
/// Receivers behind emulated lines of 200 ms round trip whose capacity goes from 3 Mbit/s to 500 kbit/s and to 2 Mbit/s: how soon and how well the
/// server knows, how long packets wait, what becomes of voices and pictures.
/// </summary>
internal sealed class WeakLineShape : Shape
{
    /// <summary>Of the picture's layers, as the web client asks its encoder for them.</summary>
    private static readonly int[] Layers = [150, 500, 1_700];

    private static readonly (int Kbps, TimeSpan For)[] Capacities =
        [(3_000, TimeSpan.FromSeconds(20)), (500, TimeSpan.FromSeconds(25)), (2_000, TimeSpan.FromSeconds(20))];

    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(Capacities.Sum(static capacity => (capacity.For - Settling).TotalSeconds));

    /// <summary>After <see cref="Settling"/>, the estimate is judged by its mean over so long.</summary>
    private static readonly TimeSpan Judged = TimeSpan.FromSeconds(1);

    public override string Name => "weak";

    public override string Description => "Lines of 3 Mbit/s, then 500 kbit/s, then 2 Mbit/s, with loss, jitter and deep queues";

    /// <summary>On each kind of line.</summary>
    public override int Receivers => 2;

    public override async Task<IReadOnlyList<Figure>> RunAsync(ConferenceSystem system, ShapeSize size, CancellationToken cancel)
    {
        await using var publisher = await system.PublishAsync(Clip.Synthetic(1, Layers), cancel);
        var lines = WeakLineKind.All.Select(kind => new WeakLine(kind)).ToArray();
        try
        {
            foreach (var line in lines)
            {
                await line.JoinAsync(system, Math.Max(1, size.Receivers), Capacities[0].Kbps, cancel);
            }

            await Task.Delay(Settling, cancel);
            await using var trace = new LineTrace(system, lines);
            var figures = await RunAsync(lines, trace, cancel);
            if (size.TraceFolder is { } folder)
            {
                trace.Write(folder);
            }

            return figures;
        }
        finally
        {
            foreach (var line in lines)
            {
                await line.DisposeAsync();
            }
        }
    }

    private static async Task<IReadOnlyList<Figure>> RunAsync(WeakLine[] lines, LineTrace trace, CancellationToken cancel)
    {
        List<Figure> figures = [];
        var voices = lines.ToDictionary(line => line, _ => new List<SlotStatistics>());
        var pictures = lines.ToDictionary(line => line, _ => new List<SlotStatistics>());
        foreach (var (kbps, duration) in Capacities)
        {
            foreach (var line in lines)
            {
                line.Change(kbps);
            }

            var since = Stopwatch.StartNew();
            await Task.Delay(Settling, cancel);
            await Task.WhenAll(lines.Select(line => line.ResetAsync()));
            var counted = Stopwatch.StartNew();
            var settled = trace.Elapsed;
            await Task.Delay(duration - since.Elapsed, cancel);
            for (var i = 0; i < lines.Length; i++)
            {
                var came = await lines[i].StatisticsAsync();
                voices[lines[i]].AddRange(came.Voices);
                pictures[lines[i]].AddRange(came.Pictures);
                if (trace.Mean(lines[i], settled, settled + Judged) is { } soon)
                {
                    figures.Add(new($"{lines[i].Name}: estimate of {kbps} in 3 s", soon, "%"));
                }

                var bits = came.Voices.Concat(came.Pictures).Sum(static slot => slot.Bytes) * 8.0 / lines[i].Receivers.Count;
                figures.Add(new($"{lines[i].Name}: of {kbps} used", 100 * bits / counted.Elapsed.TotalMilliseconds / kbps, "%"));
            }
        }

        foreach (var line in lines)
        {
            figures.AddRange(Outcome(line, voices[line], pictures[line], (await line.EndAsync()).Quantile(0.95)));
        }

        return [.. figures.OrderBy(figure => Array.FindIndex(lines, line => figure.Name.StartsWith(line.Name + ":", StringComparison.Ordinal)))];
    }

    private static IEnumerable<Figure> Outcome(WeakLine line, List<SlotStatistics> voices, List<SlotStatistics> pictures, long waited)
    {
        var lost = voices.Sum(static voice => voice.Concealed + voice.Recovered);
        var expected = voices.Sum(static voice => voice.Packets) + lost;
        yield return new($"{line.Name}: wait for the line p95", waited / 1000.0, "ms", "0", Compared: true);
        yield return new($"{line.Name}: voice packets lost", 100.0 * lost / Math.Max(1, expected), "%", "0.0");
        yield return new($"{line.Name}: voice to be made up", 100.0 * voices.Sum(static voice => voice.Concealed) / Math.Max(1, expected), "%", "0.0");
        yield return new($"{line.Name}: frames of a picture", pictures.Sum(static picture => picture.Frames) / (double)line.Receivers.Count / Measured.TotalSeconds, "1/s", "0.0");
    }
}
