using System.Text.RegularExpressions;
using DiemCau.Meetings.Shared.Intake;

namespace DiemCau.Meetings.Live.Diagnostics;

/// <summary>
/// What a client knows of its own trouble: numbers and words of a machine. There is no field for a name, an address, a message or an SDP,
/// and what is free text here may only be a version or a state.
/// </summary>
/// <param name="Browser">Name and version, such as "Chromium 150 on Windows".</param>
/// <param name="Screen">Such as "1920x1080".</param>
/// <param name="Media">The media connection's state.</param>
/// <param name="Way">udp, tcp or relay.</param>
/// <param name="Timings">Milliseconds since the page opened, by mark.</param>
/// <param name="History">Oldest first.</param>
internal sealed partial record ProblemReport(
    [property: Lines] string? Browser,
    [property: Lines] string? Screen,
    [property: Lines] string? Media,
    string? Way,
    bool HubConnected,
    IReadOnlyDictionary<string, double>? Timings,
    IReadOnlyList<ProblemMoment>? History)
{
    private const int MostMoments = 240;
    private const int MostTimings = 40;

    /// <summary>The same without anything that does not look like what it should be.</summary>
    public ProblemReport Cleaned() => this with
    {
        Browser = Word(Browser),
        Screen = Word(Screen),
        Media = Word(Media),
        Way = Word(Way),
        Timings = (Timings ?? new Dictionary<string, double>())
            .Where(timing => Mark().IsMatch(timing.Key))
            .Take(MostTimings)
            .ToDictionary(timing => timing.Key, timing => timing.Value),
        History = [.. (History ?? []).TakeLast(MostMoments).Select(moment => moment with { Way = Word(moment.Way), LimitedBy = Word(moment.LimitedBy) })],
    };

    private static string? Word(string? text) => text is not null && MachineWord().IsMatch(text) ? text : null;

    // No @, no colon, and no four groups of digits: neither a mail address nor a network address.
    [GeneratedRegex(@"^(?!.*\d+\.\d+\.\d+\.\d+)[A-Za-z0-9 ._()/x-]{1,60}$")]
    private static partial Regex MachineWord();

    [GeneratedRegex("^[a-z:-]{1,40}$")]
    private static partial Regex Mark();
}

/// <summary>One look at the client's statistics.</summary>
/// <param name="Ago">Seconds before the report.</param>
/// <param name="FrozenMs">The longest freeze of a picture since the look before.</param>
/// <param name="LimitedBy">What the browser says keeps its own picture small: bandwidth, cpu, other or none.</param>
internal sealed record ProblemMoment(
    int Ago,
    int RttMs,
    double LossPercent,
    int JitterMs,
    int AvailableKbps,
    int FrozenMs,
    int ReceivedKbps,
    int SentKbps,
    string? Way,
    int SentHeight,
    int SentFps,
    string? LimitedBy);
