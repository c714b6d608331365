using DiemCau.Meetings.Access;
using DiemCau.Meetings.Accounts;
using DiemCau.Meetings.Accounts.Administration;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Organisation;
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

namespace DiemCau.Meetings.Sites.Exchange;

/// <summary>A workbook of sites and accounts: looked through row by row, then taken but for the rows that are wrong.</summary>
internal static class SiteImport
{
    /// <summary>A preview is read by a person; what is wrong comes first.</summary>
    private const int MostRowsShown = 500;

    /// <summary>Everybody who keeps a site may send a workbook, and the largest takes seconds of a core: they are looked through one at a time.</summary>
    private static readonly SemaphoreSlim OneAtATime = new(1);

    /// <param name="Applied">False: this is what would happen.</param>
    /// <param name="Added">Rows, of sites and of accounts.</param>
    /// <param name="Wrong">How many rows have errors; they are left out.</param>
    /// <param name="Invited">How many of the added are accounts, each of which gets an activation mail.</param>
    /// <param name="Notes">What was chosen or left out of the file, in the reader's language.</param>
    /// <param name="Rows">Those with errors first, then those that are added or changed, at most 500.</param>
    internal sealed record SiteImportResult(
        bool Applied, int Added, int Changed, int Same, int Wrong, int Invited, IReadOnlyList<string> Notes, IReadOnlyList<SiteImportRow> Rows);

    /// <param name="Sheet">The name of its tab, in the reader's language.</param>
    /// <param name="Row">As the spreadsheet numbers it.</param>
    /// <param name="Errors">In the reader's language, each with the name of its column.</param>
    /// <param name="Changes">Likewise, with what was there and what will be.</param>
    /// <param name="IsStale">The site has been changed since the workbook was made.</param>
    internal sealed record SiteImportRow(
        string Sheet, int Row, string Name, string? Unit, SiteImportAction Action, IReadOnlyList<string> Errors, IReadOnlyList<string> Changes, bool IsStale);

    public static void Map(IEndpointRouteBuilder sites) => sites.MapPost("/workbook", ImportAsync)
        .WithName("ImportSites")
        .Accepts<Stream>("application/octet-stream")
        .WithMetadata(new RequestSizeLimitAttribute(TableFile.LargestFile))
        .NeedsSomewhere(Permission.EditSites);

