using DiemCau.Meetings.Lifecycle;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DiemCau.Meetings.TechnicalCheck.Items;

/// <summary>What one check of a site said of one item. Never changed but for <see cref="IsCurrent"/>: who checks again writes another.</summary>
internal sealed class ItemCheck
{
    public const int FiguresLength = 120;

    public Guid Id { get; init; }

    /// <summary>The check that it is part of: who, when, with which note.</summary>
    public Guid CheckId { get; init; }

    public Guid MeetingId { get; init; }

    public Guid SiteId { get; init; }

    public CheckItem Item { get; init; }

    public CheckResult Result { get; init; }

    /// <summary>What a measurement found wrong or remarkable; null: nothing, or a person's word.</summary>
    public MeasurementCode? Code { get; init; }

    /// <summary>What was measured, to be shown as it is: "300/2000 kb/s, 40 ms".</summary>
    public string? Figures { get; init; }

    /// <summary>The last one of its site and item; the database keeps it the only one.</summary>
    public bool IsCurrent { get; init; }
}

internal sealed class ItemCheckConfiguration : IEntityTypeConfiguration<ItemCheck>
{
    public void Configure(EntityTypeBuilder<ItemCheck> builder)
    {
        builder.ToTable("item_checks");
        builder.Property(check => check.Id).ValueGeneratedNever();
        builder.HasOne<SiteCheck>().WithMany().HasForeignKey(check => check.CheckId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Meeting>().WithMany().HasForeignKey(check => check.MeetingId).OnDelete(DeleteBehavior.Cascade);
    }
}
