using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DiemCau.Meetings.Resources;

/// <summary>
/// A media server ("MCU") and what it carries. A conference lives on one node, so a meeting's need is never spread over several.
/// </summary>
internal sealed class MediaNode
{
    public const int NameLength = 100;

    public Guid Id { get; init; }

    public required string Name { get; set; }

    /// <summary>Sites that may be connected at once.</summary>
    public int Ports { get; set; }

    /// <summary>Pictures that may be sent out at once, of all sites together.</summary>
    public int Streams { get; set; }

    /// <summary>Mb/s that may leave the node.</summary>
    public int Mbps { get; set; }

    /// <summary>A node out of service gets no new meetings.</summary>
    public bool InService { get; set; } = true;

    /// <summary>RTP packets a second that the engine was measured to send on that machine, all cores together; null: never measured.</summary>
    public double? PacketsPerSecond { get; set; }

    public DateTimeOffset? MeasuredAt { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public MediaNeed Capacity => new(Ports, Streams, Mbps);
}

/// <summary>What a meeting holds of a node while it is connected. One row per meeting; the database refuses what does not fit.</summary>
internal sealed class Allocation
{
    public Guid MeetingId { get; init; }

    public Guid NodeId { get; set; }

    /// <summary>From when sites connect: earlier than the meeting begins.</summary>
    public DateTimeOffset StartsAt { get; set; }

    public DateTimeOffset EndsAt { get; set; }

    public int Ports { get; set; }

    public int Streams { get; set; }

    public int Mbps { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public MediaNeed Need => new(Ports, Streams, Mbps);
}

/// <summary>A meeting has a site's room from when to when.</summary>
internal sealed class SiteBooking
{
    public Guid SiteId { get; init; }

    public Guid MeetingId { get; init; }

    public DateTimeOffset StartsAt { get; init; }

    public DateTimeOffset EndsAt { get; init; }

    /// <summary>Approved: the database lets no second one overlap. Ad-hoc and outside meetings take place all the same.</summary>
    public bool IsFirm { get; init; }
}

internal sealed class ResourcesConfiguration :
    IEntityTypeConfiguration<MediaNode>, IEntityTypeConfiguration<Allocation>, IEntityTypeConfiguration<SiteBooking>
{
    public void Configure(EntityTypeBuilder<MediaNode> builder)
    {
        builder.ToTable("media_nodes");
        builder.Ignore(node => node.Capacity);
    }

    public void Configure(EntityTypeBuilder<Allocation> builder)
    {
        builder.ToTable("allocations");
        builder.HasKey(allocation => allocation.MeetingId);
        builder.Ignore(allocation => allocation.Need);
    }

    public void Configure(EntityTypeBuilder<SiteBooking> builder)
    {
        builder.ToTable("site_bookings");
        builder.HasKey(booking => new { booking.SiteId, booking.MeetingId });
    }
}

internal static class ResourcesStorage
{
    extension(DiemCauDb db)
    {
        public DbSet<MediaNode> MediaNodes => db.Set<MediaNode>();

        public DbSet<Allocation> Allocations => db.Set<Allocation>();

        public DbSet<SiteBooking> SiteBookings => db.Set<SiteBooking>();
    }
}
