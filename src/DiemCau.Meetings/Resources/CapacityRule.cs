using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DiemCau.Meetings.Resources;

/// <summary>How a meeting's need is computed: numbers that an administrator may change.</summary>
internal sealed class CapacityRule
{
    /// <summary>There is one row.</summary>
    public int Id { get; init; } = 1;

    /// <summary>Pictures that a site receives at once: the podium, and the content or one more.</summary>
    public int StreamsPerSite { get; set; } = 2;

    /// <summary>Of one picture, kb/s: 720p as cameras of sites send it.</summary>
    public int KbpsPerStream { get; set; } = 1500;

    /// <summary>Sites connect by themselves one hour before (procedure, step 7).</summary>
    public int HoldBeforeMinutes { get; set; } = 60;

    /// <summary>Meetings last longer than planned.</summary>
    public int HoldAfterMinutes { get; set; }

    /// <summary>Times are proposed between these hours of working days, in the installation's time zone.</summary>
    public TimeOnly DayBegins { get; set; } = new(7, 30);

    public TimeOnly MorningEnds { get; set; } = new(11, 30);

    public TimeOnly AfternoonBegins { get; set; } = new(13, 30);

    public TimeOnly DayEnds { get; set; } = new(17, 0);

    /// <summary>From when to when capacity is held for a meeting.</summary>
    public (DateTimeOffset From, DateTimeOffset To) Hold(DateTimeOffset startsAt, DateTimeOffset endsAt) =>
        (startsAt.AddMinutes(-HoldBeforeMinutes), endsAt.AddMinutes(HoldAfterMinutes));

    public static async Task<CapacityRule> CurrentAsync(DiemCauDb db, CancellationToken cancellation) =>
        await db.Set<CapacityRule>().AsNoTracking().SingleOrDefaultAsync(cancellation) ?? new();
}

internal sealed class CapacityRuleConfiguration : IEntityTypeConfiguration<CapacityRule>
{
    public void Configure(EntityTypeBuilder<CapacityRule> builder)
    {
        builder.ToTable("capacity_rule");
        builder.Property(rule => rule.Id).ValueGeneratedNever();
    }
}
