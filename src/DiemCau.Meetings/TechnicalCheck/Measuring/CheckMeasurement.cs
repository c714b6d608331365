using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Sites;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DiemCau.Meetings.TechnicalCheck.Measuring;

/// <summary>A measurement that a site has sent: for a meeting, where it is evidence of a check, or alone, where only the last one is kept.</summary>
internal sealed class CheckMeasurement
{
    public Guid Id { get; init; }

    public Guid SiteId { get; init; }

    /// <summary>Null: "Tự kiểm tra", without a meeting.</summary>
    public Guid? MeetingId { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>The account; null: the site's own machine.</summary>
    public Guid? ById { get; init; }

    public required string By { get; init; }

    /// <summary>By which line it came, from the address; null: unknown.</summary>
    public LineKind? Line { get; init; }

    public required SiteMeasurement Figures { get; init; }

    public bool HasPicture { get; set; }
}

/// <summary>One still picture as evidence, apart from its measurement, which is read more often.</summary>
internal sealed class CheckPicture
{
    public Guid MeasurementId { get; init; }

    public required byte[] Jpeg { get; set; }
}

internal sealed class CheckMeasurementConfiguration : IEntityTypeConfiguration<CheckMeasurement>, IEntityTypeConfiguration<CheckPicture>
{
    public void Configure(EntityTypeBuilder<CheckMeasurement> builder)
    {
        builder.ToTable("check_measurements");
        builder.Property(one => one.Id).ValueGeneratedNever();
        builder.HasOne<Site>().WithMany().HasForeignKey(one => one.SiteId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Meeting>().WithMany().HasForeignKey(one => one.MeetingId).OnDelete(DeleteBehavior.Cascade);
        builder.Property(one => one.Figures).HasColumnType("jsonb").HasConversion(SiteMeasurement.Converter, SiteMeasurement.Comparer);
    }

    public void Configure(EntityTypeBuilder<CheckPicture> builder)
    {
        builder.ToTable("check_pictures");
        builder.HasKey(picture => picture.MeasurementId);
        builder.HasOne<CheckMeasurement>().WithOne().HasForeignKey<CheckPicture>(picture => picture.MeasurementId).OnDelete(DeleteBehavior.Cascade);
    }
}
