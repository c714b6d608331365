using System.Security.Claims;
using DiemCau.Meetings.Access;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Organisation.Tree;

/// <summary>The tree as everybody may read it: level by level, by words, or everything under a unit.</summary>
internal static class UnitBrowsing
{
    /// <param name="ParentId">Whose children; none of the first three: the top of the tree.</param>
    /// <param name="Under">Everything below this unit, at any depth.</param>
    /// <param name="Search">Words of the name or code, in any order, without regard to accents and case.</param>
    /// <param name="Level">Only of this level.</param>
    /// <param name="Kind">authority, office or group.</param>
    /// <param name="Ended">Also units that exist no longer, or not yet.</param>
    internal readonly record struct UnitQuery(
        Guid? ParentId, Guid? Under, string? Search, int? Level, string? Kind, bool? Ended, int? Page, int? PageSize)
    {
        public ListQuery List => new(Search, Page, PageSize);
    }

    /// <param name="Predecessors">Which units it goes on as.</param>
    /// <param name="Permissions">What the reader may do here, so that a client can hide the rest; each request is asked anew.</param>
    internal sealed record UnitDetails(
        UnitView Unit, IReadOnlyList<UnitLink> Predecessors, IReadOnlyList<UnitLink> Successors, IReadOnlyList<Permission> Permissions);

    public static void Map(IEndpointRouteBuilder api)
    {
        var units = api.MapGroup("/units").WithTags("Units").ForSignedIn("who exists in the province is no secret among its offices");
        units.MapGet("", ListAsync).WithName("ListUnits");
        units.MapGet("/{id:guid}", OneAsync).WithName("GetUnit");
        units.MapGet("/levels", LevelsAsync).WithName("ListUnitLevels");
    }

    private static async Task<Ok<ListPage<UnitView>>> ListAsync(
        [AsParameters] UnitQuery query, DiemCauDb db, InstallationOptions installation, TimeProvider time, CancellationToken cancellation)
    {
        var today = installation.Today(time);
        var units = query.Ended == true ? db.Units.AsNoTracking() : db.Units.AsNoTracking().ValidOn(today);
        if (query.Under is { } top)
        {
            var under = db.UnitsUnder(top);
            units = units.Where(unit => unit.Id != top && under.Contains(unit.Id));
        }
        else if (query.List.Term is null)
        {
            units = units.Where(unit => unit.ParentId == query.ParentId);
        }

        foreach (var word in query.List.Term?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [])
        {
            units = units.Where(unit => unit.SearchText.Contains(DiemCauDb.Fold(word)));
        }

        if (query.Level is { } level)
        {
            units = units.Where(unit => unit.Level == level);
        }

        // The framework reads enumerations of a query in the case of the code only; bodies and answers have them in camel case.
        if (Enum.TryParse<UnitKind>(query.Kind, ignoreCase: true, out var kind))
        {
            units = units.Where(unit => unit.Kind == kind);
        }

        var total = await units.CountAsync(cancellation);
        // What a view looks up besides is looked up for the page alone, not for the rows that are passed over.
        var page = await units
            .OrderBy(unit => query.ParentId != null || unit.ParentId == null ? 0 : unit.Level)
            .ThenBy(unit => EF.Functions.Collate(unit.Name, DiemCauDb.Vietnamese))
            .ThenBy(unit => unit.Id)
            .Skip(query.List.Skip)
            .Take(query.List.Take)
            .Select(unit => unit.Id)
            .ToListAsync(cancellation);
        var views = await UnitView.Of(db, db.Units.AsNoTracking().Where(unit => page.Contains(unit.Id)), today).ToDictionaryAsync(unit => unit.Id, cancellation);
        return TypedResults.Ok(new ListPage<UnitView>([.. page.Where(views.ContainsKey).Select(id => views[id])], total));
    }

    private static async Task<Results<Ok<UnitDetails>, Refusal>> OneAsync(
        Guid id, ClaimsPrincipal user, DiemCauDb db, Rights rights, InstallationOptions installation, TimeProvider time, CancellationToken cancellation)
    {
        if (!await db.Units.AnyAsync(unit => unit.Id == id, cancellation))
        {
            return Refusals.NotFound;
        }

        var before = db.UnitSuccessions.Where(line => line.SuccessorId == id).Join(db.Units, line => line.PredecessorId, unit => unit.Id, (_, unit) => unit);
        var after = db.UnitSuccessions.Where(line => line.PredecessorId == id).Join(db.Units, line => line.SuccessorId, unit => unit.Id, (_, unit) => unit);
        return TypedResults.Ok(new UnitDetails(
            await UnitView.LoadAsync(db, id, installation.Today(time), cancellation),
            await LinksAsync(before, cancellation),
            await LinksAsync(after, cancellation),
            await rights.InAsync(SignedInAccount.Required(user), id, cancellation)));
    }

    private static async Task<Ok<IReadOnlyList<string>>> LevelsAsync(DiemCauDb db, InstallationOptions installation, CancellationToken cancellation) =>
        TypedResults.Ok(await LevelNames.ReadAsync(db, installation, cancellation));

    private static Task<List<UnitLink>> LinksAsync(IQueryable<Unit> units, CancellationToken cancellation) => units
        .OrderBy(unit => EF.Functions.Collate(unit.Name, DiemCauDb.Vietnamese))
        .Select(unit => new UnitLink(unit.Id, unit.Name))
        .ToListAsync(cancellation);
}
