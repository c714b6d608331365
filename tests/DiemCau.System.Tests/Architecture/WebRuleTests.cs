namespace DiemCau.System.Tests.Architecture;

public sealed class WebRuleTests
{
    private static readonly string Source = Path.Combine(Repository.Root, "web", "src");

    private static readonly Dictionary<string, (string File, string Text)> Violating = new()
    {
        ["No stage imports another stage"] = ("stages/rooms/List.tsx", "import { Tile } from '../live/Tile';"),
        ["Only the app imports stages"] = ("ui/Button.tsx", "import { Tile } from '../stages/live/Tile';"),
        ["Nothing below the app imports the app"] = ("stages/live/deep/Tile.tsx", "const page = await import('../../../app/App');"),
        ["rtc imports neither React nor Ant Design"] = ("rtc/hub.ts", "import {\n  useState,\n} from 'react';"),
        ["rtc imports no views"] = ("rtc/hub.ts", "import '../ui/base.css';"),
        ["The video area has no Ant Design"] = ("stages/live/Tile.tsx", "import { Button } from \"antd\";"),
    };

    public static TheoryData<string> Names => [.. WebRules.All.Select(rule => rule.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_web_client_keeps_the_rule(string name)
    {
        var imports = Directory.EnumerateFiles(Source, "*.ts*", SearchOption.AllDirectories)
            .SelectMany(file => WebRules.Read(Path.GetRelativePath(Source, file), File.ReadAllText(file)))
            .ToList();
        Assert.NotEmpty(imports);
        var findings = imports.Where(Named(name)).Select(finding => finding.ToString()).Order().ToList();
        Assert.True(findings.Count == 0, string.Join(Environment.NewLine, findings));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_rule_is_red_for_imports_that_break_it(string name) =>
        Assert.Contains(WebRules.Read(Violating[name].File, Violating[name].Text), use => Named(name)(use));

    private static Func<WebRules.Import, bool> Named(string name) => WebRules.All.Single(rule => rule.Name == name).IsBroken;
}
