using System.Net;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Live;
using DiemCau.Meetings.Live.Conferences;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DiemCau.Meetings.Sessions;

/// <summary>
/// The way that worked for a site by one kind of line: what stands between its machines and the server is a matter of the network, not of the
/// machine, so that a machine which comes there for the first time tries it first. Each machine's own memory goes before it.
/// </summary>
internal sealed class SiteWay
{
    /// <summary>
    /// Of several machines one may have an obstacle of its own: a worse way takes the place of a better one only when the better one has not
    /// been seen for so long.
    /// </summary>
    public static readonly TimeSpan BetterHolds = TimeSpan.FromHours(1);

    public Guid SiteId { get; init; }

    public LineClass Line { get; init; }

    public ConnectionWay Way { get; set; }

    public DateTimeOffset SeenAt { get; set; }

    /// <summary>Keeps it, and writes a line of the journal where it is another one than before. Said twice, it changes nothing.</summary>
    public static async Task RememberAsync(
        DiemCauDb db, JournalWriter journal, ConferenceIdentity conference, JournalSubject who, ConnectionWay way, DateTimeOffset at,
        CancellationToken cancellation)
    {
        if (who is not { Capacity: Capacity.Site, SiteId: { } siteId })
        {
            return;
        }

        var known = await db.Set<SiteWay>().SingleOrDefaultAsync(one => one.SiteId == siteId && one.Line == who.Line, cancellation);
        if (known is not null && (known.SeenAt >= at || (known.Way < way && at - known.SeenAt < BetterHolds)))
        {
            return;
        }

        if (known?.Way != way)
        {
            journal.Add(
                db, "site_way.changed", who.DisplayName, new { who.Line, From = known?.Way, To = way },
                new(conference.Occasion.Id, conference.ConferenceId, siteId, who.UnitId, who.ParticipantId));
        }

        if (known is null)
        {
            db.Add(new SiteWay { SiteId = siteId, Line = who.Line, Way = way, SeenAt = at });
        }
        else
        {
            (known.Way, known.SeenAt) = (way, at);
        }

        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>The latest of each site, by whichever line.</summary>
    public static async Task<IReadOnlyDictionary<Guid, ConnectionWay>> LatestAsync(
        DiemCauDb db, IReadOnlyCollection<Guid> sites, CancellationToken cancellation) =>
        (await db.Set<SiteWay>().AsNoTracking().Where(one => sites.Contains(one.SiteId)).ToListAsync(cancellation))
            .GroupBy(one => one.SiteId).ToDictionary(site => site.Key, site => site.MaxBy(one => one.SeenAt)!.Way);

    /// <summary>
    /// What each site's machines try first when they come from an address: the way of the line that the installation's ranges take the address
    /// for, otherwise the latest. A wrong guess costs nothing but the order in which ways are tried.
    /// </summary>
    public static async Task<IReadOnlyDictionary<Guid, ConnectionWay>> FromAsync(
        DiemCauDb db, IReadOnlyCollection<Guid> sites, IPAddress? address, CancellationToken cancellation)
    {
        var plain = address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
        var found = await db.Set<SiteWay>().FromSql(
            $"""
            select distinct on (site_id) site_id, line, way, seen_at from site_ways
            where site_id = any({sites.ToArray()})
            order by site_id,
              line = coalesce((select line from network_ranges where range >>= {plain?.ToString()}::inet order by masklen(range) desc limit 1), '') desc,
              seen_at desc
            """).AsNoTracking().ToListAsync(cancellation);
        return found.ToDictionary(one => one.SiteId, one => one.Way);
    }
}

internal sealed class SiteWayConfiguration : IEntityTypeConfiguration<SiteWay>
{
    public void Configure(EntityTypeBuilder<SiteWay> builder)
    {
        builder.ToTable("site_ways");
        builder.HasKey(one => new { one.SiteId, one.Line });
        builder.Property(one => one.Line).HasConversion<string>();
        builder.Property(one => one.Way).HasConversion<string>();
    }
}
