using DiemCau.Meetings.Access;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Organisation.Tree;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Shared.Tables;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace DiemCau.Meetings.Organisation.Exchange;

/// <summary>A table of units: looked through row by row, then taken as a whole or not at all.</summary>
internal static class UnitImport
{
    /// <summary>A preview is read by a person; what is wrong comes first.</summary>
    private const int MostRowsShown = 500;

    /// <param name="Applied">False: this is what would happen.</param>
    /// <param name="Wrong">How many rows have errors; none are taken while there is one.</param>
    /// <param name="Rows">Those with errors first, at most 500.</param>
    internal sealed record UnitImportResult(bool Applied, int Added, int Changed, int Same, int Wrong, IReadOnlyList<UnitImportRow> Rows);

    /// <param name="Row">As the spreadsheet numbers it.</param>
    /// <param name="Errors">In the reader's language, each with the name of its column.</param>
    internal sealed record UnitImportRow(int Row, string Name, string? Code, string? Parent, UnitImportAction Action, IReadOnlyList<string> Errors);

    public static void Map(IEndpointRouteBuilder units) => units.MapPost("/import", ImportAsync)
        .WithName("ImportUnits")
        .Accepts<Stream>("application/octet-stream")
        .WithMetadata(new RequestSizeLimitAttribute(TableFile.LargestFile))
        .NeedsEverywhere(Permission.ManageUnits);

    /// <param name="apply">False: only a preview.</param>
    private static async Task<Results<Ok<UnitImportResult>, Refusal>> ImportAsync(
        Stream body, bool? apply, HttpContext http, DiemCauDb db, JournalWriter journal, InstallationOptions installation, TimeProvider time,
        CancellationToken cancellation)
    {
        var (table, refusal) = await TableFile.ReadAsync(body, cancellation);
        if (table is null)
        {
            return refusal!;
        }

        var columns = UnitColumns.Find(table.Count > 0 ? table[0].Cells : []);
        if (!columns.ContainsKey(UnitColumn.Name))
        {
            return new Refusal("unit_table_without_names", StatusCodes.Status400BadRequest) { Arguments = [UnitColumns.HeadOf(UnitColumn.Name, Language.Of(http))] };
        }

        List<UnitRow> rows = [.. table.Skip(1).Select(row => UnitRow.Read(row, columns))];

        var now = time.GetUtcNow();
        var today = installation.Today(time);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (apply == true)
        {
            await UnitTableWriting.LockAsync(db, cancellation);
        }

        var existing = await db.Units.Where(unit => unit.ValidTo == null || unit.ValidTo >= today).ToListAsync(cancellation);
        var plan = UnitImportPlan.Of(rows, existing, () => Guid.CreateVersion7(now));
        if (apply != true || plan.HasErrors)
        {
            return TypedResults.Ok(ResultOf(plan, applied: false, Language.Of(http)));
        }

        var result = ResultOf(plan, applied: true, Language.Of(http)); // before it is written: afterwards nothing differs any more
        try
        {
            await UnitTableWriting.WriteAsync(db, plan, now, cancellation);
        }
        catch (DbUpdateException conflict) when (conflict.InnerException is PostgresException fault && UnitSaving.RefusalOf(fault) is { } taken)
        {
            return taken;
        }
        catch (PostgresException fault) when (UnitSaving.RefusalOf(fault) is { } taken)
        {
            return taken;
        }

        journal.Add(db, "unit.imported", null, new { result.Added, result.Changed, result.Same });
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.Ok(result);
    }

    private static UnitImportResult ResultOf(UnitImportPlan plan, bool applied, string language)
    {
        int Count(UnitImportAction action) => plan.Rows.Count(unit => unit.Action == action && unit.Row!.Errors.Count == 0);
        return new(
            applied,
            Count(UnitImportAction.Add),
            Count(UnitImportAction.Change),
            Count(UnitImportAction.Same),
            plan.Rows.Count(unit => unit.Row!.Errors.Count > 0),
            [.. plan.Rows.OrderBy(unit => unit.Row!.Errors.Count == 0).ThenBy(unit => unit.Row!.Number).Take(MostRowsShown).Select(unit => new UnitImportRow(
                unit.Row!.Number, unit.Name, unit.Code, unit.Row.Parent, unit.Action,
                [.. unit.Row.Errors.Select(error => InWords(error, language))]))]);
    }

    private static string InWords(FieldError error, string language) =>
        $"{UnitColumns.HeadOf(Enum.Parse<UnitColumn>(error.Field), language)}: {Texts.Get(language, $"field.{error.Code}", [.. error.Arguments])}";
}
