using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DiemCau.Meetings.Summaries;

/// <summary>How a session went, as whoever ran it rates it.</summary>
internal enum SessionQuality
{
    /// <summary>Tốt</summary>
    Good,

    /// <summary>Đạt</summary>
    Acceptable,

    /// <summary>Chưa đạt, with what was noted.</summary>
    Poor,
}

/// <summary>"Tổng hợp" of a meeting: what people write; figures come from the journal and the statistics.</summary>
internal sealed class MeetingSummary
{
    public const int ConclusionsLength = 20_000;
    public const int RemarksLength = 4000;

    public Guid MeetingId { get; init; }

    /// <summary>"Kết luận": who does what until when.</summary>
    public string? Conclusions { get; set; }

    public SessionQuality? Quality { get; set; }

    /// <summary>"Ghi nhận": what went wrong, what was done about it, what to do better.</summary>
    public string? Remarks { get; set; }

    /// <summary>Whoever saves says which version was changed; of two writers at once the second is told.</summary>
    public int Version { get; set; }

    public DateTimeOffset ChangedAt { get; set; }

    public required string ChangedBy { get; set; }
}

internal sealed class MeetingSummaryConfiguration : IEntityTypeConfiguration<MeetingSummary>
{
    public void Configure(EntityTypeBuilder<MeetingSummary> builder)
    {
        builder.ToTable("meeting_summaries");
        builder.HasKey(summary => summary.MeetingId);
        builder.HasOne<Meeting>().WithMany().HasForeignKey(summary => summary.MeetingId).OnDelete(DeleteBehavior.Cascade);
        builder.Property(summary => summary.Version).IsConcurrencyToken();
    }
}

internal static class SummariesStorage
{
    extension(DiemCauDb db)
    {
        public DbSet<MeetingSummary> MeetingSummaries => db.Set<MeetingSummary>();
    }
}
