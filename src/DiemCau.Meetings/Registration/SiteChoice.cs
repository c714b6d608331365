using DiemCau.Meetings.Access;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Sites;
using DiemCau.Meetings.Storage;
using DiemCau.Meetings.WorkingDays;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Registration;

/// <summary>All sites with the tree of their units, in one answer: whoever chooses two hundred of them searches and ticks without waiting.</summary>
internal static class SiteChoice
{
    internal sealed record ChoiceUnit(Guid Id, string Name, Guid? ParentId);

    /// <param name="Name">As it will stand in the meeting.</param>
    internal sealed record ChoiceSite(Guid Id, Guid UnitId, string Name, string? Place);

    internal sealed record SiteChoiceView(IReadOnlyList<ChoiceUnit> Units, IReadOnlyList<ChoiceSite> Sites);

    public static void Map(IEndpointRouteBuilder meetings) => meetings.MapGet("/site-choice", ShowAsync).WithName("GetSiteChoice")
        .NeedsSomewhere(Permission.RegisterMeetings);

    private static async Task<Ok<SiteChoiceView>> ShowAsync(DiemCauDb db, WorkingCalendars days, TimeProvider time, CancellationToken cancellation)
    {
        var today = days.DayOf(time.GetUtcNow());
        var units = await db.Units.AsNoTracking().ValidOn(today).OrderBy(unit => EF.Functions.Collate(unit.Name, DiemCauDb.Vietnamese)).ThenBy(unit => unit.Id)
            .Select(unit => new ChoiceUnit(unit.Id, unit.Name, unit.ParentId)).ToListAsync(cancellation);
        var names = units.ToDictionary(unit => unit.Id, unit => unit.Name);
        var sites = await db.Sites.AsNoTracking().Where(site => site.ValidTo == null || site.ValidTo >= today)
            .OrderBy(site => EF.Functions.Collate(site.Name, DiemCauDb.Vietnamese)).ThenBy(site => site.Id)
            .Select(site => new { site.Id, site.UnitId, site.Name, site.Place }).ToListAsync(cancellation);
        var byUnit = sites.ToLookup(site => site.UnitId);
        return TypedResults.Ok(new SiteChoiceView(
            WithSitesBelow(units, [.. byUnit.Select(unit => unit.Key)]),
            [.. units.SelectMany(unit => byUnit[unit.Id]).Select(site => new ChoiceSite(
                site.Id, site.UnitId, SiteLabel.Of(site.Name, names[site.UnitId]), site.Place))]));
    }

    /// <summary>Units without a site, and without one below them, are no choice.</summary>
    private static List<ChoiceUnit> WithSitesBelow(List<ChoiceUnit> units, HashSet<Guid> having)
    {
        var parents = units.ToDictionary(unit => unit.Id, unit => unit.ParentId);
        foreach (var unit in having.ToList())
        {
            for (var above = parents[unit]; above is { } id && having.Add(id);)
            {
                above = parents[id];
            }
        }

        return [.. units.Where(unit => having.Contains(unit.Id))];
    }
}
