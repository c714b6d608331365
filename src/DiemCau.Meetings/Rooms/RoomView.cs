using DiemCau.Meetings.Accounts;
using DiemCau.Meetings.Live.Running;
using DiemCau.Meetings.Live;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Storage;

namespace DiemCau.Meetings.Rooms;

/// <summary>A room as signed-in people see it.</summary>
/// <param name="Link">The address to share; it shows the room's name, never its password.</param>
/// <param name="Live">Null while the room is closed.</param>
internal sealed record RoomView(
    Guid Id,
    string Name,
    Guid UnitId,
    string UnitName,
    ConferenceMode Mode,
    bool WaitingRoom,
    string Slug,
    Uri Link,
    DateTimeOffset CreatedAt,
    bool IsMine,
    RoomLive? Live);

internal sealed record RoomLive(Guid ConferenceId, int Participants, DateTimeOffset OpenedAt);

/// <summary>A room with what belongs to it, in one query.</summary>
internal sealed class RoomRow
{
    public required Room Room { get; init; }

    public string? UnitName { get; init; }

    public required string OwnerEmail { get; init; }

    public Guid? ConferenceId { get; init; }

    public int? Participants { get; init; }

    public DateTimeOffset? OpenedAt { get; init; }

    public RoomLive? Live => ConferenceId is { } id ? new(id, Participants ?? 0, OpenedAt!.Value) : null;

    public string Unit => UnitName ?? OwnerEmail[..OwnerEmail.IndexOf('@', StringComparison.Ordinal)];

    public static IQueryable<RoomRow> Of(DiemCauDb db, IQueryable<Room> rooms) =>
        from room in rooms
        join owner in db.Accounts on room.OwnerId equals owner.Id
        join unit in db.Units on room.UnitId equals unit.Id into units
        from unit in units.DefaultIfEmpty()
        join live in db.Conferences.Living(OccasionKind.Room) on room.Id equals live.OccasionId into conferences
        from live in conferences.DefaultIfEmpty()
        select new RoomRow
        {
            Room = room,
            UnitName = unit == null ? null : unit.Name,
            OwnerEmail = owner.Email,
            // Not the whole row: its state is as large as the conference.
            ConferenceId = live == null ? null : live.Id,
            Participants = live == null ? null : live.Participants,
            OpenedAt = live == null ? null : live.OpenedAt,
        };

    public RoomView View(InstallationOptions installation, Guid? reader) => new(
        Room.Id, Room.Name, Room.UnitId, Unit, Room.Mode, Room.WaitingRoom, Room.Slug, RoomLink.Of(installation, Room), Room.CreatedAt,
        Room.OwnerId == reader, Live);
}
