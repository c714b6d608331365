using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace DiemCau.Meetings.Organisation;

/// <summary>The administrator's list of units.</summary>
internal static class UnitAdministration
{
    /// <summary>In a change, what is null stays as it is; <c>ToTopLevel</c> is how a unit is taken from under its parent.</summary>
    internal sealed record UnitFields(string? Name = null, string? Code = null, Guid? ParentId = null, bool ToTopLevel = false);

    internal sealed record UnitView(Guid Id, string Name, string? Code, Guid? ParentId, string? ParentName, DateTimeOffset CreatedAt);

    private static readonly Refusal NameTaken = new("unit_name_taken", StatusCodes.Status409Conflict);
    private static readonly Refusal InUse = new("unit_in_use", StatusCodes.Status409Conflict);

    public static void Map(IEndpointRouteBuilder api)
    {
        var units = api.MapGroup("/admin/units").WithTags("Administration").RequireAuthorization(Policies.Administrator);
        units.MapGet("", ListAsync);
        units.MapPost("", AddAsync);
        units.MapPatch("/{id:guid}", ChangeAsync);
        units.MapDelete("/{id:guid}", RemoveAsync);
    }

    private static async Task<Ok<ListPage<UnitView>>> ListAsync([AsParameters] ListQuery query, DiemCauDb db, CancellationToken cancellation)
    {
        var units = db.Units.AsNoTracking();
        if (query.Term is { } term)
            units = units.Where(unit => DiemCauDb.Fold(unit.Name + " " + unit.Code).Contains(DiemCauDb.Fold(term)));
        return TypedResults.Ok(await Views(db, units.OrderBy(unit => EF.Functions.Collate(unit.Name, DiemCauDb.Vietnamese)).ThenBy(unit => unit.Id))
            .PageAsync(query, cancellation));
    }

    private static async Task<Results<Created<UnitView>, Refusal>> AddAsync(
        UnitFields fields, DiemCauDb db, JournalWriter journal, TimeProvider time, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(fields.Name))
            return Refusal.Validation(new FieldError("name", "required"));
        var now = time.GetUtcNow();
        var unit = new Unit { Id = Guid.CreateVersion7(now), Name = "", CreatedAt = now };
        if (await ApplyAsync(fields, unit, db, cancellation) is { } refusal)
            return refusal;
        db.Units.Add(unit);
        journal.Add(db, "unit.added", unit.Name);
        return await SaveAsync(db, cancellation) is { } conflict
            ? conflict
            : TypedResults.Created($"/api/admin/units/{unit.Id}", await ViewAsync(db, unit.Id, cancellation));
    }

    private static async Task<Results<Ok<UnitView>, Refusal>> ChangeAsync(
        Guid id, UnitFields fields, DiemCauDb db, JournalWriter journal, CancellationToken cancellation)
    {
        if (await db.Units.SingleOrDefaultAsync(known => known.Id == id, cancellation) is not { } unit)
            return Refusals.NotFound;
        var before = new { unit.Name, unit.Code, unit.ParentId };
        if (await ApplyAsync(fields, unit, db, cancellation) is { } refusal)
            return refusal;
        journal.Add(db, "unit.changed", unit.Name, new { Before = before, After = new { unit.Name, unit.Code, unit.ParentId } });
        return await SaveAsync(db, cancellation) is { } conflict ? conflict : TypedResults.Ok(await ViewAsync(db, id, cancellation));
    }

    private static async Task<Results<NoContent, Refusal>> RemoveAsync(
        Guid id, DiemCauDb db, JournalWriter journal, CancellationToken cancellation)
    {
        if (await db.Units.SingleOrDefaultAsync(known => known.Id == id, cancellation) is not { } unit)
            return Refusals.NotFound;
        db.Units.Remove(unit);
        journal.Add(db, "unit.removed", unit.Name);
        return await SaveAsync(db, cancellation) is { } conflict ? conflict : TypedResults.NoContent();
    }

    private static async Task<Refusal?> ApplyAsync(UnitFields fields, Unit unit, DiemCauDb db, CancellationToken cancellation)
    {
        var name = fields.Name?.Trim() ?? unit.Name;
        if (name.Length == 0)
            return Refusal.Validation(new FieldError("name", "required"));
        if (name.Length > Unit.NameLength)
            return Refusal.Validation(new FieldError("name", "too_long", Unit.NameLength));
        if (fields.Code is { Length: > Unit.CodeLength })
            return Refusal.Validation(new FieldError("code", "too_long", Unit.CodeLength));
        if (fields is { ToTopLevel: true, ParentId: not null })
            return Refusal.Validation(new FieldError("parentId", "unit_parent_invalid"));
        if (fields.ParentId is { } parent && !await MayBeParentAsync(db, parent, unit.Id, cancellation))
            return Refusal.Validation(new FieldError("parentId", "unit_parent_invalid"));
        unit.Name = name;
        unit.Code = fields.Code is null ? unit.Code : fields.Code.Trim() is { Length: > 0 } code ? code : null;
        unit.ParentId = fields.ToTopLevel ? null : fields.ParentId ?? unit.ParentId;
        return null;
    }

    /// <summary>A unit is not below itself.</summary>
    private static async Task<bool> MayBeParentAsync(DiemCauDb db, Guid parent, Guid unit, CancellationToken cancellation)
    {
        for (Guid? above = parent; above is { } id;)
        {
            if (id == unit || await db.Units.AsNoTracking().SingleOrDefaultAsync(known => known.Id == id, cancellation) is not { } found)
                return false;
            above = found.ParentId;
        }

        return true;
    }

    private static async Task<Refusal?> SaveAsync(DiemCauDb db, CancellationToken cancellation)
    {
        try
        {
            await db.SaveChangesAsync(cancellation);
            return null;
        }
        catch (DbUpdateException conflict) when (conflict.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return NameTaken;
        }
        catch (DbUpdateException conflict) when (conflict.InnerException is PostgresException { SqlState: PostgresErrorCodes.ForeignKeyViolation })
        {
            return InUse;
        }
    }

    private static Task<UnitView> ViewAsync(DiemCauDb db, Guid id, CancellationToken cancellation) =>
        Views(db, db.Units.Where(unit => unit.Id == id)).SingleAsync(cancellation);

    private static IQueryable<UnitView> Views(DiemCauDb db, IQueryable<Unit> units) =>
        from unit in units
        join parent in db.Units on unit.ParentId equals parent.Id into parents
        from parent in parents.DefaultIfEmpty()
        select new UnitView(unit.Id, unit.Name, unit.Code, unit.ParentId, parent.Name, unit.CreatedAt);
}
