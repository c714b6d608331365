using DiemCau.Meetings.Live;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Live.Running;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Intake;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Rooms;

/// <summary>Absent members stay as they are. A new mode counts from the room's next opening.</summary>
internal sealed record RoomChange(string? Name = null, [property: Secret] string? Password = null, ConferenceMode? Mode = null, bool? WaitingRoom = null);

/// <summary>What the owner (or an administrator) does to a room.</summary>
internal static class RoomUpkeep
{
    public static void Map(IEndpointRouteBuilder rooms)
    {
        rooms.MapPatch("/{id:guid}", ChangeAsync).WithName("ChangeRoom");
        rooms.MapDelete("/{id:guid}", DeleteAsync).WithName("DeleteRoom");
    }

    /// <summary>The room, if it exists and the account may look after it.</summary>
    public static async Task<(Room? Room, Refusal? Refusal)> OwnedAsync(DiemCauDb db, Guid id, SignedInAccount by, CancellationToken cancellation)
    {
        var room = await db.Rooms.SingleOrDefaultAsync(room => room.Id == id, cancellation);
        return room is null ? (null, Refusals.NotFound)
            : room.OwnerId == by.Id || by.IsAdministrator ? (room, null)
            : (null, Refusals.Forbidden);
    }

    private static async Task<Results<Ok<RoomView>, Refusal>> ChangeAsync(
        Guid id, RoomChange change, HttpContext http, DiemCauDb db, RoomPassword passwords, JournalWriter journal,
        InstallationOptions installation, TimeProvider time, CancellationToken cancellation)
    {
        var account = SignedInAccount.Required(http.User);
        var (room, refusal) = await OwnedAsync(db, id, account, cancellation);
        if (room is null)
        {
            return refusal!;
        }

        var name = change.Name is null ? room.Name : RoomRules.Written(change.Name);
        FieldError[] errors = [.. RoomRules.NameErrors(name), .. change.Password is null ? [] : RoomRules.PasswordErrors(change.Password)];
        if (errors.Length > 0)
        {
            return Refusal.Validation(errors);
        }

        room.Name = name;
        room.Mode = change.Mode ?? room.Mode;
        room.WaitingRoom = change.WaitingRoom ?? room.WaitingRoom;
        // With a new password nothing that the old one was worth counts any more, tokens of encoders and players among it.
        var revoked = 0;
        if (change.Password is not null)
        {
            room.PasswordHash = passwords.Hash(change.Password);
            revoked = await RoomToken.RevokeAllAsync(db, id, time.GetUtcNow(), cancellation);
        }

        journal.Add(
            db, "room.changed", id.ToString(), new { room.Name, room.Mode, room.WaitingRoom, NewPassword = change.Password is not null, RevokedTokens = revoked },
            new(UnitId: room.UnitId));
        if (await RoomCreation.TrySaveAsync(db, cancellation) is { } taken)
        {
            return taken;
        }

        var row = await RoomRow.Of(db, db.Rooms.Where(changed => changed.Id == id)).AsNoTracking().SingleAsync(cancellation);
        return TypedResults.Ok(row.View(installation, account.Id));
    }

    private static async Task<Results<NoContent, Refusal>> DeleteAsync(
        Guid id, HttpContext http, DiemCauDb db, LiveConferences conferences, JournalWriter journal, TimeProvider time,
        CancellationToken cancellation)
    {
        var (room, refusal) = await OwnedAsync(db, id, SignedInAccount.Required(http.User), cancellation);
        if (room is null)
        {
            return refusal!;
        }

        room.DeletedAt = time.GetUtcNow();
        journal.Add(db, "room.deleted", id.ToString(), new { room.Name }, new(UnitId: room.UnitId));
        await db.SaveChangesAsync(cancellation);
        if (await conferences.FindForAsync(Occasion.OfRoom(id), cancellation) is { } live)
        {
            await live.EndAsync();
        }

        return TypedResults.NoContent();
    }
}
