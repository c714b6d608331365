using DiemCau.Meetings.Live.Wire;
using DiemCau.Meetings.Rooms;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DiemCau.Meetings.Live.Running;

/// <summary>A conference as the database knows it: enough to go on with it after a restart.</summary>
internal sealed class ConferenceRow
{
    public Guid Id { get; init; }

    public Guid RoomId { get; init; }

    public DateTimeOffset OpenedAt { get; init; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>How many took part when it was last written; what lists of rooms show.</summary>
    public int Participants { get; set; }

    /// <summary>JSON of <see cref="Conferences.ConferenceState"/>.</summary>
    public required string State { get; set; }

    public DateTimeOffset WrittenAt { get; set; }
}

internal sealed class ConferenceChatRow
{
    public Guid Id { get; init; }

    public Guid ConferenceId { get; init; }

    public long Position { get; init; }

    public Guid ParticipantId { get; init; }

    public required string DisplayName { get; init; }

    public required string Text { get; init; }

    public DateTimeOffset At { get; init; }

    public ChatMessage ToMessage() => new(Id, ParticipantId, DisplayName, Text, At);
}

internal sealed class ConferenceRowConfiguration : IEntityTypeConfiguration<ConferenceRow>
{
    public void Configure(EntityTypeBuilder<ConferenceRow> builder)
    {
        builder.ToTable("conferences");
        builder.Property(row => row.State).HasColumnType("jsonb");
        builder.HasOne<Room>().WithMany().HasForeignKey(row => row.RoomId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ConferenceChatRowConfiguration : IEntityTypeConfiguration<ConferenceChatRow>
{
    public void Configure(EntityTypeBuilder<ConferenceChatRow> builder)
    {
        builder.ToTable("conference_chat");
        builder.Property(row => row.Position).UseIdentityByDefaultColumn();
        builder.HasOne<ConferenceRow>().WithMany().HasForeignKey(row => row.ConferenceId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal static class LiveStorage
{
    extension(DiemCauDb db)
    {
        public DbSet<ConferenceRow> Conferences => db.Set<ConferenceRow>();

        public DbSet<ConferenceChatRow> ConferenceChat => db.Set<ConferenceChatRow>();
    }
}
