using System.Globalization;
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
    /// <param name="Asked">How many rows have questions; none are taken while there is one.</param>
    /// <param name="Notes">What was chosen or left out of the file, in the reader's language.</param>
    /// <param name="Rows">Those with errors first, then those with questions and guesses, at most 500.</param>
    internal sealed record UnitImportResult(
        bool Applied, int Added, int Changed, int Same, int Wrong, int Asked, IReadOnlyList<string> Notes, IReadOnlyList<UnitImportRow> Rows);

    /// <param name="Row">As the spreadsheet numbers it.</param>
    /// <param name="Errors">In the reader's language, each with the name of its column.</param>
    /// <param name="Guesses">What was not in the cell itself, likewise.</param>
    internal sealed record UnitImportRow(
        int Row, string Name, string? Code, string? Parent, UnitImportAction Action, IReadOnlyList<string> Errors, IReadOnlyList<string> Guesses,
        IReadOnlyList<UnitQuestion> Questions);

    /// <param name="Apply">False: only a preview.</param>
    /// <param name="SameUnits">Numbers of rows that mean the unit of similar name, with commas between them.</param>
    /// <param name="NewUnits">Numbers of rows that mean another unit than that of similar name.</param>
    /// <param name="SameParents">Numbers of rows whose parent is the unit of similar name.</param>
    internal readonly record struct UnitImportQuery(bool? Apply, string? SameUnits, string? NewUnits, string? SameParents)
    {
        public UnitAnswers Answers => new(RowsOf(SameUnits), RowsOf(NewUnits), RowsOf(SameParents));

        private static HashSet<int> RowsOf(string? numbers) =>
            [.. (numbers ?? "").Split(',').Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var row) ? row : 0)];
    }

    public static void Map(IEndpointRouteBuilder units) => units.MapPost("/import", ImportAsync)
        .WithName("ImportUnits")
        .Accepts<Stream>("application/octet-stream")
        .WithMetadata(new RequestSizeLimitAttribute(TableFile.LargestFile))
        .NeedsEverywhere(Permission.ManageUnits);

    private static async Task<Results<Ok<UnitImportResult>, Refusal>> ImportAsync(
        Stream body, [AsParameters] UnitImportQuery query, HttpContext http, DiemCauDb db, JournalWriter journal, InstallationOptions installation,
        TimeProvider time, CancellationToken cancellation)
    {
        var (table, refusal) = await TableFile.ReadAsync(body, rows => UnitColumns.Find(rows)?.Columns.Count ?? 0, cancellation);
        if (table is null)
        {
            return refusal!;
        }

        var language = Language.Of(http);
        if (UnitColumns.Find(table.Rows) is not { } heads)
        {
            if (table.IsNotUnicode)
            {
                return TableFile.NotUnicode;
            }

            var first = string.Join(" | ", table.Rows.Take(1).SelectMany(row => row.Cells).Select(cell => cell.Text).Where(text => text.Length > 0).Take(8));
            return new Refusal("unit_table_without_names", StatusCodes.Status400BadRequest)
            {
                Arguments = [UnitColumns.HeadOf(UnitColumn.Name, language), first],
            };
        }

        List<UnitRow> rows = [.. table.Rows.Skip(heads.Body).Select(row => UnitRow.Read(row, heads.Columns))];

        var now = time.GetUtcNow();
        var today = installation.Today(time);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (query.Apply == true)
        {
            await UnitTableWriting.LockAsync(db, cancellation);
        }

        var existing = await db.Units.Where(unit => unit.ValidTo == null || unit.ValidTo >= today).ToListAsync(cancellation);
        var plan = UnitImportPlan.Of(rows, existing, () => Guid.CreateVersion7(now), query.Answers);
        var notes = NotesOf(table, heads).Select(note => note.In(language)).ToList();
        if (query.Apply != true || plan.HasErrors || plan.HasQuestions)
        {
            return TypedResults.Ok(ResultOf(plan, notes, applied: false, language));
        }

        var result = ResultOf(plan, notes, applied: true, language); // before it is written: afterwards nothing differs any more
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

    private static IEnumerable<TableNote> NotesOf(Table table, TableHeads<UnitColumn> heads)
    {
        foreach (var note in table.Notes)
        {
            yield return note;
        }

        if (heads.Body > 1)
        {
            yield return new("heads", heads.Row);
        }

        if (heads.Unused.Count > 0)
        {
            yield return new("unused", string.Join(", ", heads.Unused.Select(head => $"“{head}”")));
        }
    }

    private static UnitImportResult ResultOf(UnitImportPlan plan, IReadOnlyList<string> notes, bool applied, string language)
    {
        int Count(UnitImportAction action) => plan.Rows.Count(unit => unit.Action == action && unit.Row!.Errors.Count == 0);
        return new(
            applied,
            Count(UnitImportAction.Add),
            Count(UnitImportAction.Change),
            Count(UnitImportAction.Same),
            plan.Rows.Count(unit => unit.Row!.Errors.Count > 0),
            plan.Rows.Count(unit => unit.Row!.Questions.Count > 0),
            notes,
            [.. plan.Rows.OrderBy(unit => Urgency(unit.Row!)).ThenBy(unit => unit.Row!.Number).Take(MostRowsShown).Select(unit => RowOf(unit, language))]);
    }

    private static int Urgency(UnitRow row) => row.Errors.Count > 0 ? 0 : row.Questions.Count > 0 ? 1 : row.Guesses.Count > 0 ? 2 : 3;

    private static UnitImportRow RowOf(UnitImportPlan.Planned unit, string language)
    {
        var row = unit.Row!;
        var guesses = row.Guesses.Select(guess => InWords(guess, "unit.guess.", language));
        // A unit that is there keeps its kind.
        if (unit is { Existing: null, Name.Length: > 0 } && row.Kind is null)
        {
            guesses = guesses.Append(InWords(new(nameof(UnitColumn.Kind), "kind", UnitColumns.WordOf(unit.Kind, language)), "unit.guess.", language));
        }

        return new(
            row.Number, unit.Name, unit.Code, row.Parent, unit.Action, [.. row.Errors.Select(error => InWords(error, "field.", language))], [.. guesses],
            row.Questions);
    }

    private static string InWords(FieldError said, string texts, string language) =>
        $"{UnitColumns.HeadOf(Enum.Parse<UnitColumn>(said.Field), language)}: {Texts.Get(language, texts + said.Code, [.. said.Arguments])}";
}
