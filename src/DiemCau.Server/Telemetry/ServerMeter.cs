using System.Diagnostics.Metrics;

namespace DiemCau.Server.Telemetry;

/// <summary>
/// The table of metrics as instruments, for dotnet-counters and OTLP. There is no observable histogram, so its parts are counters of
/// their own, named and labelled as Prometheus does.
/// </summary>
internal sealed class ServerMeter : IDisposable
{
    public const string Name = "DiemCau";

    private readonly Meter _meter = new(Name);
    private readonly Func<Readings> _read;

    public ServerMeter(Func<Readings> read)
    {
        _read = read;
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

    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<double>> Measure(Metric metric, string suffix) => metric.Read(Read())
        .Where(sample => sample.Suffix == suffix)
        .Select(sample => sample.Label is null
            ? new Measurement<double>(sample.Value)
            : new Measurement<double>(sample.Value, new KeyValuePair<string, object?>(sample.Label, sample.LabelValue)));
}
