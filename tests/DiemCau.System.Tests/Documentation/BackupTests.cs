using System.Text.RegularExpressions;

namespace DiemCau.System.Tests.Documentation;

/// <summary>The page on operations says of each folder that the server keeps in its data folder whether a backup needs it.</summary>
public sealed partial class BackupTests
{
    private const string Section = "**To back up**";

    [Fact]
    public void Every_folder_of_the_data_folder_is_named_where_backing_up_is_told()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs/operations/README.md"));
        var told = page[page.IndexOf(Section, StringComparison.Ordinal)..];
        var folders = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Kept().Matches(File.ReadAllText(file))).Select(folder => folder.Groups[1].Value).Distinct().Order().ToList();

        Assert.Equal(["keys", "mails", "papers", "problem-reports", "tls"], folders);
        Assert.All(folders, folder => Assert.Contains($"`{folder}`", told, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"DataFolder, ""([a-z-]+)""")]
    private static partial Regex Kept();
}
