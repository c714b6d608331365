using System.Globalization;
using DiemCau.Meetings.Access;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.WorkingDays;

namespace DiemCau.Meetings.Approval;

/// <summary>
/// The office's answer in words: which resource is short or taken, by whom, and what would fit. Generated, so that it can be given at once;
/// the office may still edit it.
/// </summary>
internal sealed class ReasonText(WorkingCalendars calendars)
{
    /// <summary>A reason is read, not searched: more names are counted.</summary>
    private const int NamesGiven = 3;

    /// <param name="known">Titles that the requesting unit may know; others, and state secrets, are "another meeting".</param>
    public string Of(Meeting meeting, Obstacles obstacles, IReadOnlySet<Guid> known, string language) => string.Join(
        ' ', Against(meeting, obstacles, known, language).Append(WhatWouldFit(meeting, obstacles, language)));

    /// <summary>A sentence for each thing that is in the way at the time that was looked at.</summary>
    /// <param name="known">Titles that the reader may know.</param>
    public IReadOnlyList<string> Against(Meeting meeting, Obstacles obstacles, IReadOnlySet<Guid> known, string language)
    {
        // Read by the unit that wished for the time, whoever lets it be written.
        obstacles = obstacles with { Rivals = [.. obstacles.Rivals.Select(rival => rival.ToOthers(obstacles.Wish))] };
        var sentences = new List<string>();
        if (!obstacles.Finding.HasCapacity)
        {
            sentences.Add(Shortage(obstacles, known, language));
        }

        foreach (var rival in obstacles.Rivals.Where(rival => rival.Sites.Count > 0).Take(NamesGiven))
        {
            sentences.Add(Texts.Get(
                language, "approval.reason.sites", List(rival.Sites, language), Name(rival, known, language), Span(rival.StartsAt, rival.EndsAt, language)));
        }

        sentences.AddRange(obstacles.Rivals.Where(rival => rival.SharesChair).Take(1).Select(rival => Texts.Get(
            language, "approval.reason.chair", meeting.ChairName, Name(rival, known, language), Span(rival.StartsAt, rival.EndsAt, language))));
        return sentences;
    }

    /// <summary>Told to a meeting that has to make room.</summary>
    public string OfDisplacement(Meeting displaced, Meeting winner, bool isKnown, string language) => Texts.Get(
        language, "approval.reason.displaced",
        Span(displaced.StartsAt!.Value, displaced.EndsAt!.Value, language),
        isKnown && SecretMeetings.MayLeave(winner) ? Texts.Get(language, "approval.reason.meeting", winner.Title) : Texts.Get(language, "approval.reason.another"),
        Texts.Get(language, $"approval.priority.{winner.Priority}"));

    /// <summary>Such as "08h00–10h00 ngày 25/11/2026".</summary>
    public string Span(DateTimeOffset from, DateTimeOffset to, string language) =>
        calendars.DayOf(from) == calendars.DayOf(to)
            ? Texts.Get(language, "approval.span", Clock(from), Clock(to), Day(from))
            : Texts.Get(language, "approval.long_span", Clock(from), Day(from), Clock(to), Day(to));

    /// <summary>Such as "14h00 ngày 25/11/2026".</summary>
    public string Moment(DateTimeOffset at, string language) => Texts.Get(language, "approval.moment", Clock(at), Day(at));

    /// <summary>Such as "14h00 ngày 25/11/2026 hoặc 08h00 ngày 26/11/2026".</summary>
    public string Moments(IReadOnlyList<DateTimeOffset> times, string language) =>
        string.Join(Texts.Get(language, "approval.or"), times.Select(time => Moment(time, language)));

    /// <summary>Such as "14h00".</summary>
    public string Clock(DateTimeOffset at) => calendars.TimeOf(at).ToString("HH'h'mm", CultureInfo.InvariantCulture);

    /// <summary>Such as "25/11/2026".</summary>
    public string Day(DateTimeOffset at) => Words(calendars.DayOf(at));

    private string Shortage(Obstacles obstacles, IReadOnlySet<Guid> known, string language)
    {
        var finding = obstacles.Finding;
        if (finding.Freest is not { } node)
        {
            return Texts.Get(language, "approval.reason.no_node");
        }

        var kind = finding.Scarcest;
        var holders = obstacles.Rivals.Where(rival => rival.Ports > 0)
            .Select(rival => Texts.Get(language, "approval.reason.holder", Name(rival, known, language), rival.Ports)).ToList();
        var shortage = Texts.Get(
            language, $"approval.reason.short_{kind}", finding.Need[kind], Math.Max(0, node.Free[kind]), node.Capacity[kind],
            Span(obstacles.Wish.StartsAt, obstacles.Wish.EndsAt, language));
        return holders.Count == 0 ? shortage : shortage + " " + Texts.Get(language, "approval.reason.holders", List(holders, language));
    }

    private string WhatWouldFit(Meeting meeting, Obstacles obstacles, string language)
    {
        var ways = new List<string>();
        if (obstacles.FreeTimes.Count > 0)
        {
            ways.Add(Texts.Get(language, "approval.reason.at", List([.. obstacles.FreeTimes.Select(time => Moment(time, language))], language, "approval.or")));
        }

        if (!obstacles.Finding.HasCapacity && obstacles.SitesThatFit > 1 && obstacles.SitesThatFit < meeting.SiteCount)
        {
            ways.Add(Texts.Get(language, "approval.reason.fewer", obstacles.SitesThatFit));
        }

        return ways.Count == 0
            ? Texts.Get(language, "approval.reason.nothing_fits")
            : Texts.Get(language, "approval.reason.would_fit", string.Join(Texts.Get(language, "approval.or"), ways));
    }

    private static string Name(Rival rival, IReadOnlySet<Guid> known, string language) => known.Contains(rival.MeetingId) && !rival.IsSecret
        ? Texts.Get(language, "approval.reason.meeting", rival.Title)
        : Texts.Get(language, "approval.reason.another");

    private static string List(IReadOnlyList<string> names, string language, string separator = "approval.comma") =>
        string.Join(Texts.Get(language, separator), names.Take(NamesGiven))
        + (names.Count > NamesGiven ? Texts.Get(language, "approval.more", names.Count - NamesGiven) : "");

    /// <summary>Such as "07/12/2026 (Ngày lễ) không phải ngày làm việc."</summary>
    public static string DayOff(NamedDay day, string language) => day.Name is { } name
        ? Texts.Get(language, "approval.reason.named_day_off", Words(day.Day), name)
        : Texts.Get(language, "approval.reason.day_off", Words(day.Day));

    private static string Words(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
