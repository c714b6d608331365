using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DiemCau.Meetings.Support;

/// <summary>"Gọi hỗ trợ kỹ thuật": a site's machine asks for somebody, who takes it and says what was done. A machine has one open at a time.</summary>
internal sealed class HelpRequest
{
    public const int AnswerLength = 500;

    public Guid Id { get; init; }

    public Guid SiteId { get; init; }

    /// <summary>Of the site, when it asked.</summary>
    public Guid UnitId { get; init; }

    public Guid KioskId { get; init; }

    /// <summary>That the machine is in, or waits for; null: none.</summary>
    public Guid? MeetingId { get; init; }

    public DateTimeOffset AskedAt { get; init; }

    /// <summary>What the machine is called.</summary>
    public required string AskedBy { get; init; }

    /// <summary>Null: it waits.</summary>
    public DateTimeOffset? TakenAt { get; set; }

    public string? TakenBy { get; set; }

    public DateTimeOffset? ClosedAt { get; set; }

    public string? ClosedBy { get; set; }

    /// <summary>What was wrong and what was done; null while it is open, and when the machine took it back.</summary>
    public string? Answer { get; set; }
}

internal sealed class HelpRequestConfiguration : IEntityTypeConfiguration<HelpRequest>
{
    public void Configure(EntityTypeBuilder<HelpRequest> builder) => builder.ToTable("help_requests");
}

internal static class HelpStorage
{
    extension(DiemCauDb db)
    {
        public DbSet<HelpRequest> HelpRequests => db.Set<HelpRequest>();
    }
}
