using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DiemCau.Meetings.Sites;

/// <summary>
/// "Điểm cầu": a meeting room of a unit that takes part in meetings, as its unit describes it. What there is several of (contacts,
/// devices, lines …) is in tables of its own.
/// </summary>
internal sealed class Site
{
    public const int NameLength = 150;
    public const int PlaceLength = 300;

    public Guid Id { get; init; }

    public Guid UnitId { get; init; }

    /// <summary>Unique within the unit, without regard to accents and case.</summary>
    public required string Name { get; set; }

    /// <summary>Where people go to: building, floor, street.</summary>
    public required string Place { get; set; }

    /// <summary>The first day on which the site can be invited.</summary>
    public DateOnly ValidFrom { get; set; }

    /// <summary>The last such day; null: until further notice.</summary>
    public DateOnly? ValidTo { get; set; }

    public SiteDescription Description { get; set; } = new();

    /// <summary>Percent of what the office needs to know, when it was last changed.</summary>
    public int Completeness { get; set; }

    /// <summary>Counts the changes: whoever saves says which version was changed.</summary>
    public int Version { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>The account that changed it last.</summary>
    public Guid ChangedBy { get; set; }

    /// <summary>Name and place, lower case without accents; the database computes it.</summary>
    public string SearchText { get; private set; } = "";
}

internal sealed class SiteConfiguration : IEntityTypeConfiguration<Site>
{
    public void Configure(EntityTypeBuilder<Site> builder)
    {
        builder.ToTable("sites");
        builder.HasOne<Unit>().WithMany().HasForeignKey(site => site.UnitId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(site => site.SearchText).ValueGeneratedOnAddOrUpdate();
        builder.Property(site => site.Description).HasColumnType("jsonb").HasConversion(SiteDescription.Converter, SiteDescription.Comparer);
        builder.Property(site => site.Version).IsConcurrencyToken();
    }
}

internal static class SitesStorage
{
    extension(DiemCauDb db)
    {
        public DbSet<Site> Sites => db.Set<Site>();

        public DbSet<SiteChange> SiteChanges => db.Set<SiteChange>();

        public DbSet<NetworkRange> NetworkRanges => db.Set<NetworkRange>();
    }
}
