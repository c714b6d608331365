using System.Text.Json;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DiemCau.Meetings.Sites;

/// <summary>What somebody changed of a site at one time, for the office that approves.</summary>
internal sealed class SiteChange
{
    public Guid Id { get; init; }

    public Guid SiteId { get; init; }

    public DateTimeOffset At { get; init; }

    public Guid AccountId { get; init; }

    /// <summary>What the account was called then.</summary>
    public required string By { get; init; }

    /// <summary>JSON array of <see cref="SiteDifferenceView"/>.</summary>
    public required string Differences { get; init; }

    /// <summary>Records the change that makes <paramref name="after"/> of <paramref name="before"/>, and marks the site with it.</summary>
    /// <returns>False: nothing was changed.</returns>
    public static bool TryRecord(DiemCauDb db, Site? before, Site after, (Guid AccountId, string Name) by, DateTimeOffset now)
    {
        var differences = SiteDifference.Between(before, after);
        if (differences.Count == 0)
        {
            return false;
        }

        after.Completeness = Sites.Completeness.Of(after).Percent;
        after.Version++;
        after.ChangedAt = now;
        after.ChangedBy = by.AccountId;
        db.SiteChanges.Add(new()
        {
            Id = Guid.CreateVersion7(now),
            SiteId = after.Id,
            At = now,
            AccountId = by.AccountId,
            By = by.Name,
            Differences = JsonSerializer.Serialize(differences, SiteDescription.Json),
        });
        return true;
    }
}

/// <summary>Up to when an account has looked at a site's changes.</summary>
internal sealed class SiteReading
{
    public Guid SiteId { get; init; }

    public Guid AccountId { get; init; }

    public DateTimeOffset SeenAt { get; set; }
}

internal sealed class SiteChangeConfiguration : IEntityTypeConfiguration<SiteChange>, IEntityTypeConfiguration<SiteReading>
{
    public void Configure(EntityTypeBuilder<SiteChange> builder)
    {
        builder.ToTable("site_changes");
        // So that a new site is written before its first change.
        builder.HasOne<Site>().WithMany().HasForeignKey(change => change.SiteId).OnDelete(DeleteBehavior.Cascade);
        builder.Property(change => change.Differences).HasColumnType("jsonb");
    }

    public void Configure(EntityTypeBuilder<SiteReading> builder)
    {
        builder.ToTable("site_readings");
        builder.HasKey(reading => new { reading.SiteId, reading.AccountId });
    }
}
