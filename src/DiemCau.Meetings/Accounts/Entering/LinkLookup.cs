using DiemCau.Meetings.Access;
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
    internal sealed record AccountLinkView(LinkPurpose Purpose, string? Email, LinkState State);

    public static void Map(IEndpointRouteBuilder accounts) =>
        accounts.MapGet("/links/{token}", LookUpAsync).RequireRateLimiting(AccountsRateLimits.Links).OpenToAll("the secret of a link");

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
            select new { Link = link, account.Email }).SingleOrDefaultAsync(cancellation);
        return found is null
            ? Refusals.NotFound
            : TypedResults.Ok(new AccountLinkView(found.Link.Purpose, found.Email, found.Link.StateAt(time.GetUtcNow())));
    }
}
