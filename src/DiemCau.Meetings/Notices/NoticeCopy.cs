using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DiemCau.Meetings.Notices;

/// <summary>How it stands with a site's copy.</summary>
internal enum NoticeState
{
    /// <summary>Chưa gửi</summary>
    Unsent,

    /// <summary>Đã gửi</summary>
    Sent,

    /// <summary>Đã xem</summary>
    Seen,

    /// <summary>Đã xác nhận</summary>
    Acknowledged,
}

/// <summary>
/// What a site has got of a notice: its last edition that concerned the site, and whether its unit has seen and confirmed it. A new edition
/// is to be seen anew.
/// </summary>
internal sealed class NoticeCopy
{
    public Guid Id { get; init; }

    public Guid NoticeId { get; init; }

    public Guid MeetingId { get; init; }

    public Guid SiteId { get; init; }

    public Guid UnitId { get; set; }

    public required string SiteName { get; set; }

    public int Edition { get; private set; }

    public NoticeKind Kind { get; private set; }

    public required NoticePart Part { get; set; }

    public DateTimeOffset SentAt { get; private set; }

    public DateTimeOffset? SeenAt { get; private set; }

    public string? SeenByName { get; private set; }

    /// <summary>"Xác nhận tham dự"</summary>
    public DateTimeOffset? AcknowledgedAt { get; private set; }

    public Guid? AcknowledgedById { get; private set; }

    public string? AcknowledgedByName { get; private set; }

    public string? Remark { get; private set; }

    /// <summary>When somebody was last reminded of this edition.</summary>
    public DateTimeOffset? RemindedAt { get; set; }

    public NoticeState State => AcknowledgedAt is not null ? NoticeState.Acknowledged : SeenAt is not null ? NoticeState.Seen : NoticeState.Sent;

    public void Send(int edition, NoticeKind kind, DateTimeOffset now)
    {
        (Edition, Kind, SentAt) = (edition, kind, now);
        (SeenAt, SeenByName, RemindedAt) = (null, null, null);
        (AcknowledgedAt, AcknowledgedById, AcknowledgedByName, Remark) = (null, null, null, null);
    }

    public void See(string byName, DateTimeOffset now)
    {
        if (SeenAt is null)
        {
            (SeenAt, SeenByName) = (now, byName);
        }
    }

    public void Acknowledge(Guid by, string byName, string? remark, DateTimeOffset now)
    {
        See(byName, now);
        (AcknowledgedAt, AcknowledgedById, AcknowledgedByName, Remark) = (now, by, byName, string.IsNullOrWhiteSpace(remark) ? null : remark.Trim());
    }
}

internal sealed class NoticeCopyConfiguration : IEntityTypeConfiguration<NoticeCopy>
{
    public void Configure(EntityTypeBuilder<NoticeCopy> builder)
    {
        builder.ToTable("notice_copies");
        builder.HasOne<Notice>().WithMany().HasForeignKey(copy => copy.NoticeId).OnDelete(DeleteBehavior.Cascade);
        builder.Property(copy => copy.Id).ValueGeneratedNever();
        builder.Ignore(copy => copy.State);
        // Who confirms has read this edition; one that is sent meanwhile is not confirmed by it.
        builder.Property(copy => copy.Edition).IsConcurrencyToken();
        builder.Property(copy => copy.Part).HasColumnType("jsonb")
            .HasConversion(part => NoticeJson.Write(part), stored => NoticeJson.Read<NoticePart>(stored));
    }
}

internal static class NoticesStorage
{
    extension(DiemCauDb db)
    {
        public DbSet<Notice> Notices => db.Set<Notice>();

        public DbSet<NoticeEdition> NoticeEditions => db.Set<NoticeEdition>();

        public DbSet<NoticeCopy> NoticeCopies => db.Set<NoticeCopy>();

        public DbSet<MeetingTiding> MeetingTidings => db.Set<MeetingTiding>();
    }
}
