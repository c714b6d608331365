using DiemCau.Meetings.Access;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Tables;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Organisation.Exchange;

/// <summary>The tree as a table that the import reads back to the same tree.</summary>
internal static class UnitExport
{
    private const string Csv = "csv";

    public static void Map(IEndpointRouteBuilder units) =>
        units.MapGet("/export", ExportAsync).WithName("ExportUnits").NeedsEverywhere(Permission.ManageUnits);

    /// <param name="format">"csv"; anything else, or nothing, is a workbook.</param>
    private static async Task<FileContentHttpResult> ExportAsync(
        string? format, HttpContext http, DiemCauDb db, InstallationOptions installation, TimeProvider time, CancellationToken cancellation)
    {
        var language = Language.Of(http);
        var today = installation.Today(time);
        var units = await db.Units.AsNoTracking().Where(unit => unit.ValidTo == null || unit.ValidTo >= today)
            .OrderBy(unit => EF.Functions.Collate(unit.Name, DiemCauDb.Vietnamese)).ThenBy(unit => unit.Id)
            .ToListAsync(cancellation);
        string[] heads = [.. UnitColumns.All.Select(column => UnitColumns.HeadOf(column, language))];
        List<string[]> rows = [.. FromTheTop(units).Select(way => Cells(way, language))];
        var name = $"{Texts.Get(language, "unit.table.file")}-{today:yyyyMMdd}";
        return format == Csv
            ? TypedResults.File(CsvTable.Write(heads, rows), "text/csv", name + ".csv")
            : TypedResults.File(
                XlsxWriting.Write(Texts.Get(language, "unit.table.sheet"), heads, rows),
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                name + ".xlsx");
    }

    private static string[] Cells(IReadOnlyList<Unit> way, string language)
    {
        var unit = way[^1];
        var parent = way.Count == 1 ? "" : way[^2].Code ?? UnitPath.Of(way.SkipLast(1).Select(above => above.Name));
        return [unit.Code ?? "", unit.Name, parent, UnitColumns.WordOf(unit.Kind, language), UnitColumns.Write(unit.ValidFrom), UnitColumns.Write(unit.ValidTo)];
    }

    /// <summary>Each unit with those above it, after its parent and before its parent's next child.</summary>
    private static IEnumerable<IReadOnlyList<Unit>> FromTheTop(IReadOnlyCollection<Unit> units)
    {
        var ids = units.Select(unit => unit.Id).ToHashSet();
        var below = units.ToLookup(unit => unit.ParentId is { } parent && ids.Contains(parent) ? parent : Guid.Empty);
        var waiting = new Stack<IReadOnlyList<Unit>>(below[Guid.Empty].Reverse().Select(unit => (IReadOnlyList<Unit>)[unit]));
        while (waiting.TryPop(out var way))
        {
            yield return way;
            foreach (var child in below[way[^1].Id].Reverse())
            {
                waiting.Push([.. way, child]);
            }
        }
    }
}
