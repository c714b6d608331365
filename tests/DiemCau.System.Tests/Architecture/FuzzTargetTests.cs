using System.Reflection;
using DiemCau.Fuzz;
using DiemCau.Media;
using DiemCau.Media.Ice;
using DiemCau.Media.Interop.OpenSsl;
using DiemCau.Media.Rtp.Rtcp;
using DiemCau.Meetings.Live.Whip;
using DiemCau.Meetings.Notifications.Bounces;
using DiemCau.Meetings.Shared.Intake;
using DiemCau.Meetings.Shared.Tables;
using DiemCau.Meetings.WorkingDays;

namespace DiemCau.System.Tests.Architecture;

/// <summary>Each parser of what comes from outside is tried by a fuzz target.</summary>
public sealed class FuzzTargetTests
{
    /// <summary>Those of the meeting's way, which cannot be told from other code by what they take.</summary>
    private static readonly Type[] OfMeetings =
    [
        typeof(SdpLines), typeof(ReceivedTextConverter), typeof(JsonIntake), typeof(TextFromPeople), typeof(OpaqueString), typeof(XlsxReading),
        typeof(CsvReading), typeof(CalendarLines), typeof(Bounce),
    ];

    /// <summary>What takes bytes and is no parser of its own.</summary>
    private static readonly Type[] Others =
    [
        typeof(SslConnection), // OpenSSL's handshake; DtlsSessionTests give it garbage
    ];

    private static readonly Type[] Input = [typeof(ReadOnlySpan<byte>), typeof(ReadOnlySpan<char>), typeof(RtcpBlock), typeof(StunMessage)];

    private static readonly string[] Verbs = ["TryParse", "TryRead", "TryUnwrap", "Parse", "Read", "Inspect", "Classify", "Recognise", "Recognize"];

    [Fact]
    public void Every_parser_has_its_target()
    {
        var tried = FuzzTargets.All.SelectMany(target => target.Parsers).ToHashSet();
        var parsers = Parsers(typeof(MediaServer).Assembly).Concat(OfMeetings).ToList();
        Assert.True(parsers.Count > 40, $"only {parsers.Count} parsers were found");
        var missing = parsers.Where(parser => !tried.Contains(parser) && !Others.Contains(parser)).Select(parser => parser.FullName).Order().ToList();
        Assert.True(missing.Count == 0, string.Join(Environment.NewLine, missing));
    }

    [Fact]
    public void A_parser_without_one_is_found() => Assert.Contains(typeof(Untried), Parsers(typeof(Untried).Assembly));

    [Fact]
    public void Targets_are_named_once_and_have_samples_that_they_take()
    {
        Assert.Equal(FuzzTargets.All.Count, FuzzTargets.All.Select(target => target.Name).Distinct().Count());
        Assert.All(FuzzTargets.All, target =>
        {
            Assert.NotEmpty(target.Samples);
            Assert.NotEmpty(target.Parsers);
            foreach (var input in target.Samples.Concat(Corpus.Of(target)))
            {
                target.Run(input);
            }
        });
    }

    [Fact]
    public void What_was_kept_belongs_to_a_target()
    {
        var kept = Directory.EnumerateFiles(Path.Combine(Repository.Root, "fuzz/corpus"), "*.txt").Select(Path.GetFileNameWithoutExtension).ToList();
        Assert.NotEmpty(kept);
        Assert.Subset(FuzzTargets.All.Select(target => target.Name).ToHashSet(), kept.ToHashSet()!);
    }

    /// <summary>Types with a method that reads bytes, letters or a message of the wire, and says so in its name.</summary>
    private static IEnumerable<Type> Parsers(Assembly assembly) => assembly.GetTypes()
        .Where(type => type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Any(method => !method.IsPrivate && Verbs.Any(verb => method.Name.StartsWith(verb, StringComparison.Ordinal))
                && method.GetParameters() is [var first, ..] && Input.Contains(first.ParameterType.IsByRef ? first.ParameterType.GetElementType() : first.ParameterType)))
        .Select(type => type.IsNested && type.Name.StartsWith('<') ? type.DeclaringType! : type)
        .Distinct();

    /// <summary>Nobody tries it.</summary>
    private static class Untried
    {
        public static bool TryParse(ReadOnlySpan<byte> bytes) => bytes.IsEmpty;
    }
}
