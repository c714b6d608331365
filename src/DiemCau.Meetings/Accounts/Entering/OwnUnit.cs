using System.Security.Claims;
using DiemCau.Meetings.Access;
using DiemCau.Meetings.Accounts.Administration;
using DiemCau.Meetings.Accounts.SigningIn;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Intake;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Accounts.Entering;

/// <summary>Naming one's unit, for accounts that have none yet: at activation, or later from the account's page.</summary>
internal static class OwnUnit
{
    /// <param name="UnitId">One of the existing units; null: by its name, or a new one.</param>
    internal sealed record UnitNaming([property: Name] string? UnitName, Guid? UnitId = null);

    public static void Map(IEndpointRouteBuilder accounts)
    {
        accounts.MapGet("/links/{token}/similar-units", SimilarAsync).LimitedTo(AccountsRateLimits.Links).WithName("ListUnitsLike")
            .OpenToAll("the secret of an activation link");
        accounts.MapPut("/me/unit-claim", NameAsync).WithName("NameOwnUnit").ForSignedIn("which unit one's own account says it belongs to");
    }

    /// <summary>The existing units that may be meant by a name, for whoever is about to activate an account.</summary>
    private static async Task<Results<Ok<IReadOnlyList<UnitDirectory.SimilarUnit>>, Refusal>> SimilarAsync(
        string token, string? name, HttpContext http, DiemCauDb db, AccountLinks links, CancellationToken cancellation)
    {
        http.Response.Headers.CacheControl = "no-store";
        var (_, refusal) = await links.FindAsync(db, token, LinkPurpose.Activation, cancellation);
        if (refusal is not null)
        {
            return refusal;
        }

        var written = UnitDirectory.Written(name);
        return UnitDirectory.NameErrors("name", written).ToArray() is { Length: > 0 } errors
            ? Refusal.Validation(errors)
            : TypedResults.Ok(await UnitDirectory.SimilarAsync(db, written, cancellation));
    }

    private static async Task<Results<Ok<AccountView>, Refusal>> NameAsync(
        UnitNaming naming, ClaimsPrincipal user, DiemCauDb db, UnitClaims claims, Session session, CancellationToken cancellation)
    {
        var id = SignedInAccount.Required(user).Id;
        var account = await db.Accounts.SingleAsync(known => known.Id == id, cancellation);
        if (account.UnitId is not null)
        {
            return AccountRefusals.UnitKnown;
        }

        if (await claims.ClaimAsync(db, account, UnitDirectory.Written(naming.UnitName), naming.UnitId, cancellation) is { } refusal)
        {
            return refusal;
        }

        await db.SaveChangesAsync(cancellation);
        session.Forget(id);
        return TypedResults.Ok(await AccountView.LoadAsync(db, id, cancellation));
    }
}
