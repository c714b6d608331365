using System.Security.Claims;
using DiemCau.Meetings.Access;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Rooms;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Organisation.Tree;

/// <summary>Adding, changing, moving and deleting single units.</summary>
internal static class UnitAdministration
{
    public static void Map(IEndpointRouteBuilder units)
    {
        units.MapPost("", AddAsync).Needs(Permission.ManageUnits, UnitOf.InBody<UnitFields>(fields => fields.ParentId));
        units.MapPatch("/{id:guid}", ChangeAsync).Needs(Permission.ManageUnits, UnitOf.Route());
        units.MapDelete("/{id:guid}", RemoveAsync).Needs(Permission.ManageUnits, UnitOf.Route());
    }

    private static async Task<Results<Created<UnitView>, Refusal>> AddAsync(
        UnitFields fields, DiemCauDb db, JournalWriter journal, InstallationOptions installation, TimeProvider time, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var unit = new Unit { Id = Guid.CreateVersion7(now), Name = "", Kind = UnitKinds.LikelyOf(fields.Name?.Trim() ?? ""), CreatedAt = now };
        if (await fields.ApplyAsync(unit, db, cancellation) is { } refusal)
        {
            return refusal;
        }

        db.Units.Add(unit);
        journal.Add(db, "unit.added", unit.Id.ToString(), State.Of(unit), new(UnitId: unit.Id));
        return await UnitSaving.SaveAsync(db, cancellation) is { } conflict
            ? conflict
            : TypedResults.Created($"/api/units/{unit.Id}", await UnitView.LoadAsync(db, unit.Id, installation.Today(time), cancellation));
    }

    private static async Task<Results<Ok<UnitView>, Refusal>> ChangeAsync(
        Guid id, UnitFields fields, ClaimsPrincipal user, DiemCauDb db, Rights rights, JournalWriter journal, InstallationOptions installation,
        TimeProvider time, CancellationToken cancellation)
    {
        if (await db.Units.SingleOrDefaultAsync(known => known.Id == id, cancellation) is not { } unit)
        {
            return Refusals.NotFound;
        }

        var before = State.Of(unit);
        if (await fields.ApplyAsync(unit, db, cancellation) is { } refusal)
        {
            return refusal;
        }

        // Whoever takes a unit away answers for it; where it goes, somebody else may.
        if (unit.ParentId != before.ParentId
            && !await rights.MayAsync(SignedInAccount.Required(user), Permission.ManageUnits, unit.ParentId ?? Unit.Whole, cancellation))
        {
            return Refusals.Forbidden;
        }

        journal.Add(
            db, unit.ParentId == before.ParentId ? "unit.changed" : "unit.moved", id.ToString(), new { Before = before, After = State.Of(unit) },
            new(UnitId: id));
        return await UnitSaving.SaveAsync(db, cancellation) is { } conflict
            ? conflict
            : TypedResults.Ok(await UnitView.LoadAsync(db, id, installation.Today(time), cancellation));
    }

    /// <summary>For what should never have been there; a unit that ends gets its last day, or is merged.</summary>
    private static async Task<Results<NoContent, Refusal>> RemoveAsync(
        Guid id, DiemCauDb db, JournalWriter journal, CancellationToken cancellation)
    {
        if (await db.Units.SingleOrDefaultAsync(known => known.Id == id, cancellation) is not { } unit)
        {
            return Refusals.NotFound;
        }

        if (await db.Rooms.AnyAsync(room => room.UnitId == id, cancellation))
        {
            return OrganisationRefusals.InUse;
        }

        db.Units.Remove(unit);
        journal.Add(db, "unit.removed", id.ToString(), State.Of(unit), new(UnitId: id));
        return await UnitSaving.SaveAsync(db, cancellation) is { } conflict ? conflict : TypedResults.NoContent();
    }

    /// <summary>A unit as the journal remembers it.</summary>
    private sealed record State(string Name, string? Code, UnitKind Kind, Guid? ParentId, DateOnly? ValidFrom, DateOnly? ValidTo)
    {
        public static State Of(Unit unit) => new(unit.Name, unit.Code, unit.Kind, unit.ParentId, unit.ValidFrom, unit.ValidTo);
    }
}
