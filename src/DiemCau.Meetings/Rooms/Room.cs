using DiemCau.Meetings.Live;
using DiemCau.Meetings.Accounts;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DiemCau.Meetings.Rooms;

/// <summary>A self-service room: a name, a password and the account that chairs it.</summary>
internal sealed class Room
{
    public const int NameLength = 150;
    public const int ShortestPassword = 6;
    public const int LongestPassword = 100;

    /// <summary>Before it is composed: a Vietnamese letter is then up to three.</summary>
    public const int LongestTyped = 3 * LongestPassword;

    public Guid Id { get; init; }

    /// <summary>Case and accents matter; unique within <see cref="UnitId"/>.</summary>
    public required string Name { get; set; }

    public Guid OwnerId { get; init; }

    /// <summary>The owner's unit when the room was made; the account itself while it belongs to none.</summary>
    public Guid UnitId { get; init; }

    public ConferenceMode Mode { get; set; }

    public bool WaitingRoom { get; set; }

    /// <summary>The unguessable end of the room's link.</summary>
    public required string Slug { get; init; }

    public required string PasswordHash { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Deleted rooms keep their conferences' journal.</summary>
    public DateTimeOffset? DeletedAt { get; set; }
}

internal sealed class RoomConfiguration : IEntityTypeConfiguration<Room>
{
    public void Configure(EntityTypeBuilder<Room> builder)
    {
        builder.ToTable("rooms");
        builder.HasOne<Account>().WithMany().HasForeignKey(room => room.OwnerId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal static class RoomStorage
{
    extension(DiemCauDb db)
    {
        /// <summary>The rooms that exist; deleted ones stay in the table for their journal.</summary>
        public IQueryable<Room> Rooms => db.Set<Room>().Where(room => room.DeletedAt == null);

        public DbSet<RoomToken> RoomTokens => db.Set<RoomToken>();
    }
}
