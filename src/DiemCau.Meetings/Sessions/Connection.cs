using DiemCau.Meetings.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DiemCau.Meetings.Sessions;

/// <summary>
/// One machine's or person's stay in a meeting's conference: what attendance, readiness and reports are computed from. Who comes back to its
/// seat within the patience of the conference goes on with the same one.
/// </summary>
internal sealed class Connection
{
    /// <summary>Of the event by which it came in.</summary>
    public Guid Id { get; init; }

    public Guid MeetingId { get; init; }

    public Guid ConferenceId { get; init; }

    public Guid ParticipantId { get; init; }

    public required string DisplayName { get; init; }

    public Capacity Capacity { get; init; }

    public Guid? SiteId { get; init; }

    public Guid? UnitId { get; init; }

    public Guid? AccountId { get; init; }

    /// <summary>Measured from the address it came from.</summary>
    public LineClass Line { get; init; }

    /// <summary>The way that its media has settled on; null: not yet, or its client does not say.</summary>
    public ConnectionWay? Way { get; set; }

    public DateTimeOffset JoinedAt { get; init; }

    /// <summary>When its media first reached the server; null: not yet, or it brought none.</summary>
    public DateTimeOffset? ConnectedAt { get; set; }

    /// <summary>When its voice was first heard by all.</summary>
    public DateTimeOffset? HeardAt { get; set; }

    public DateTimeOffset? LeftAt { get; set; }

    /// <summary>Left, Lost, Removed or Ended.</summary>
    public string? LeftHow { get; set; }
}

internal sealed class ConnectionConfiguration : IEntityTypeConfiguration<Connection>
{
    public void Configure(EntityTypeBuilder<Connection> builder)
    {
        builder.ToTable("connections");
        builder.Property(connection => connection.Id).ValueGeneratedNever();
        builder.Property(connection => connection.Capacity).HasConversion<string>();
        builder.Property(connection => connection.Line).HasConversion<string>();
    }
}
