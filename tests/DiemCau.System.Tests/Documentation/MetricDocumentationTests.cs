using DiemCau.Media;
using DiemCau.Server.Telemetry;

namespace DiemCau.System.Tests.Documentation;

public sealed class MetricDocumentationTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs/operations/metrics.md"));

    [Fact]
    public void Every_metric_is_in_the_documentation_with_its_label()
    {
        var missing = MetricTable.All.Select(metric => metric.Name).Where(name => !Page.Contains($"`{name}`", StringComparison.Ordinal)
            && !Page.Contains($"`{name}{{", StringComparison.Ordinal)).ToList();
        Assert.True(missing.Count == 0, string.Join(Environment.NewLine, missing));
    }

    [Fact]
    public void Every_reason_of_a_dropped_packet_is_in_the_documentation()
    {
        var missing = MediaStatistics.DropReasons.Where(reason => !Page.Contains($"`{reason}`", StringComparison.Ordinal)).ToList();
        Assert.True(missing.Count == 0, string.Join(Environment.NewLine, missing));
    }
}
