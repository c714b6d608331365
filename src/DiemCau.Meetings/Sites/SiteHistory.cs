using System.Text.Json;
using DiemCau.Meetings.Access;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Sites;

/// <param name="IsUnseen">The reader oversees the site and has not looked since.</param>
internal sealed record SiteChangeView(Guid Id, DateTimeOffset At, string By, bool IsUnseen, IReadOnlyList<SiteDifferenceView> Differences);

/// <summary>What was changed, when and by whom; and what the approving office has seen of it.</summary>
internal static class SiteHistory
{
    public static void Map(IEndpointRouteBuilder sites)
    {
        sites.MapGet("/{id:guid}/changes", ListAsync).WithName("ListSiteChanges").Needs(Permission.ViewSites, UnitOf.Row<Site>(site => site.UnitId));
        sites.MapPost("/{id:guid}/seen", SeeAsync).WithName("MarkSiteSeen").Needs(Permission.ViewSites, UnitOf.Row<Site>(site => site.UnitId));
    }

    private static async Task<Ok<ListPage<SiteChangeView>>> ListAsync(
        Guid id, int? page, int? pageSize, HttpContext http, DiemCauDb db, CancellationToken cancellation)
    {
        var reader = SignedInAccount.Required(http.User);
        var seenAt = await db.Set<SiteReading>()
            .Where(reading => reading.SiteId == id && reading.AccountId == reader.Id)
            .Select(reading => (DateTimeOffset?)reading.SeenAt)
            .SingleOrDefaultAsync(cancellation);
        var overseen = SiteRights.OverseenBy(db, reader.Id);
        var oversees = await db.Sites.AnyAsync(site => site.Id == id && overseen.Contains(site.UnitId), cancellation);
        var changes = await db.SiteChanges.AsNoTracking()
            .Where(change => change.SiteId == id)
            .OrderByDescending(change => change.At).ThenByDescending(change => change.Id)
            .PageAsync(new ListQuery(null, page, pageSize), cancellation);
        return TypedResults.Ok(new ListPage<SiteChangeView>(
            [.. changes.Items.Select(change => new SiteChangeView(
                change.Id, change.At, change.By, oversees && change.AccountId != reader.Id && !(seenAt >= change.At),
                JsonSerializer.Deserialize<List<SiteDifferenceView>>(change.Differences, SiteDescription.Json)!))],
            changes.Total));
    }

    /// <summary>Whoever has looked sees later changes as new.</summary>
    private static async Task<Results<NoContent, Refusal>> SeeAsync(
        Guid id, HttpContext http, DiemCauDb db, TimeProvider time, CancellationToken cancellation)
    {
        if (!await db.Sites.AnyAsync(site => site.Id == id, cancellation))
        {
            return Refusals.NotFound;
        }

        var (reader, now) = (SignedInAccount.Required(http.User).Id, time.GetUtcNow());
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into site_readings (site_id, account_id, seen_at) values ({id}, {reader}, {now})
            on conflict (site_id, account_id) do update set seen_at = excluded.seen_at
            """,
            cancellation);
        return TypedResults.NoContent();
    }
}
