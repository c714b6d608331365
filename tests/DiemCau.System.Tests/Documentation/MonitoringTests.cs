using System.Text.Json;
using System.Text.RegularExpressions;
using DiemCau.Server.Telemetry;
using YamlDotNet.RepresentationModel;

namespace DiemCau.System.Tests.Documentation;

/// <summary>Alerts and boards that ask for what nobody measures are silent for ever.</summary>
public sealed partial class MonitoringTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "packaging/monitoring");

    private static readonly HashSet<string> Known =
    [
        "up",
        .. MetricTable.All.SelectMany(metric => metric.Kind == MetricKind.Histogram
            ? [$"{metric.Name}_bucket", $"{metric.Name}_sum", $"{metric.Name}_count"]
            : (string[])[metric.Name]),
    ];

    [Fact]
    public void Every_alert_asks_for_metrics_that_exist_and_says_what_is_wrong()
    {
        var rules = Rules().ToList();
        Assert.NotEmpty(rules);
        Assert.All(rules, rule =>
        {
            Assert.NotEqual("", (string?)rule["alert"]);
            Assert.NotEqual("", (string?)rule["annotations"]["summary"]);
            Assert.Contains((string?)rule["labels"]["severity"], (string[])["critical", "warning"]);
            AssertKnown((string)rule["expr"]!);
        });
        Assert.Equal(rules.Count, rules.Select(rule => (string?)rule["alert"]).Distinct().Count());
    }

    [Fact]
    public void The_configuration_of_Prometheus_names_the_rules_beside_it()
    {
        var configuration = Yaml("prometheus.yml");
        Assert.All(((YamlSequenceNode)configuration["rule_files"]).Children, file => Assert.True(File.Exists(Path.Combine(Folder, (string)file!))));
        Assert.Equal("diemcau", (string?)configuration["scrape_configs"][0]["job_name"]); // alerts ask for up{job="diemcau"}
    }

    [Fact]
    public void Every_panel_of_the_board_asks_for_metrics_that_exist()
    {
        using var board = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "grafana-diemcau.json")));
        var panels = board.RootElement.GetProperty("panels").EnumerateArray().ToList();
        var questions = panels.Where(panel => panel.TryGetProperty("targets", out _)).SelectMany(panel => panel.GetProperty("targets").EnumerateArray())
            .Select(target => target.GetProperty("expr").GetString()!).ToList();
        Assert.NotEmpty(questions);
        Assert.All(questions, AssertKnown);
        Assert.Equal(panels.Count, panels.Select(panel => panel.GetProperty("id").GetInt32()).Distinct().Count());
    }

    [Fact]
    public void A_metric_that_does_not_exist_is_found() =>
        Assert.Equal(["diemcau_nothing_total"], Names("sum by (instance) (rate(diemcau_nothing_total{reason=~\"a|b\"}[5m])) / up > 2 * 3").Where(name => !Known.Contains(name)));

    private static void AssertKnown(string question)
    {
        Assert.NotEmpty(Names(question));
        Assert.All(Names(question), name => Assert.Contains(name, Known));
        Assert.Equal(question.Count(letter => letter == '('), question.Count(letter => letter == ')'));
    }

    /// <summary>The metrics that a question of PromQL asks for: words that are neither labels, durations, functions nor operators.</summary>
    private static List<string> Names(string question) =>
        [.. Word().Matches(Grouping().Replace(LabelsAndDurations().Replace(question, " "), " ")).Select(word => word.Value).Where(word => word is not ("or" or "and" or "unless" or "by" or "without"))];

    private static IEnumerable<YamlNode> Rules() => ((YamlSequenceNode)Yaml("diemcau.rules.yml")["groups"]).Children
        .SelectMany(group => ((YamlSequenceNode)group["rules"]).Children);

    private static YamlNode Yaml(string file)
    {
        using var text = File.OpenText(Path.Combine(Folder, file));
        var yaml = new YamlStream();
        yaml.Load(text);
        return yaml.Documents.Single().RootNode;
    }

    [GeneratedRegex(@"\{[^}]*\}|\[[^\]]*\]")]
    private static partial Regex LabelsAndDurations();

    [GeneratedRegex(@"\b(by|without|on|ignoring)\s*\([^)]*\)")]
    private static partial Regex Grouping();

    // A word before a bracket is a function.
    [GeneratedRegex(@"(?<![\w.])[a-zA-Z_:][\w:]*\b(?!\s*\()")]
    private static partial Regex Word();
}
