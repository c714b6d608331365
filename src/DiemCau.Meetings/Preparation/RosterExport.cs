using DiemCau.Meetings.Access;
using DiemCau.Meetings.Deadlines;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Shared.Tables;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Preparation;

/// <summary>"Bảng phân công trực" as a workbook to be printed: whose, which meeting and when, then a line for each person in the order of the stations.</summary>
internal static class RosterExport
{
    private static readonly string[] Columns = ["number", "station", "role", "duty", "name", "position", "phone", "zalo"];

    public static void Map(IEndpointRouteBuilder preparation) => preparation.MapGet("/roster", ExportAsync).WithName("ExportRoster")
        .Needs(Permission.ViewMeetings, MeetingRights.TakingPart);

    private static async Task<Results<FileContentHttpResult, Refusal>> ExportAsync(
        Guid id, HttpContext http, DiemCauDb db, Rights rights, MeetingClock clock, CancellationToken cancellation)
    {
        if (await db.Meetings.AsNoTracking().SingleOrDefaultAsync(meeting => meeting.Id == id, cancellation) is not { } meeting)
        {
            return Refusals.NotFound;
        }

        var language = Language.Of(http);
        var reach = await PreparationRights.ReachAsync(db, rights, SignedInAccount.Required(http.User), meeting, cancellation);
        var stations = (await Stations.OfAsync(db, meeting, language, cancellation)).Where(station => reach.Sees(station.SiteId));
        return TypedResults.File(
            XlsxWriting.Write(
                Texts.Get(language, "roster.sheet"),
                [.. Columns.Select(column => Texts.Get(language, "roster." + column))],
                [.. stations.SelectMany((station, index) => Lines(station, index + 1, language))],
                await TitleAsync(db, meeting, clock, language, cancellation)),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Texts.Get(language, "roster.file", meeting.Number) + ".xlsx");
    }

    private static async Task<XlsxTitle> TitleAsync(DiemCauDb db, Meeting meeting, MeetingClock clock, string language, CancellationToken cancellation)
    {
        var unit = await db.Units.Where(unit => unit.Id == meeting.UnitId).Select(unit => unit.Name).SingleAsync(cancellation);
        string?[] lines =
        [
            Texts.Get(language, "roster.meeting", meeting.Title),
            meeting.StartsAt is { } starts ? Texts.Get(language, "roster.time", clock.InWords(starts)) : null,
            meeting.ChairName is null ? null : Texts.Get(language, "roster.chair", string.Join(", ", new[] { meeting.ChairName, meeting.ChairPosition }.OfType<string>())),
        ];
        return new(unit.ToUpperInvariant(), Texts.Get(language, "roster.title"), [.. lines.OfType<string>()], Texts.Get(language, "roster.page"));
    }

    /// <summary>The station's number and name stand in its first line only, as people write such tables.</summary>
    private static IEnumerable<string[]> Lines(Station station, int number, string language)
    {
        var name = station.HasOldRoster ? $"{station.Name} ({Texts.Get(language, "roster.again")})" : station.Name;
        string[] head = [$"{number}", name, Texts.Get(language, $"station.{station.Role}")];
        if (station.People.Count == 0)
        {
            return [[.. head, "", Texts.Get(language, "roster.nobody"), "", "", ""]];
        }

        return station.People.Select((person, index) => (string[])
        [
            .. index == 0 ? head : ["", "", ""], Texts.Get(language, $"duty.{person.Role}"),
            person.Name ?? "", person.Position ?? "", person.Phone ?? "", person.Zalo ?? "",
        ]);
    }
}
