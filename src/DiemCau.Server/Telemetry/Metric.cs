namespace DiemCau.Server.Telemetry;

internal enum MetricKind { Counter, Gauge, Histogram }

/// <summary>One thing that is measured. Its name is stable: dashboards and alarms are built on it.</summary>
/// <param name="Name">As Prometheus writes it: unit and <c>_total</c> at the end.</param>
/// <param name="Unit">UCUM, as OTLP has it; empty for plain numbers.</param>
/// <param name="Read">Its values at one moment, one per label.</param>
internal sealed record Metric(string Name, MetricKind Kind, string Unit, string Help, Func<Readings, IEnumerable<Sample>> Read)
{
    public static Metric Counter(string name, string unit, string help, Func<Readings, double> read) =>
        new(name, MetricKind.Counter, unit, help, readings => [new Sample(read(readings))]);

    public static Metric Gauge(string name, string unit, string help, Func<Readings, double> read) =>
        new(name, MetricKind.Gauge, unit, help, readings => [new Sample(read(readings))]);
}

/// <param name="Label">Null: the metric has none.</param>
/// <param name="Suffix">Of a histogram's parts: <c>_bucket</c>, <c>_sum</c>, <c>_count</c>.</param>
internal readonly record struct Sample(double Value, string? Label = null, string? LabelValue = null, string Suffix = "");
