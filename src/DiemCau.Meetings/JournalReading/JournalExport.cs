using System.Globalization;
using DiemCau.Meetings.Access;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Shared.Tables;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace DiemCau.Meetings.JournalReading;

/// <summary>What the page shows, all of it, as a numbered table to be printed and signed. That somebody took it is itself noted.</summary>
internal static class JournalExport
{
    /// <summary>Some 300 pages of A4, 1 MB. Who needs more narrows the time.</summary>
    private const int Most = 5_000;

    private static readonly string[] Columns = ["number", "time", "severity", "what", "actor", "meeting", "site", "unit", "detail", "address"];

    public static void Map(IEndpointRouteBuilder journal) =>
        journal.MapGet("/table", ExportAsync).WithName("ExportJournal").NeedsSomewhere(Permission.ViewJournal);

    private static async Task<Results<FileContentHttpResult, Refusal>> ExportAsync(
        [AsParameters] JournalFilter filter, HttpContext http, DiemCauDb db, JournalWriter journal, InstallationOptions installation, TimeProvider time,
        CancellationToken cancellation)
    {
        var (reader, language) = (SignedInAccount.Required(http.User), Language.Of(http));
        var found = await new JournalQuery(db).NewestAsync(reader, filter, null, Most + 1, cancellation);
        var lines = await JournalLineView.OfAsync(db, [.. found.Take(Most)], language, cancellation);
        journal.Add(db, "journal.exported", null, new { Count = lines.Count, filter.From, filter.To, filter.Action }, new(UnitId: reader.UnitId));
        await db.SaveChangesAsync(cancellation);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(installation.TimeZone);
        string Moment(DateTimeOffset at, string format) => TimeZoneInfo.ConvertTime(at, zone).ToString(format, CultureInfo.InvariantCulture);
        string?[] above =
        [
            lines.Count == 0 ? null : Texts.Get(language, "journal.span", Moment(lines[^1].At, "dd/MM/yyyy HH:mm"), Moment(lines[0].At, "dd/MM/yyyy HH:mm")),
            found.Count > Most ? Texts.Get(language, "journal.more", Most) : null,
            Texts.Get(language, "journal.taken", Moment(time.GetUtcNow(), "dd/MM/yyyy HH:mm"), reader.Name),
        ];
        return TypedResults.File(
            XlsxWriting.Write(
                Texts.Get(language, "journal.sheet"),
                [.. Columns.Select(column => Texts.Get(language, "journal.column." + column))],
                [.. lines.Select((line, index) => Row(line, index + 1, language, at => Moment(at, "dd/MM/yyyy HH:mm:ss")))],
                new((reader.UnitName ?? installation.Name).ToUpperInvariant(), Texts.Get(language, "journal.title"), [.. above.OfType<string>()],
                    Texts.Get(language, "journal.page"))),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            $"{Texts.Get(language, "journal.file")}-{Moment(time.GetUtcNow(), "yyyyMMdd-HHmm")}.xlsx");
    }

    private static string[] Row(JournalLineView line, int number, string language, Func<DateTimeOffset, string> moment) =>
    [
        $"{number}", moment(line.At), Texts.Get(language, $"journal.severity.{line.Severity}"), line.Text,
        line.Actor ?? Texts.Get(language, "journal.nobody"), line.Meeting ?? "", line.Site ?? "", line.Unit ?? "",
        string.Join("; ", line.Details.Select(detail => $"{detail.Name}: {detail.Value}").Prepend(line.Subject).OfType<string>()), line.Address ?? "",
    ];
}
