using System.Globalization;
using System.Text.RegularExpressions;
using DiemCau.Media;
using DiemCau.Server.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;

namespace DiemCau.System.Tests.Telemetry;

public sealed partial class PrometheusTextTests
{
    [Fact]
    public async Task Every_line_is_help_type_or_a_sample_of_the_metric_announced_before()
    {
        var text = await ScrapeAsync();
        var announced = "";
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith("# ", StringComparison.Ordinal))
            {
                announced = line.Split(' ')[2];
                continue;
            }

            var sample = Sample().Match(line);
            Assert.True(sample.Success, line);
            Assert.StartsWith(announced, sample.Groups["name"].Value, StringComparison.Ordinal);
            Assert.True(double.Parse(sample.Groups["value"].Value, CultureInfo.InvariantCulture) >= 0, line);
        }
    }

    [Fact]
    public async Task All_reasons_of_drops_are_there_before_the_first_drop()
    {
        var text = await ScrapeAsync();
        Assert.All(MediaStatistics.DropReasons, reason =>
            Assert.Contains($"diemcau_media_packets_dropped_total{{reason=\"{reason}\"}} ", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_buckets_of_the_delay_rise_up_to_the_count()
    {
        var text = await ScrapeAsync();
        var buckets = Bucket().Matches(text).Select(match => double.Parse(match.Groups["value"].Value, CultureInfo.InvariantCulture)).ToList();
        Assert.True(buckets.Count > 10);
        Assert.Equal(buckets.Order(), buckets);
        Assert.Contains("le=\"+Inf\"", text, StringComparison.Ordinal);
    }

    private static async Task<string> ScrapeAsync()
    {
        await using var engine = new MediaServer(new MediaServerOptions { Port = 0, Workers = 1 }, TimeProvider.System, NullLogger<MediaServer>.Instance);
        engine.Start();
        using var meter = new ServerMeter(() => new(engine.Statistics(), ProcessReadings.Take()), TimeProvider.System);
        return PrometheusText.Write(MetricTable.All, meter.Read());
    }

    [GeneratedRegex("""^(?<name>[a-z_]+)(\{[a-z]+="[^"]+"\})? (?<value>\S+)$""")]
    private static partial Regex Sample();

    [GeneratedRegex("""delay_seconds_bucket\{le="[^"]+"\} (?<value>\S+)""")]
    private static partial Regex Bucket();
}
