using System.Net;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DiemCau.Meetings.Sites;

/// <summary>Addresses that mean a line for every site, such as the whole SLCD network's.</summary>
internal sealed class NetworkRange
{
    public Guid Id { get; init; }

    public IPNetwork Range { get; init; }

    public LineKind Line { get; init; }

    /// <summary>By which line a connection from <paramref name="address"/> comes; null: unknown.</summary>
    /// <param name="siteId">Whose own ranges count, too; null: only those of the installation.</param>
    public static async Task<LineKind?> LineOfAsync(DiemCauDb db, IPAddress address, Guid? siteId, CancellationToken cancellation)
    {
        var description = await db.Sites.Where(site => site.Id == siteId).Select(site => site.Description).SingleOrDefaultAsync(cancellation);
        var everywhere = await db.NetworkRanges.AsNoTracking().ToListAsync(cancellation);
        return NetworkClass.Of(address, [.. Ranges(description), .. everywhere.Select(range => (range.Range, range.Line))]);
    }

    private static IEnumerable<(IPNetwork Range, LineKind Line)> Ranges(SiteDescription? description)
    {
        foreach (var own in description?.AddressRanges ?? [])
        {
            if (NetworkClass.TryParse(own.Range, out var range))
            {
                yield return (range, own.Line);
            }
        }
    }
}

internal sealed class NetworkRangeConfiguration : IEntityTypeConfiguration<NetworkRange>
{
    public void Configure(EntityTypeBuilder<NetworkRange> builder)
    {
        builder.ToTable("network_ranges");
        builder.Property(range => range.Range).HasColumnType("cidr");
    }
}
