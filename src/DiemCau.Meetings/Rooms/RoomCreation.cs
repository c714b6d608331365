using DiemCau.Meetings.Live;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Intake;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace DiemCau.Meetings.Rooms;

/// <param name="Mode">Discussion when not given.</param>
internal sealed record NewRoom(string? Name, [property: Secret] string? Password, ConferenceMode? Mode = null, bool? WaitingRoom = null);

/// <summary>"Tạo phòng": the creator's account becomes the room's chair.</summary>
internal sealed class RoomCreation(RoomPassword passwords, JournalWriter journal, TimeProvider time)
{
    /// <param name="owner">The account, and its unit (itself while it belongs to none).</param>
    public async Task<(Room? Room, Refusal? Refusal)> CreateAsync(
        DiemCauDb db, (Guid AccountId, Guid UnitId) owner, NewRoom wish, CancellationToken cancellation)
    {
        var name = RoomRules.Written(wish.Name);
        FieldError[] errors = [.. RoomRules.NameErrors(name), .. RoomRules.PasswordErrors(wish.Password)];
        if (errors.Length > 0)
        {
            return (null, Refusal.Validation(errors));
        }

        var now = time.GetUtcNow();
        var room = new Room
        {
            Id = Guid.CreateVersion7(now),
            Name = name,
            OwnerId = owner.AccountId,
            UnitId = owner.UnitId,
            Mode = wish.Mode ?? ConferenceMode.Discussion,
            WaitingRoom = wish.WaitingRoom ?? false,
            Slug = RoomLink.NewSlug(),
            PasswordHash = passwords.Hash(wish.Password!),
            CreatedAt = now,
        };
        db.Add(room);
        journal.Add(db, "room.created", room.Id.ToString(), new { room.Name, room.OwnerId }, new(UnitId: room.UnitId));
        return await TrySaveAsync(db, cancellation) is { } taken ? (null, taken) : (room, null);
    }

    /// <summary>The database decides whether a name is free: two who ask at once do not both get it.</summary>
    public static async Task<Refusal?> TrySaveAsync(DiemCauDb db, CancellationToken cancellation)
    {
        try
        {
            await db.SaveChangesAsync(cancellation);
            return null;
        }
        catch (DbUpdateException failure) when (failure.InnerException is PostgresException
        {
            SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "rooms_name",
        })
        {
            return RoomRefusals.NameTaken;
        }
    }

    public static void Map(IEndpointRouteBuilder rooms) => rooms.MapPost("", HandleAsync).WithName("CreateRoom");

    private static async Task<Results<Created<RoomView>, Refusal>> HandleAsync(
        NewRoom wish, HttpContext http, DiemCauDb db, RoomCreation creation, InstallationOptions installation, CancellationToken cancellation)
    {
        var account = SignedInAccount.Required(http.User);
        var (room, refusal) = await creation.CreateAsync(db, (account.Id, account.UnitId ?? account.Id), wish, cancellation);
        if (room is null)
        {
            return refusal!;
        }

        var row = await RoomRow.Of(db, db.Rooms.Where(created => created.Id == room.Id)).AsNoTracking().SingleAsync(cancellation);
        return TypedResults.Created($"/api/rooms/{room.Id}", row.View(installation, account.Id));
    }
}
