using System.Security.Claims;
using DiemCau.Meetings.Access;
using DiemCau.Meetings.Accounts.SigningIn;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Intake;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Accounts.Administration;

/// <summary>Saying yes or no to the unit that an account names, or that it is another.</summary>
internal static class UnitClaimAdministration
{
    private const int LongestReason = 500;

    /// <param name="UnitId">The unit that is really meant; null: the existing one that was named, or a new one of that name.</param>
    /// <param name="ParentId">Under what a new one stands; null: at the top.</param>
    internal sealed record UnitClaimConfirmation(Guid? UnitId = null, Guid? ParentId = null);

    internal sealed record UnitClaimRefusal([property: Lines] string? Reason = null);

    public static void Map(IEndpointRouteBuilder admin)
    {
        var claim = admin.MapGroup("/accounts/{id:guid}/unit-claim")
            .Needs(Permission.ManageAccounts, UnitOf.Row<Account>(account => account.UnitId ?? account.ClaimedUnitId));
        claim.MapGet("", SimilarAsync).WithName("ListSimilarUnits");
        claim.MapPost("", ConfirmAsync).WithName("ConfirmUnitClaim");
        claim.MapDelete("", RefuseAsync).WithName("RefuseUnitClaim");
    }

    /// <summary>The existing units that may be meant.</summary>
    private static async Task<Results<Ok<IReadOnlyList<UnitDirectory.SimilarUnit>>, Refusal>> SimilarAsync(Guid id, DiemCauDb db, CancellationToken cancellation)
    {
        var claimed = await db.Accounts.Where(account => account.Id == id).Select(account => new { account.ClaimedUnitName }).SingleOrDefaultAsync(cancellation);
        return claimed is null ? Refusals.NotFound
            : claimed.ClaimedUnitName is { } name ? TypedResults.Ok(await UnitDirectory.SimilarAsync(db, name, cancellation))
            : AccountRefusals.NothingClaimed;
    }

    private static async Task<Results<Ok<AccountView>, Refusal>> ConfirmAsync(
        Guid id, UnitClaimConfirmation confirmation, ClaimsPrincipal user, DiemCauDb db, Rights rights, UnitClaims claims, Session session,
        CancellationToken cancellation)
    {
        if (await db.Accounts.SingleOrDefaultAsync(known => known.Id == id, cancellation) is not { } account)
        {
            return Refusals.NotFound;
        }

        if (account.ClaimedUnitName is null)
        {
            return AccountRefusals.NothingClaimed;
        }

        // Whoever decides answers for the unit that the account gets, or for what a new one stands under.
        var by = SignedInAccount.Required(user);
        var (asked, permission) = (confirmation.UnitId ?? account.ClaimedUnitId) is { } existing
            ? (existing, Permission.ManageAccounts)
            : (confirmation.ParentId ?? Unit.Whole, Permission.ManageUnits);
        if (!await rights.MayAsync(by, permission, asked, cancellation))
        {
            return Refusals.Forbidden;
        }

        if (asked != Unit.Whole && !await db.Units.AnyAsync(unit => unit.Id == asked && unit.ValidTo == null, cancellation))
        {
            return AccountRefusals.UnitUnknown;
        }

        if (await claims.ConfirmAsync(db, account, confirmation.UnitId, confirmation.ParentId, cancellation) is { } refusal)
        {
            return refusal;
        }

        session.Forget(id);
        return TypedResults.Ok(await AccountView.LoadAsync(db, id, cancellation));
    }

    private static async Task<Results<Ok<AccountView>, Refusal>> RefuseAsync(
        Guid id, [FromBody] UnitClaimRefusal refused, DiemCauDb db, UnitClaims claims, Session session, CancellationToken cancellation)
    {
        if (await db.Accounts.SingleOrDefaultAsync(known => known.Id == id, cancellation) is not { } account)
        {
            return Refusals.NotFound;
        }

        if (account.ClaimedUnitName is null)
        {
            return AccountRefusals.NothingClaimed;
        }

        if (refused.Reason?.Length > LongestReason)
        {
            return Refusal.Validation(new FieldError("reason", "too_long", LongestReason));
        }

        claims.Refuse(db, account, refused.Reason);
        await db.SaveChangesAsync(cancellation);
        session.Forget(id);
        return TypedResults.Ok(await AccountView.LoadAsync(db, id, cancellation));
    }
}
