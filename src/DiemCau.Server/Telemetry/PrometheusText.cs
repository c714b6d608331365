using System.Globalization;
using System.Text;

namespace DiemCau.Server.Telemetry;

/// <summary>Writes metrics in Prometheus's text exposition format 0.0.4. Names and labels are ours and need no escaping.</summary>
internal static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static string Write(IEnumerable<Metric> metrics, Readings now)
    {
        var text = new StringBuilder(8192);
        foreach (var metric in metrics)
        {
            text.Append(CultureInfo.InvariantCulture, $"# HELP {metric.Name} {metric.Help}\n# TYPE {metric.Name} {Word(metric.Kind)}\n");
            foreach (var sample in metric.Read(now))
            {
                text.Append(metric.Name).Append(sample.Suffix);
                if (sample.Label is not null)
                {
                    text.Append(CultureInfo.InvariantCulture, $"{{{sample.Label}=\"{sample.LabelValue}\"}}");
                }

                text.Append(' ').Append(sample.Value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string Word(MetricKind kind) => kind switch
    {
        MetricKind.Counter => "counter",
        MetricKind.Gauge => "gauge",
        _ => "histogram",
    };
}
