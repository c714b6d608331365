using System.Text.Json;
using System.Text.RegularExpressions;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Live.Conferences;

namespace DiemCau.System.Tests.Documentation;

/// <summary>Every action that any slice writes into the journal has words for those who read it.</summary>
public sealed partial class JournalTextTests
{
    private const string Slices = "src/DiemCau.Meetings";

    [Theory]
    [InlineData("vi")]
    [InlineData("en")]
    public void Every_action_of_the_journal_has_a_text(string language)
    {
        var texts = JsonSerializer.Deserialize<Dictionary<string, string>>(
            File.ReadAllText(Path.Combine(Repository.Root, Slices, "JournalReading", $"Journal.{language}.json")))!;
        var missing = Written().Distinct().Where(action => !texts.ContainsKey("action." + action)).Order().ToList();
        Assert.True(missing.Count == 0, $"JournalReading/Journal.{language}.json lacks: {string.Join(", ", missing)}");
    }

    [Fact]
    public void They_are_found_where_they_are_written()
    {
        var written = Written().ToList();
        Assert.True(written.Count > 70, $"only {written.Count} actions were found");
        Assert.Superset(
            new HashSet<string> { "account.signed_in", "meeting.approve", "conference.opened", "unit.moved", "media_node.added", "journal.month_removed" },
            written.ToHashSet());
    }

    /// <summary>The literals that look like actions in files that write into the journal, and the names that are made of verbs and events.</summary>
    private static IEnumerable<string> Written() => Directory.EnumerateFiles(Path.Combine(Repository.Root, Slices), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
        .SelectMany(file => Calls().Matches(File.ReadAllText(file)).SelectMany(call => Literals().Matches(call.Value)).Select(literal => literal.Groups[1].Value))
        .Concat(Enum.GetNames<MeetingVerb>().Select(verb => "meeting." + JsonNamingPolicy.CamelCase.ConvertName(verb)))
        .Concat(Enum.GetNames<JournalEvent>().Select(what => "conference." + JsonNamingPolicy.SnakeCaseLower.ConvertName(what)));

    /// <summary>From the writer's verb, or a method that is given the action, to the end of the statement; and the database's own lines.</summary>
    [GeneratedRegex("""(?:ournal\.Add\(|insert into journal \(id, at, severity, action, subject, detail\))[^;]*;|\bjournal, "[^"]+",""")]
    private static partial Regex Calls();

    [GeneratedRegex("""["']([a-z_]+\.[a-zA-Z_]+)["']""")]
    private static partial Regex Literals();
}
