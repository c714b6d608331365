using DiemCau.Meetings.Lifecycle;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DiemCau.Meetings.RollCalls;

/// <summary>"Điểm danh": whether a site was there. The words are those of the official roll call.</summary>
internal enum AttendanceState
{
    /// <summary>Chưa điểm danh</summary>
    NotCalled,

    /// <summary>Có mặt trực tiếp</summary>
    InPerson,

    /// <summary>Có mặt trực tuyến</summary>
    Online,

    /// <summary>Vắng mặt, with the reason.</summary>
    Absent,
}

/// <summary>A site's line of a meeting's roll call, as somebody wrote it down. Without a row nobody has called it.</summary>
internal sealed class SiteAttendance
{
    public const int ReasonLength = 500;
    public const int MostPeople = 100_000;

    public Guid MeetingId { get; init; }

    public Guid SiteId { get; init; }

    public AttendanceState State { get; set; }

    /// <summary>Of an absence.</summary>
    public string? Reason { get; set; }

    /// <summary>How many people sat there.</summary>
    public int? People { get; set; }

    public DateTimeOffset ChangedAt { get; set; }

    public required string ChangedBy { get; set; }
}

internal sealed class SiteAttendanceConfiguration : IEntityTypeConfiguration<SiteAttendance>
{
    public void Configure(EntityTypeBuilder<SiteAttendance> builder)
    {
        builder.ToTable("meeting_attendance");
        builder.HasKey(line => new { line.MeetingId, line.SiteId });
        builder.HasOne<Meeting>().WithMany().HasForeignKey(line => line.MeetingId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal static class AttendanceStorage
{
    extension(DiemCauDb db)
    {
        public DbSet<SiteAttendance> Attendance => db.Set<SiteAttendance>();
    }
}
