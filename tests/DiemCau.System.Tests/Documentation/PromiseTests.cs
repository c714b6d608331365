using System.Text.RegularExpressions;

namespace DiemCau.System.Tests.Documentation;

/// <summary>What the pages on security promise, and the faults that they say will not come back, are held by tests that exist.</summary>
public sealed partial class PromiseTests
{

    private static readonly Lazy<HashSet<string>> Known = new(() => [.. OfServer(), .. OfBrowser()]);

    [Theory]
    [InlineData("docs/security.md", "promise", 40)]
    [InlineData("docs/security-faults.md", "fault", 50)]
    public void Every_promise_and_every_fault_names_tests_that_there_are(string page, string what, int atLeast)
    {
        var promises = Promises(page, what);
        Assert.True(promises.Count >= atLeast, $"only {promises.Count} were found on {page}");
        var broken = promises.Where(promise => promise.Tests.Count == 0).Select(promise => $"{promise.Text}: no test")
            .Concat(promises.SelectMany(promise => promise.Tests.Where(test => !Known.Value.Contains(test)).Select(test => $"{promise.Text}: {test}")))
            .ToList();
        Assert.True(broken.Count == 0, string.Join(Environment.NewLine, broken));
    }

    [Fact]
    public void A_test_that_there_is_not_is_found()
    {
        Assert.Contains($"{nameof(PromiseTests)}.{nameof(A_test_that_there_is_not_is_found)}", Known.Value);
        Assert.DoesNotContain($"{nameof(PromiseTests)}.{nameof(Promises)}", Known.Value);
        Assert.DoesNotContain("PromiseTests.Everything_is_safe", Known.Value);
    }

    /// <summary>The rows of the page's tables whose first column is called so.</summary>
    private static List<(string Text, List<string> Tests)> Promises(string page, string what)
    {
        var (rows, inTable) = (new List<(string, List<string>)>(), false);
        foreach (var line in File.ReadAllLines(Path.Combine(Repository.Root, page)))
        {
            if (!line.StartsWith('|'))
            {
                inTable = false;
            }
            else if (inTable && !line.StartsWith("|--", StringComparison.Ordinal))
            {
                var cells = line.Split('|', StringSplitOptions.TrimEntries);
                rows.Add((cells[1], [.. Name().Matches(cells[2]).Select(name => name.Groups[1].Value)]));
            }
            else
            {
                inTable |= line == $"| {what} | tests |";
            }
        }

        return rows;
    }

    /// <summary>Class.Method of every fact and theory, as written: the classes of all test projects are not at hand.</summary>
    private static IEnumerable<string> OfServer() => Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
        .SelectMany(file =>
        {
            var text = File.ReadAllText(file);
            var name = Class().Match(text).Groups[1].Value;
            return Test().Matches(text).Select(test => $"{name}.{test.Groups[1].Value}");
        });

    /// <summary>"file.spec.ts: title".</summary>
    private static IEnumerable<string> OfBrowser() => Directory.EnumerateFiles(Path.Combine(Repository.Root, "web/e2e"), "*.spec.ts")
        .SelectMany(file => BrowserTest().Matches(File.ReadAllText(file)).Select(test => $"{Path.GetFileName(file)}: {test.Groups[1].Value}"));

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Name();

    [GeneratedRegex(@"public sealed (?:partial )?class (\w+)")]
    private static partial Regex Class();

    [GeneratedRegex(@"\[(?:Fact|Theory)[^\]]*\](?:\s*\[.*\](?:\s*//.*)?)*\s*public (?:async )?\w+ (\w+)\(")]
    private static partial Regex Test();

    [GeneratedRegex(@"^\s*test\('([^']+)'", RegexOptions.Multiline)]
    private static partial Regex BrowserTest();
}
