using System.Diagnostics;
using System.Globalization;
using DiemCau.Bench.Systems;
using DiemCau.Media;

namespace DiemCau.Bench.Shapes;

/// <summary>What a server believes of each receiver's line during a run, ten times a second.</summary>
internal sealed class LineTrace : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Lock _gate = new();
    private readonly List<Sample> _samples = [];
    private readonly CancellationTokenSource _ends = new();
    private readonly Task _looking;

    public LineTrace(ConferenceSystem system, WeakLine[] lines) => _looking = LookAsync(system, lines);

    /// <summary>Since the trace began.</summary>
    public TimeSpan Elapsed => _clock.Elapsed;

    /// <returns>Mean estimate of a line's receivers between two moments, in percent of what the line carries; null when the server says nothing.</returns>
    public double? Mean(WeakLine line, TimeSpan from, TimeSpan to)
    {
        lock (_gate)
        {
            var seen = _samples.Where(sample => sample.Line == line.Name && sample.At >= from && sample.At < to).ToArray();
            return seen.Length == 0 ? null : seen.Average(sample => 100.0 * sample.Estimate.Kbps / sample.Capacity);
        }
    }

    /// <summary>A file of comma-separated values per receiver; <c>scripts/line-traces.mjs</c> draws them.</summary>
    public void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        lock (_gate)
        {
            foreach (var receiver in _samples.GroupBy(static sample => (sample.Line, sample.Receiver)))
            {
                var name = $"{receiver.Key.Line.Replace("%", "percent", StringComparison.Ordinal).Replace(' ', '-')}-{receiver.Key.Receiver}.csv";
                File.WriteAllLines(Path.Combine(folder, name), receiver.Select(static sample => sample.ToCsv()).Prepend(Sample.Head));
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ends.CancelAsync();
        await _looking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ends.Dispose();
    }

    private async Task LookAsync(ConferenceSystem system, WeakLine[] lines)
    {
        using var timer = new PeriodicTimer(Look);
        while (await timer.WaitForNextTickAsync(_ends.Token) && await system.EstimatesAsync(_ends.Token) is { } estimates)
        {
            lock (_gate)
            {
                foreach (var line in lines)
                {
                    for (var i = 0; i < line.Receivers.Count; i++)
                    {
                        if (estimates.TryGetValue(line.Receivers[i].Id, out var estimate))
                        {
                            _samples.Add(new Sample(Elapsed, line.Name, i + 1, line.KilobitsPerSecond, estimate));
                        }
                    }
                }
            }
        }
    }

    private sealed record Sample(TimeSpan At, string Line, int Receiver, int Capacity, DownlinkDiagnosis Estimate)
    {
        public const string Head =
            "second,available_kbps,estimate_kbps,target_kbps,delay_kbps,loss_kbps,acknowledged_kbps,queued_kbps,sent_kbps,wanted_kbps,"
            + "use,queue_ms,loss_percent,own_loss_percent,probes,probe_kbps,probe_result_kbps";

        public string ToCsv() => string.Create(CultureInfo.InvariantCulture,
            $"{At.TotalSeconds:F2},{Capacity},{Estimate.Kbps},{Estimate.TargetKbps},{Estimate.DelayKbps},{Estimate.LossKbps},{Estimate.AcknowledgedKbps},"
            + $"{Estimate.QueuedKbps},{Estimate.SentKbps},{Estimate.WantedKbps},{Estimate.Use},{Estimate.QueueMs},{Estimate.LossPercent:F1},"
            + $"{Estimate.OwnLossPercent:F1},{Estimate.Probes},{Estimate.ProbeKbps},{Estimate.ProbeResultKbps}");
    }
}
