using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Storage;
using DiemCau.Meetings.TechnicalCheck.Items;
using DiemCau.Meetings.TechnicalCheck.Measuring;
using DiemCau.Meetings.TechnicalCheck.Runs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DiemCau.Meetings.TechnicalCheck;

/// <summary>How a site's technical check came out.</summary>
internal enum CheckResult
{
    /// <summary>Chưa kiểm tra</summary>
    NotChecked,

    /// <summary>Đạt</summary>
    Passed,

    /// <summary>Chưa đạt</summary>
    Failed,
}

/// <summary>
/// One check of one site for a meeting, of one item or of several (<see cref="ItemCheck"/>). Never changed: whoever checks again writes another,
/// and a slip of the finger is taken back by <see cref="CheckResult.NotChecked"/>.
/// </summary>
internal sealed class SiteCheck
{
    public const int NoteLength = 500;

    public Guid Id { get; init; }

    public Guid MeetingId { get; init; }

    public Guid SiteId { get; init; }

    /// <summary>Of the site, with what was known of its other items.</summary>
    public CheckResult Result { get; init; }

    /// <summary>What is wrong, or what was done about it.</summary>
    public string? Note { get; init; }

    public DateTimeOffset At { get; init; }

    public Guid? ById { get; init; }

    /// <summary>The checker's unit or name, as it was then.</summary>
    public required string By { get; init; }

    /// <summary>The meeting's beginning before which it was checked; before another one it is to be checked anew.</summary>
    public DateTimeOffset? GivenFor { get; init; }

    /// <summary>What the site's machine has measured; null: a person's word.</summary>
    public Guid? MeasurementId { get; init; }

    /// <summary>The last one of its site; the database keeps it the only one.</summary>
    public bool IsCurrent { get; init; }
}

internal sealed class SiteCheckConfiguration : IEntityTypeConfiguration<SiteCheck>
{
    public void Configure(EntityTypeBuilder<SiteCheck> builder)
    {
        builder.ToTable("site_checks");
        builder.Property(check => check.Id).ValueGeneratedNever();
        builder.HasOne<Meeting>().WithMany().HasForeignKey(check => check.MeetingId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<CheckMeasurement>().WithMany().HasForeignKey(check => check.MeasurementId).OnDelete(DeleteBehavior.SetNull);
    }
}

internal static class TechnicalCheckStorage
{
    extension(DiemCauDb db)
    {
        public DbSet<SiteCheck> SiteChecks => db.Set<SiteCheck>();

        public DbSet<ItemCheck> ItemChecks => db.Set<ItemCheck>();

        public DbSet<CheckMeasurement> CheckMeasurements => db.Set<CheckMeasurement>();

        public DbSet<CheckRun> CheckRuns => db.Set<CheckRun>();

        public DbSet<CheckAsk> CheckAsks => db.Set<CheckAsk>();
    }
}
