using System.Security.Claims;
using DiemCau.Meetings.Access;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Organisation.Tree;

/// <summary>"Sáp nhập": a unit ends and goes on as another, with everything under it and everything that is its own.</summary>
internal static class UnitMerge
{
    /// <param name="LastDay">The unit's last day; yesterday when not given.</param>
    internal sealed record UnitMergeRequest(Guid? SuccessorId, DateOnly? LastDay = null);

    public static void Map(IEndpointRouteBuilder units) =>
        units.MapPost("/{id:guid}/merge", MergeAsync).Needs(Permission.ManageUnits, UnitOf.Route()).WithName("MergeUnit");

    private static async Task<Results<Ok<UnitView>, Refusal>> MergeAsync(
        Guid id, UnitMergeRequest request, ClaimsPrincipal user, DiemCauDb db, Rights rights, IEnumerable<IUnitEvents> others, JournalWriter journal,
        InstallationOptions installation, TimeProvider time, CancellationToken cancellation)
    {
        var by = SignedInAccount.Required(user);
        var today = installation.Today(time);
        if (await db.Units.SingleOrDefaultAsync(known => known.Id == id, cancellation) is not { } unit)
        {
            return Refusals.NotFound;
        }

        if (request.SuccessorId is not { } successorId || !await rights.MayAsync(by, Permission.ManageUnits, successorId, cancellation))
        {
            return request.SuccessorId is null ? Refusal.Validation(new FieldError("successorId", "required")) : Refusals.Forbidden;
        }

        if (await RefuseAsync(db, unit, successorId, request.LastDay ?? today.AddDays(-1), today, cancellation) is { } refusal)
        {
            return refusal;
        }

        var lastDay = request.LastDay ?? today.AddDays(-1);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        unit.ValidTo = lastDay;
        db.UnitSuccessions.Add(new() { PredecessorId = id, SuccessorId = successorId, Since = lastDay.AddDays(1) });
        var children = await db.Units.Where(child => child.ParentId == id && child.ValidTo == null).ToListAsync(cancellation);
        foreach (var child in children)
        {
            child.ParentId = successorId;
        }

        journal.Add(
            db, "unit.merged", id.ToString(),
            new { unit.Name, SuccessorId = successorId, LastDay = lastDay, Children = children.Select(child => child.Id) }, new(UnitId: id));
        if (await UnitSaving.SaveAsync(db, cancellation) is { } conflict)
        {
            return conflict;
        }

        await MoveRolesAsync(db, id, successorId, cancellation);
        foreach (var slice in others)
        {
            await slice.MergedAsync(db, id, successorId, cancellation);
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.Ok(await UnitView.LoadAsync(db, successorId, today, cancellation));
    }

    private static async Task<Refusal?> RefuseAsync(
        DiemCauDb db, Unit unit, Guid successorId, DateOnly lastDay, DateOnly today, CancellationToken cancellation)
    {
        if (unit.ValidTo is not null)
        {
            return OrganisationRefusals.AlreadyEnded;
        }

        // What stands under it goes to the successor, which therefore cannot be among them.
        if (await db.UnitsUnder(unit.Id).ContainsAsync(successorId, cancellation)
            || !await db.Units.AnyAsync(known => known.Id == successorId && known.ValidTo == null, cancellation))
        {
            return OrganisationRefusals.SuccessorInvalid;
        }

        return lastDay > today ? Refusal.Validation(new FieldError("lastDay", "unit_merge_in_future"))
            : lastDay < unit.ValidFrom ? Refusal.Validation(new FieldError("lastDay", "unit_ends_before_it_begins"))
            : null;
    }

    private static async Task MoveRolesAsync(DiemCauDb db, Guid from, Guid to, CancellationToken cancellation)
    {
        await db.Database.ExecuteSqlAsync(
            $"""
            update role_assignments set unit_id = {to} where unit_id = {from} and not exists (
              select from role_assignments same
              where same.unit_id = {to} and same.account_id = role_assignments.account_id and same.role = role_assignments.role)
            """,
            cancellation);
        await db.RoleAssignments.Where(given => given.UnitId == from).ExecuteDeleteAsync(cancellation);
    }
}
