using System.Globalization;
using DiemCau.Meetings.Deadlines;
using DiemCau.Meetings.Preparation;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Sites;
using DiemCau.Meetings.TechnicalCheck.Items;

namespace DiemCau.Meetings.TechnicalCheck;

/// <summary>
/// The summary sheet in words, whatever it is written into: by district who answers for each site and how each item came out, with the totals of
/// every column for each district and for all. Light and camera positions, which the form has no column for, stand in the note when they have not passed.
/// </summary>
internal sealed record CheckSheetRows(
    long Number, string Agency, IReadOnlyList<string> Lines, IReadOnlyList<string> Heads, IReadOnlyList<IReadOnlyList<string>> Rows, string Foot)
{
    private static readonly CheckItem[] Columns =
    [
        CheckItem.SoundOut, CheckItem.SoundBack, CheckItem.Picture, CheckItem.Presentation, CheckItem.Line, CheckItem.BackupLine, CheckItem.MicrophoneBatteries,
    ];

    /// <summary>Percent of the page's text: number, site, leader, technician, the items, result, by, note.</summary>
    public static IReadOnlyList<int> Widths { get; } = [3, 11, 11, 13, .. Columns.Select(_ => 5), 7, 9, 11];

    public static CheckSheetRows Of(TechnicalCheckView check, MeetingClock clock, string compiledBy, DateTimeOffset now, string language)
    {
        var sites = check.Sites.ToLookup(site => site.GroupId);
        List<IReadOnlyList<string>> rows = [];
        var number = 0;
        foreach (var group in check.Groups)
        {
            rows.Add(Totals(group.Name, [.. sites[group.UnitId]], group.Counts, language));
            rows.AddRange(sites[group.UnitId].Select(site => Line(site, ++number, clock, language)));
        }

        rows.Add(Totals(Texts.Get(language, "check.sheet.total", check.Sites.Count), check.Sites, check.Counts, language));
        return new(
            check.Number, check.UnitName,
            [
                Texts.Get(language, "roster.meeting", check.Title),
                .. check.StartsAt is { } starts ? [Texts.Get(language, "roster.time", clock.InWords(starts))] : Array.Empty<string>(),
            ],
            [
                .. new[] { "number", "site", "leader", "technician" }.Select(Head), .. Columns.Select(item => CheckWords.Of(item, language)),
                .. new[] { "result", "by", "note" }.Select(Head),
            ],
            rows, Texts.Get(language, "check.sheet.compiled", compiledBy, clock.InWords(now)));

        string Head(string column) => Texts.Get(language, "check.sheet." + column);
    }

    /// <summary>A line of one text.</summary>
    public static IReadOnlyList<string> Across(string text) => ["", text, .. Enumerable.Repeat("", Widths.Count - 2)];

    private static string[] Totals(string name, IReadOnlyList<CheckedSiteView> sites, CheckCounts counts, string language) =>
    [
        "", name, "", "",
        .. Columns.Select(item => sites.Select(site => site.Items[(int)item]).Where(IsSaid).ToList()).Select(items =>
            items.Count == 0 ? "" : $"{items.Count(item => item.Result == CheckResult.Passed)}/{items.Count}"),
        Texts.Get(language, "check.sheet.counts", counts.Passed, counts.Failed, counts.NotChecked), "", "",
    ];

    private static string[] Line(CheckedSiteView site, int number, MeetingClock clock, string language) =>
    [
        number.ToString(CultureInfo.InvariantCulture), site.Name, People(site.People, ContactRole.Leader), People(site.People, ContactRole.Technician),
        .. Columns.Select(item => site.Items[(int)item]).Select(item => IsSaid(item) ? CheckWords.Of(item.Result, language) : "–"),
        CheckWords.Of(site.Result, language), site.At is { } at ? $"{site.By}, {clock.InWords(at)}" : "", site.Note ?? "",
    ];

    /// <summary>It is asked of the site, or somebody has said something of it.</summary>
    private static bool IsSaid(CheckedItemView item) => item.Need == ItemNeed.Required || item.Result != CheckResult.NotChecked;

    private static string People(IReadOnlyList<DutyPerson> people, ContactRole role) => string.Join("; ", people.Where(person => person.Role == role)
        .Select(person => string.Join(", ", new[] { person.Name, person.Position, person.Phone, person.Zalo is { } zalo ? "Zalo " + zalo : null }.OfType<string>())));
}
