using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DiemCau.Meetings.MeetingCalendar;

/// <summary>The secret address under which a unit's meetings can be subscribed to.</summary>
internal sealed class UnitFeed
{
    public Guid UnitId { get; init; }

    /// <summary>What the address is found by: a database that leaks opens no feed.</summary>
    public required byte[] SecretHash { get; set; }

    /// <summary>The secret for those who may see the address again, encrypted with a key that is not in the database.</summary>
    public required string ProtectedSecret { get; set; }

    public DateTimeOffset MadeAt { get; set; }
}

internal sealed class UnitFeedConfiguration : IEntityTypeConfiguration<UnitFeed>
{
    public void Configure(EntityTypeBuilder<UnitFeed> builder)
    {
        builder.ToTable("unit_feeds");
        builder.HasKey(feed => feed.UnitId);
        builder.HasOne<Unit>().WithMany().HasForeignKey(feed => feed.UnitId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal static class FeedStorage
{
    extension(DiemCauDb db)
    {
        public DbSet<UnitFeed> UnitFeeds => db.Set<UnitFeed>();
    }
}

/// <summary>The address of a unit that is no more leads nowhere: its successor has its own, and those who had the old one may not be its people.</summary>
internal sealed class FeedsOfUnits : IUnitEvents
{
    public Task MergedAsync(DiemCauDb db, Guid predecessorId, Guid successorId, CancellationToken cancellation) =>
        db.UnitFeeds.Where(feed => feed.UnitId == predecessorId).ExecuteDeleteAsync(cancellation);
}
