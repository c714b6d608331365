using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Sites;

/// <summary>What a list of sites is narrowed to.</summary>
/// <param name="Under">Only sites of this unit and of everything under it.</param>
/// <param name="On">Only sites that can be invited on this day.</param>
/// <param name="Kept">Only the sites that the reader keeps.</param>
/// <param name="Incomplete">Only those whose description lacks something.</param>
/// <param name="Unseen">Only those with changes that the reader, who oversees them, has not seen.</param>
internal readonly record struct SiteFilter(Guid? UnitId, Guid? Under, DateOnly? On, bool? Kept, bool? Incomplete, bool? Unseen);

internal static class SiteList
{
    private const int MostWords = 10;

    public static void Map(IEndpointRouteBuilder sites) => sites.MapGet("", ListAsync).WithName("ListSites");

    private static async Task<Ok<ListPage<SiteSummaryView>>> ListAsync(
        [AsParameters] ListQuery query, [AsParameters] SiteFilter filter, HttpContext http, DiemCauDb db, CancellationToken cancellation)
    {
        var reader = SignedInAccount.Required(http.User);
        var rows = SiteRow.Of(db, Narrowed(db, filter, reader), reader.Id);
        if (filter.Unseen == true)
        {
            rows = rows.Where(row => row.IsOverseen && row.Site.ChangedBy != reader.Id && (row.SeenAt == null || row.SeenAt < row.Site.ChangedAt));
        }

        // Every word somewhere in the site's or its unit's name: "hoi truong ea kao" finds "Hội trường UBND xã Ea Kao".
        foreach (var word in (query.Term ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(MostWords))
        {
            rows = rows.Where(row => (row.Site.SearchText + " " + row.Unit.SearchText).Contains(DiemCauDb.Fold(word)));
        }

        // A unit that opens the list mostly wants its own.
        var page = await rows
            .OrderByDescending(row => row.Site.UnitId == reader.UnitId)
            .ThenBy(row => EF.Functions.Collate(row.Unit.Name, DiemCauDb.Vietnamese))
            .ThenBy(row => EF.Functions.Collate(row.Site.Name, DiemCauDb.Vietnamese))
            .ThenBy(row => row.Site.Id)
            .AsNoTracking()
            .PageAsync(query, cancellation);
        return TypedResults.Ok(new ListPage<SiteSummaryView>([.. page.Items.Select(row => row.Summary(reader.Id))], page.Total));
    }

    private static IQueryable<Site> Narrowed(DiemCauDb db, SiteFilter filter, SignedInAccount reader)
    {
        IQueryable<Site> sites = db.Sites;
        if (filter.UnitId is { } unitId)
        {
            sites = sites.Where(site => site.UnitId == unitId);
        }

        if (filter.Under is { } above)
        {
            var under = db.UnitsUnder(above);
            sites = sites.Where(site => under.Contains(site.UnitId));
        }

        if (filter.On is { } day)
        {
            sites = sites.Where(site => site.ValidFrom <= day && (site.ValidTo == null || site.ValidTo >= day));
        }

        if (filter.Kept == true)
        {
            var kept = SiteRights.KeptBy(db, reader.Id);
            sites = sites.Where(site => kept.Contains(site.UnitId));
        }

        if (filter.Incomplete == true)
        {
            sites = sites.Where(site => site.Completeness < 100);
        }

        return sites;
    }
}