    /// <param name="apply">True: the rows that are right are taken; otherwise only a preview.</param>
    private static async Task<Results<Ok<SiteImportResult>, Refusal>> ImportAsync(
        Stream body, bool? apply, HttpContext http, DiemCauDb db, Rights rights, AccountInvitations invitations, JournalWriter journal,
        InstallationOptions installation, TimeProvider time, CancellationToken cancellation)
    {
        // Before its turn: a slow line keeps nobody else waiting.
        using var file = await TableFile.TakeAsync(body, cancellation);
        if (file is null)
        {
            return TableFile.TooLarge;
        }

        await OneAtATime.WaitAsync(cancellation);
        try
        {
            var (sheets, refusal) = TableFile.ReadSheets(file, cancellation);
            if (sheets is null)
            {
                return refusal!;
            }

            var (reader, language, now) = (SignedInAccount.Required(http.User), Language.Of(http), time.GetUtcNow());
            if (Understood(sheets, language, out var notes) is not { Count: > 0 } understood)
            {
                return sheets.Any(sheet => sheet.Table.IsNotUnicode) ? TableFile.NotUnicode : WithoutSheets(sheets, language);
            }

            var ground = await GroundAsync(db, rights, reader, installation.Today(time), cancellation);
            var plan = SiteImportPlan.Of(understood, ground, language);
            var result = ResultOf(plan, [.. notes.Select(note => note.In(language))], apply == true, language);
            if (apply != true || result.Added + result.Changed == 0)
            {
                return TypedResults.Ok(result with { Applied = false });
            }

            foreach (var (email, unitId) in plan.Invited)
            {
                await invitations.InviteAsync(db, email, unitId, isAdministrator: false, now, cancellation);
            }

            Write(db, plan, (reader.Id, reader.Name), installation.Today(time), now);
            journal.Add(db, "site.imported", null, new { result.Added, result.Changed, result.Same, result.Wrong, result.Invited });
            return await SiteUpkeep.TrySaveAsync(db, cancellation) is { } conflict ? conflict : TypedResults.Ok(result);
        }
        catch (DbUpdateException failure) when (AccountInvitations.IsTaken(failure))
        {
            return SiteRefusals.MailboxTakenMeanwhile;
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    /// <summary>The sheets whose names and heads are known, with what is to be said of the others.</summary>
    private static List<(SiteSheet Sheet, IReadOnlyDictionary<SiteColumn, int> Columns, IEnumerable<TableRow> Rows)> Understood(
        IReadOnlyList<NamedTable> sheets, string language, out List<TableNote> notes)
    {
        notes = [];
        List<(SiteSheet, IReadOnlyDictionary<SiteColumn, int>, IEnumerable<TableRow>)> understood = [];
        foreach (var (name, table) in sheets)
        {
            if (SiteSheets.Named(name) is not { } sheet || understood.Any(other => other.Item1 == sheet) || SiteSheets.Find(sheet, table.Rows) is not { } heads)
            {
                notes.Add(new("sheet_unused", name));
                continue;
            }

            understood.Add((sheet, heads.Columns, table.Rows.Skip(heads.Body)));
            notes.AddRange(table.Notes);
            if (heads.Unused.Count > 0)
            {
                notes.Add(new("unused", string.Join(", ", heads.Unused.Select(head => $"{SiteSheets.NameOf(sheet, language)}: “{head}”"))));
            }
        }

        return understood;
    }

    private static Refusal WithoutSheets(IReadOnlyList<NamedTable> sheets, string language) => new("site_workbook_without_sheets", StatusCodes.Status400BadRequest)
    {
        Arguments =
        [
            string.Join(", ", SiteSheets.All.Select(sheet => $"“{SiteSheets.NameOf(sheet, language)}”")),
            string.Join(", ", sheets.Take(8).Select(sheet => $"“{sheet.Name}”")),
        ],
    };

    private static async Task<SiteImportGround> GroundAsync(DiemCauDb db, Rights rights, SignedInAccount reader, DateOnly today, CancellationToken cancellation)
    {
        var units = await db.Units.AsNoTracking().ValidOn(today).ToListAsync(cancellation);
        var keeps = await rights.UnitsWhere(reader, Permission.EditSites).ToHashSetAsync(cancellation);
        var manages = await rights.UnitsWhere(reader, Permission.ManageAccounts).ToHashSetAsync(cancellation);
        // Tracked: those that change are written.
        var sites = await db.Sites.Where(site => keeps.Contains(site.UnitId)).ToListAsync(cancellation);
        var mailboxes = manages.Count == 0 ? [] : await db.Accounts.Select(account => new { account.Email, account.UnitId })
            .ToDictionaryAsync(account => account.Email, account => account.UnitId, cancellation);
        return new(new(units), sites, keeps, manages, mailboxes);
    }

    private static void Write(DiemCauDb db, SiteImportPlan plan, (Guid Id, string Name) by, DateOnly today, DateTimeOffset now)
    {
        foreach (var planned in plan.Changed)
        {
            var before = planned.Existing is { } existing ? (Site)db.Entry(existing).OriginalValues.ToObject() : null;
            var site = planned.Existing ?? new Site { Id = Guid.CreateVersion7(now), UnitId = planned.UnitId, Name = "", Place = "", ValidFrom = today, CreatedAt = now };
            (site.Name, site.Place, site.Description) = (planned.Draft.Name, planned.Draft.Place, planned.Draft.Description);
            if (planned.Existing is null)
            {
                db.Sites.Add(site);
            }

            SiteChange.TryRecord(db, before, site, by, now);
        }
    }

    private static SiteImportResult ResultOf(SiteImportPlan plan, IReadOnlyList<string> notes, bool applied, string language)
    {
        int Count(SiteImportAction action) => plan.Lines.Count(line => line.Action == action);
        return new(
            applied, Count(SiteImportAction.Add), Count(SiteImportAction.Change), Count(SiteImportAction.Same), Count(SiteImportAction.Wrong), plan.Invited.Count, notes,
            [.. plan.Lines.OrderBy(Urgency).ThenBy(line => line.Sheet).ThenBy(line => line.Number).Take(MostRowsShown).Select(line => RowOf(line, language))]);
    }

    private static int Urgency(SiteImportLine line) => line.Action switch
    {
        SiteImportAction.Wrong => 0,
        SiteImportAction.Same => 2,
        _ => 1,
    };

    private static SiteImportRow RowOf(SiteImportLine line, string language)
    {
        string Head(SiteColumn? column) => column is { } known ? SiteSheets.HeadOf(known, language) + ": " : "";
        string Shown(string text) => text.Length == 0 ? Texts.Get(language, "site.import.empty") : text;
        return new(
            SiteSheets.NameOf(line.Sheet, language), line.Number, line.Name, line.Unit, line.Action,
            [.. line.Errors.Select(error => Head(error.Column) + Texts.Get(language, "field." + error.Error.Code, [.. error.Error.Arguments]))],
            line.Action == SiteImportAction.Change
                ? [.. line.Changes.Select(change => $"{Head(change.Column)}{Shown(change.Before)} → {Shown(change.After)}")]
                : [],
            line.IsStale && line.Changes.Count > 0);
    }
}
