using DiemCau.Meetings.Access;
using DiemCau.Meetings.Deadlines;
using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Documents;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Shared.Tables;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.TechnicalCheck;

/// <summary>"Mẫu tổng hợp thông tin" as a workbook and as a Word file, each to be printed on A4 across.</summary>
internal static class CheckSheet
{
    public static void Map(IEndpointRouteBuilder check)
    {
        check.MapGet("/sheet", WorkbookAsync).WithName("ExportCheckSheet").Needs(Permission.ViewMeetings, MeetingRights.TakingPart);
        check.MapGet("/sheet.docx", LetterAsync).WithName("ExportCheckSheetDocx").Needs(Permission.ViewMeetings, MeetingRights.TakingPart);
    }

    private static async Task<Results<FileContentHttpResult, Refusal>> WorkbookAsync(
        Guid id, HttpContext http, DiemCauDb db, MeetingClock clock, TimeProvider time, CancellationToken cancellation)
    {
        if (await ReadAsync(id, http, db, clock, time, cancellation) is not { } sheet)
        {
            return Refusals.NotFound;
        }

        var language = Language.Of(http);
        return TypedResults.File(
            XlsxWriting.Write(
                Texts.Get(language, "check.sheet.name"), sheet.Heads, [.. sheet.Rows, CheckSheetRows.Across(sheet.Foot)],
                new(sheet.Agency.ToUpperInvariant(), Texts.Get(language, "check.sheet.title"), sheet.Lines, Texts.Get(language, "roster.page"))),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Texts.Get(language, "check.sheet.file", sheet.Number) + ".xlsx");
    }

    private static async Task<Results<FileContentHttpResult, Refusal>> LetterAsync(
        Guid id, HttpContext http, DiemCauDb db, MeetingClock clock, TimeProvider time, CancellationToken cancellation)
    {
        if (await ReadAsync(id, http, db, clock, time, cancellation) is not { } sheet)
        {
            return Refusals.NotFound;
        }

        var language = Language.Of(http);
        return TypedResults.File(
            OfficialTableDocx.Write(
                new(sheet.Agency, Texts.Get(language, "check.sheet.title"), sheet.Lines, new(sheet.Heads, CheckSheetRows.Widths, sheet.Rows), sheet.Foot), language),
            OfficialLetterDocx.MediaType, Texts.Get(language, "check.sheet.file", sheet.Number) + ".docx");
    }

    private static async Task<CheckSheetRows?> ReadAsync(
        Guid id, HttpContext http, DiemCauDb db, MeetingClock clock, TimeProvider time, CancellationToken cancellation)
    {
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTrackingWithIdentityResolution;
        var (reader, language, now) = (SignedInAccount.Required(http.User), Language.Of(http), time.GetUtcNow());
        return await db.FindMeetingAsync(id, null, cancellation) is { } meeting
            ? CheckSheetRows.Of(
                await CheckPage.ReadAsync(db, meeting, reader, clock, now, language, cancellation), clock, reader.UnitName ?? reader.Name, now, language)
            : null;
    }
}
