using System.Globalization;
using DiemCau.Meetings.Access;
using DiemCau.Meetings.Deadlines;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Preparation;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Shared.Tables;
using DiemCau.Meetings.Sites;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.TechnicalCheck;

/// <summary>"Mẫu tổng hợp thông tin" as a workbook to be printed: by district, who answers for each site, how its check came out; totals at the foot.</summary>
internal static class CheckSheet
{
    private static readonly string[] Columns = ["number", "site", "leader", "technician", "result", "by", "note"];

    public static void Map(IEndpointRouteBuilder check) => check.MapGet("/sheet", ExportAsync).WithName("ExportCheckSheet")
        .Needs(Permission.ViewMeetings, MeetingRights.TakingPart);

    private static async Task<Results<FileContentHttpResult, Refusal>> ExportAsync(
        Guid id, HttpContext http, DiemCauDb db, MeetingClock clock, TimeProvider time, CancellationToken cancellation)
    {
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTrackingWithIdentityResolution;
        if (await db.FindMeetingAsync(id, null, cancellation) is not { } meeting)
        {
            return Refusals.NotFound;
        }

        var (reader, language, now) = (SignedInAccount.Required(http.User), Language.Of(http), time.GetUtcNow());
        var (check, _) = await CheckPage.ReadAsync(db, meeting, reader, clock, now, language, cancellation);
        var sites = check.Sites.ToLookup(site => site.GroupId);
        List<IReadOnlyList<string>> rows = [];
        var number = 0;
        foreach (var group in check.Groups)
        {
            rows.Add(["", group.Name, "", "", Totals(group.Counts, language), "", ""]);
            rows.AddRange(sites[group.UnitId].Select(site => Line(site, ++number, clock, language)));
        }

        rows.Add(["", Texts.Get(language, "check.sheet.total", check.Sites.Count), "", "", Totals(check.Counts, language), "", ""]);
        rows.Add(["", Texts.Get(language, "check.sheet.compiled", reader.UnitName ?? reader.Name, clock.InWords(now)), "", "", "", "", ""]);
        return TypedResults.File(
            XlsxWriting.Write(
                Texts.Get(language, "check.sheet.name"), [.. Columns.Select(column => Texts.Get(language, "check.sheet." + column))], rows,
                new(
                    check.UnitName.ToUpperInvariant(), Texts.Get(language, "check.sheet.title"),
                    [
                        Texts.Get(language, "roster.meeting", check.Title),
                        .. check.StartsAt is { } starts ? [Texts.Get(language, "roster.time", clock.InWords(starts))] : Array.Empty<string>(),
                    ],
                    Texts.Get(language, "roster.page"))),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Texts.Get(language, "check.sheet.file", check.Number) + ".xlsx");
    }

    private static string[] Line(CheckedSiteView site, int number, MeetingClock clock, string language) =>
    [
        number.ToString(CultureInfo.InvariantCulture), site.Name, People(site.People, ContactRole.Leader), People(site.People, ContactRole.Technician),
        Texts.Get(language, $"check.result.{site.Result}"),
        site.At is { } at ? $"{site.By}, {clock.InWords(at)}" : "", site.Note ?? "",
    ];

    private static string People(IReadOnlyList<DutyPerson> people, ContactRole role) => string.Join("; ", people.Where(person => person.Role == role)
        .Select(person => string.Join(", ", new[] { person.Name, person.Position, person.Phone, person.Zalo is { } zalo ? "Zalo " + zalo : null }.OfType<string>())));

    private static string Totals(CheckCounts counts, string language) =>
        Texts.Get(language, "check.sheet.counts", counts.Passed, counts.Failed, counts.NotChecked);
}
