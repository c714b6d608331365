using System.Reflection;

namespace DiemCau.System.Tests.Architecture;

public sealed class RuleTests
{
    private static readonly IReadOnlyCollection<Dependency> Built = DependencyReader.Read(
        new[] { "DiemCau.Media", "DiemCau.Meetings", "diemcau" }.SelectMany(name => Assembly.Load(name).GetTypes()));

    private static readonly IReadOnlyCollection<Dependency> Violations = DependencyReader.Read(
        typeof(RuleTests).Assembly.GetTypes().Where(type => type.Name.StartsWith("Violating", StringComparison.Ordinal)));

    public static TheoryData<string> Names => [.. Rules.All.Select(rule => rule.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_built_code_keeps_the_rule(string name)
    {
        var findings = Named(name).Findings(Built).Select(finding => finding.ToString()).Order().ToList();
        Assert.True(findings.Count == 0, string.Join(Environment.NewLine, findings));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_rule_is_red_for_code_that_breaks_it(string name) => Assert.NotEmpty(Named(name).Findings(Violations));

    [Fact]
    public void The_reader_sees_what_the_server_is_made_of()
    {
        // Guards the rules against a reader that has gone blind.
        Assert.Contains(Built, use => use.From.Name == "Composition" && use.To.Name == "MeetingsModule" && use.Member == "AddMeetings");
        Assert.True(Built.Count > 5000, $"{Built.Count} dependencies");
    }

    private static Rule Named(string name) => Rules.All.Single(rule => rule.Name == name);
}
