using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DiemCau.Meetings.Sessions;

/// <summary>"Mời điểm cầu vào họp": a site was called to connect; it rings in the browsers of its unit.</summary>
internal sealed class SiteCall
{
    public Guid Id { get; init; }

    public Guid MeetingId { get; init; }

    public Guid SiteId { get; init; }

    public Guid UnitId { get; init; }

    public DateTimeOffset CalledAt { get; init; }

    public required string CalledBy { get; init; }
}

internal sealed class SiteCallConfiguration : IEntityTypeConfiguration<SiteCall>
{
    public void Configure(EntityTypeBuilder<SiteCall> builder)
    {
        builder.ToTable("site_calls");
        builder.Property(call => call.Id).ValueGeneratedNever();
    }
}
