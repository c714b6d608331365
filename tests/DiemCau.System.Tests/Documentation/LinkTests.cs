using System.Text.RegularExpressions;

namespace DiemCau.System.Tests.Documentation;

public sealed partial class LinkTests
{
    [Fact]
    public void Every_link_between_pages_and_code_leads_somewhere()
    {
        var pages = Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Repository.Root, "*.md"));
        var dead = pages.SelectMany(page => Link().Matches(File.ReadAllText(page)).Select(link => (Page: page, To: link.Groups["to"].Value)))
            .Where(link => !link.To.Contains("://", StringComparison.Ordinal))
            .Where(link => !Path.Exists(Path.Combine(Path.GetDirectoryName(link.Page)!, link.To)))
            .Select(link => $"{Path.GetRelativePath(Repository.Root, link.Page)} → {link.To}")
            .ToList();
        Assert.True(dead.Count == 0, string.Join(Environment.NewLine, dead));
    }

    [GeneratedRegex(@"\]\((?<to>[^)#\s]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();
}
