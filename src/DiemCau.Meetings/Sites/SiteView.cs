using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Sites;

/// <summary>A site in a list, as any signed-in account sees it.</summary>
/// <param name="Label">What it is called outside its unit.</param>
/// <param name="Missing">What the description does not say yet.</param>
/// <param name="MayKeep">Whether the reader may change it.</param>
/// <param name="IsUnseen">Changed by others since the reader, who oversees it, last looked.</param>
internal sealed record SiteSummaryView(
    Guid Id, Guid UnitId, string UnitName, string Name, string Label, string Place, DateOnly ValidFrom, DateOnly? ValidTo,
    int Completeness, IReadOnlyList<SiteRequirement> Missing, DateTimeOffset ChangedAt, bool MayKeep, bool IsUnseen);

/// <summary>A site with everything its unit says of it.</summary>
/// <param name="Version">To be sent back with a change.</param>
internal sealed record SiteView(SiteSummaryView Summary, SiteDescription Description, int Version);

/// <summary>A site with what belongs to it, in one query.</summary>
internal sealed class SiteRow
{
    public required Site Site { get; init; }

    public required Unit Unit { get; init; }

    /// <summary>When the reader last looked at its changes.</summary>
    public DateTimeOffset? SeenAt { get; init; }

    /// <summary>Whether the reader may change it.</summary>
    public bool IsKept { get; init; }

    /// <summary>Whether changes by others are news to the reader.</summary>
    public bool IsOverseen { get; init; }

    public static IQueryable<SiteRow> Of(DiemCauDb db, IQueryable<Site> sites, Guid reader)
    {
        var kept = SiteRights.KeptBy(db, reader);
        var overseen = SiteRights.OverseenBy(db, reader);
        return
            from site in sites
            join unit in db.Units on site.UnitId equals unit.Id
            join reading in db.Set<SiteReading>().Where(reading => reading.AccountId == reader) on site.Id equals reading.SiteId into readings
            from reading in readings.DefaultIfEmpty()
            select new SiteRow
            {
                Site = site,
                Unit = unit,
                SeenAt = reading == null ? null : reading.SeenAt,
                IsKept = kept.Contains(site.UnitId),
                IsOverseen = overseen.Contains(site.UnitId),
            };
    }

    public SiteSummaryView Summary(Guid reader)
    {
        var completeness = Completeness.Of(Site);
        return new(
            Site.Id, Unit.Id, Unit.Name, Site.Name, SiteLabel.Of(Site.Name, Unit.Name), Site.Place, Site.ValidFrom, Site.ValidTo, completeness.Percent, completeness.Missing,
            Site.ChangedAt, IsKept,
            IsOverseen && Site.ChangedBy != reader && !(SeenAt >= Site.ChangedAt));
    }

    public SiteView View(Guid reader) => new(Summary(reader), Site.Description, Site.Version);

    public static async Task<SiteView?> ViewAsync(DiemCauDb db, Guid id, SignedInAccount reader, CancellationToken cancellation) =>
        (await Of(db, db.Sites.Where(site => site.Id == id), reader.Id).AsNoTracking().SingleOrDefaultAsync(cancellation))?.View(reader.Id);
}
