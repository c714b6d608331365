using System.Diagnostics.Metrics;

namespace DiemCau.Server.Telemetry;

/// <summary>
/// The table of metrics as instruments, for dotnet-counters and OTLP. There is no observable histogram, so its parts are counters of
/// their own, named and labelled as Prometheus does.
/// </summary>
internal sealed class ServerMeter : IDisposable
{
    public const string Name = "DiemCau";

    /// <summary>One collection asks all instruments in turn; they are to tell of one moment.</summary>
    private static readonly TimeSpan OneCollection = TimeSpan.FromMilliseconds(200);

    private readonly Meter _meter = new(Name);
    private readonly Lock _reading = new();
    private readonly Func<Readings> _read;
    private readonly TimeProvider _time;

    private (long At, Readings Taken)? _latest;

    public ServerMeter(Func<Readings> read, TimeProvider time)
    {
        _read = read;
        _time = time;
        foreach (var metric in MetricTable.All)
        {
            switch (metric.Kind)
            {
                case MetricKind.Counter:
                    _meter.CreateObservableCounter(metric.Name, () => Measure(metric, ""), metric.Unit, metric.Help);
                    break;
                case MetricKind.Gauge:
                    _meter.CreateObservableGauge(metric.Name, () => Measure(metric, ""), metric.Unit, metric.Help);
                    break;
                default:
                    foreach (var part in (string[])["_bucket", "_sum", "_count"])
                    {
                        _meter.CreateObservableCounter(metric.Name + part, () => Measure(metric, part), part == "_sum" ? metric.Unit : "", metric.Help);
                    }

                    break;
            }
        }
    }

    public Readings Read() => _read();

    private Readings Latest()
    {
        lock (_reading)
        {
            if (_latest is not { } latest || _time.GetElapsedTime(latest.At) > OneCollection)
            {
                _latest = latest = (_time.GetTimestamp(), Read());
            }

            return latest.Taken;
        }
    }

    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<double>> Measure(Metric metric, string suffix) => metric.Read(Latest())
        .Where(sample => sample.Suffix == suffix)
        .Select(sample => sample.Label is null
            ? new Measurement<double>(sample.Value)
            : new Measurement<double>(sample.Value, new KeyValuePair<string, object?>(sample.Label, sample.LabelValue)));
}
