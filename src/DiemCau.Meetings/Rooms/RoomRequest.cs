using DiemCau.Meetings.Accounts;
using DiemCau.Meetings.Live;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DiemCau.Meetings.Rooms;

internal enum RoomRequestState
{
    Open,

    /// <summary>The room is there.</summary>
    Created,

    Refused,

    /// <summary>Taken back by whoever asked.</summary>
    Withdrawn,
}

/// <summary>"Đề nghị tạo phòng": a unit asks those who operate its meetings to make a room for it, and reads what became of it.</summary>
internal sealed class RoomRequest
{
    public const int ReasonLength = 1000;

    public Guid Id { get; init; }

    public Guid UnitId { get; init; }

    /// <summary>Who asks; it chairs the room.</summary>
    public Guid AccountId { get; init; }

    public required string Name { get; init; }

    public ConferenceMode Mode { get; init; }

    /// <summary>Null: not for a certain time.</summary>
    public DateTimeOffset? ForWhen { get; init; }

    public required string Reason { get; init; }

    public DateTimeOffset AskedAt { get; init; }

    public RoomRequestState State { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public string? DecidedBy { get; private set; }

    /// <summary>Why it was refused.</summary>
    public string? Answer { get; private set; }

    public Guid? RoomId { get; private set; }

    public void Grant(Guid roomId, string by, DateTimeOffset now) => (State, RoomId, DecidedBy, DecidedAt) = (RoomRequestState.Created, roomId, by, now);

    public void Refuse(string answer, string by, DateTimeOffset now) => (State, Answer, DecidedBy, DecidedAt) = (RoomRequestState.Refused, answer, by, now);

    public void Withdraw(string by, DateTimeOffset now) => (State, DecidedBy, DecidedAt) = (RoomRequestState.Withdrawn, by, now);
}

internal sealed class RoomRequestConfiguration : IEntityTypeConfiguration<RoomRequest>
{
    public void Configure(EntityTypeBuilder<RoomRequest> builder)
    {
        builder.ToTable("room_requests");
        builder.Property(request => request.Id).ValueGeneratedNever();
        builder.HasOne<Account>().WithMany().HasForeignKey(request => request.AccountId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Room>().WithMany().HasForeignKey(request => request.RoomId).OnDelete(DeleteBehavior.SetNull);
    }
}

internal static class RoomRequestStorage
{
    extension(DiemCauDb db)
    {
        public DbSet<RoomRequest> RoomRequests => db.Set<RoomRequest>();
    }
}
