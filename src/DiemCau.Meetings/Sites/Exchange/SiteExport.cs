using DiemCau.Meetings.Access;
using DiemCau.Meetings.Accounts;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Tables;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Sites.Exchange;

/// <summary>
/// The sites that an account keeps, and the accounts that it manages, as a workbook that the import reads back. Units without a site have a
/// row that waits to be filled in.
/// </summary>
internal static class SiteExport
{
    public static void Map(IEndpointRouteBuilder sites) =>
        sites.MapGet("/workbook", ExportAsync).WithName("ExportSites").NeedsSomewhere(Permission.EditSites);

    private static async Task<FileContentHttpResult> ExportAsync(
        HttpContext http, DiemCauDb db, Rights rights, InstallationOptions installation, TimeProvider time, CancellationToken cancellation)
    {
        var (reader, language, today) = (SignedInAccount.Required(http.User), Language.Of(http), installation.Today(time));
        var units = await db.Units.AsNoTracking().ValidOn(today).OrderBy(unit => EF.Functions.Collate(unit.Name, DiemCauDb.Vietnamese)).ToListAsync(cancellation);
        var (ways, codes) = (new UnitWays(units), units.ToDictionary(unit => unit.Id, unit => unit.Code ?? ""));
        var kept = await rights.UnitsWhere(reader, Permission.EditSites).ToHashSetAsync(cancellation);
        var sites = (await db.Sites.AsNoTracking().Where(site => kept.Contains(site.UnitId)).ToListAsync(cancellation)).ToLookup(site => site.UnitId);

        List<(Guid Unit, Site? Site)> rows = [];
        foreach (var unit in units.Where(unit => kept.Contains(unit.Id)))
        {
            var own = sites[unit.Id].OrderBy(site => site.Name, StringComparer.Ordinal).ToList();
            rows.AddRange(own.Select(site => (unit.Id, (Site?)site)));
            if (own.Count == 0 && unit.Kind == UnitKind.Authority)
            {
                rows.Add((unit.Id, null));
            }
        }

        var tables = SiteSheets.All.Where(sheet => sheet != SiteSheet.Accounts).Select(sheet => new XlsxTable(
            SiteSheets.NameOf(sheet, language), Heads(sheet, language),
            [.. rows.Where(row => row.Site is not null || sheet == SiteSheet.Sites)
                .Select(row => Cells(sheet, row.Site, codes[row.Unit], ways.Of(row.Unit), language))])).ToList();
        if (await rights.MaySomewhereAsync(reader, Permission.ManageAccounts, cancellation))
        {
            var managed = await rights.UnitsWhere(reader, Permission.ManageAccounts).ToHashSetAsync(cancellation);
            var accounts = await db.Accounts.AsNoTracking().Where(account => account.UnitId != null).OrderBy(account => account.Email).ToListAsync(cancellation);
            tables.Add(new(SiteSheets.NameOf(SiteSheet.Accounts, language), Heads(SiteSheet.Accounts, language),
                [.. accounts.Where(account => managed.Contains(account.UnitId!.Value) && codes.ContainsKey(account.UnitId.Value)).Select(account => (string[])
                    [codes[account.UnitId!.Value], ways.Of(account.UnitId.Value), account.Email, SiteSheets.WordOf(account.State, language)])]));
        }

        return TypedResults.File(
            XlsxWriting.Write(tables),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            $"{Texts.Get(language, "site.sheet.file")}-{today:yyyyMMdd}.xlsx");
    }

    private static string[] Heads(SiteSheet sheet, string language) => [.. SiteSheets.ColumnsOf(sheet).Select(column => SiteSheets.HeadOf(column, language))];

    private static string[] Cells(SiteSheet sheet, Site? site, string code, string unit, string language)
    {
        var draft = site is null ? new SiteDraft("", "", new()) : new(site.Name, site.Place, site.Description);
        return [.. SiteSheets.ColumnsOf(sheet).Select(column => column switch
        {
            SiteColumn.UnitCode => code,
            SiteColumn.Unit => unit,
            SiteColumn.Standing => site is null ? "" : $"{site.Completeness} %",
            SiteColumn.Id => site is null ? "" : $"{site.Id}.{site.Version}",
            _ => draft.Cell(column, language),
        })];
    }
}
