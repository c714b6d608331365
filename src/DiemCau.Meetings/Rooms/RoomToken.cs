using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DiemCau.Meetings.Rooms;

/// <summary>What a room's bearer token is for.</summary>
public enum RoomTokenKind
{
    /// <summary>An encoder sends by WHIP.</summary>
    Publish,

    /// <summary>A player receives by WHEP.</summary>
    Play,
}

/// <summary>
/// A bearer token that was issued for a room. It is worth something as long as this row says so: it can be revoked, and all of a room's are
/// when its password changes.
/// </summary>
internal sealed class RoomToken
{
    /// <summary>Stands in the token.</summary>
    public Guid Id { get; init; }

    public Guid RoomId { get; init; }

    public RoomTokenKind Kind { get; init; }

    /// <summary>Of the sender, as everybody reads it.</summary>
    public required string Name { get; init; }

    public DateTimeOffset IssuedAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>Revokes what is left of a room's tokens, with what the caller saves.</summary>
    /// <returns>How many.</returns>
    public static async Task<int> RevokeAllAsync(DiemCauDb db, Guid roomId, DateTimeOffset now, CancellationToken cancellation)
    {
        var left = await db.RoomTokens.Where(token => token.RoomId == roomId && token.RevokedAt == null).ToListAsync(cancellation);
        left.ForEach(token => token.RevokedAt = now);
        return left.Count;
    }
}

internal sealed class RoomTokenConfiguration : IEntityTypeConfiguration<RoomToken>
{
    public void Configure(EntityTypeBuilder<RoomToken> builder)
    {
        builder.ToTable("room_tokens");
        builder.Property(token => token.Id).ValueGeneratedNever();
    }
}
