using DiemCau.Meetings.Access;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Tables;
using DiemCau.Meetings.Storage;
using DiemCau.Meetings.WorkingDays;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Sites.Directory;

/// <param name="SiteLabel">What the site is called outside its unit.</param>
/// <param name="Place">Order among the site's contacts, from 1.</param>
/// <param name="Zalo">The number or name under which the contact is on Zalo.</param>
internal sealed record DirectoryEntryView(
    Guid SiteId, int Place, string SiteName, string SiteLabel, Guid UnitId, string UnitName, ContactRole Role, string Name, string? Position, string? Phone, string? Zalo,
    string? Email);

/// <summary>"Danh bạ": leaders and technicians of sites, to be searched, called and printed; kept current by the sites themselves.</summary>
internal static class ContactDirectory
{
    /// <summary>Above all contacts of the country's communes.</summary>
    private const int MostPrinted = 20_000;

    private static readonly string[] Columns = ["number", "unit", "site", "role", "name", "position", "phone", "zalo", "email"];

    public static void Map(IEndpointRouteBuilder sites)
    {
        var directory = sites.MapGroup("/directory").NeedsSomewhere(Permission.ViewSites);
        directory.MapGet("", ListAsync).WithName("ListDirectory");
        directory.MapGet("/workbook", ExportAsync).WithName("ExportDirectory");
    }

    private static async Task<Ok<ListPage<DirectoryEntryView>>> ListAsync(
        [AsParameters] ListQuery query, [AsParameters] DirectoryFilter filter, HttpContext http, DiemCauDb db, Rights rights, WorkingCalendars days,
        TimeProvider time, CancellationToken cancellation)
    {
        var people = await DirectoryQuery.OfAsync(
            db, rights, SignedInAccount.Required(http.User), filter, query.Term, days.DayOf(time.GetUtcNow()), cancellation);
        var page = await people.PageAsync(query, cancellation);
        return TypedResults.Ok(new ListPage<DirectoryEntryView>([.. page.Items.Select(View)], page.Total));
    }

    /// <summary>What the list shows, all pages, as a workbook to be printed.</summary>
    private static async Task<FileContentHttpResult> ExportAsync(
        string? search, [AsParameters] DirectoryFilter filter, HttpContext http, DiemCauDb db, Rights rights, InstallationOptions installation,
        WorkingCalendars days, TimeProvider time, CancellationToken cancellation)
    {
        var (language, today) = (Language.Of(http), days.DayOf(time.GetUtcNow()));
        var people = await DirectoryQuery.OfAsync(db, rights, SignedInAccount.Required(http.User), filter, search, today, cancellation);
        var branch = filter.Under is { } under
            ? await db.Units.Where(unit => unit.Id == under).Select(unit => unit.Name).SingleOrDefaultAsync(cancellation) : null;
        string Say(string key, params object?[] arguments) => Texts.Get(language, "directory." + key, arguments);
        var rows = (await people.Take(MostPrinted).ToListAsync(cancellation)).Select(View).Select((person, index) => (string[])
        [
            $"{index + 1}", person.UnitName, person.SiteName, Say(person.Role == ContactRole.Leader ? "leader" : "technician"), person.Name,
            person.Position ?? "", person.Phone ?? "", person.Zalo ?? "", person.Email ?? "",
        ]);
        return TypedResults.File(
            XlsxWriting.Write(
                Say("sheet"), [.. Columns.Select(column => Say(column))], [.. rows],
                new(installation.Name.ToUpperInvariant(), Say("title"),
                    [.. new[] { branch, Say("as_of", $"{today:dd/MM/yyyy}") }.OfType<string>()], Say("page"))),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Say("file") + ".xlsx");
    }

    private static DirectoryEntryView View(DirectoryRow row) => new(
        row.SiteId, (int)row.Place, row.SiteName, SiteLabel.Of(row.SiteName, row.UnitName), row.UnitId, row.UnitName, row.Role == "leader" ? ContactRole.Leader : ContactRole.Technician, row.Name,
        row.Position, row.Phone, row.Zalo, row.Email);
}
