using DiemCau.Meetings.Access;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Accounts.Entering;

/// <summary>What the page behind a link has to show.</summary>
internal static class LinkLookup
{
    /// <param name="Email">Null for the first administrator's link: the address is chosen there.</param>
    /// <param name="UnitName">The unit that the account is known to belong to; null: it is to be named.</param>
    internal sealed record AccountLinkView(LinkPurpose Purpose, string? Email, LinkState State, string? UnitName);

    public static void Map(IEndpointRouteBuilder accounts) =>
        accounts.MapGet("/links/{token}", LookUpAsync).LimitedTo(AccountsRateLimits.Links).OpenToAll("the secret of a link");

    private static async Task<Results<Ok<AccountLinkView>, Refusal>> LookUpAsync(
        string token, HttpContext http, DiemCauDb db, TimeProvider time, CancellationToken cancellation)
    {
        http.Response.Headers.CacheControl = "no-store";
        var hash = LinkToken.Hash(token);
        var found = await (
            from link in db.AccountLinks
            join account in db.Accounts on link.AccountId equals account.Id into accounts
            from account in accounts.DefaultIfEmpty()
            where link.TokenHash == hash
            select new { Link = link, account.Email, account.UnitId }).SingleOrDefaultAsync(cancellation);
        if (found is null)
        {
            return Refusals.NotFound;
        }

        var unitId = found.UnitId ?? (found.Email is null ? null : await MailDomainRule.UnitOfAsync(db, found.Email, cancellation));
        var unitName = await db.Units.Where(unit => unit.Id == unitId).Select(unit => unit.Name).SingleOrDefaultAsync(cancellation);
        return TypedResults.Ok(new AccountLinkView(found.Link.Purpose, found.Email, found.Link.StateAt(time.GetUtcNow()), unitName));
    }
}
