using DiemCau.Meetings.Live;
using DiemCau.Meetings.Access;
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

/// <summary>What a link shows to anybody who has it: which room it leads to, and whether one can go in.</summary>
internal sealed record RoomDoorView(Guid Id, string Name, string UnitName, ConferenceMode Mode, bool WaitingRoom, bool Open, bool Locked);

internal static class RoomDoor
{
    /// <summary>Links looked up per minute and network address; each of a province's sites opens its link once or twice.</summary>
    public const string Lookups = "rooms.lookups";

    public const int LookupsPerMinute = 600;

    /// <summary>Each costs a slow hash.</summary>
    private const int MostOfOneName = 5;

    /// <param name="Name">Exactly: case and accents matter.</param>
    internal sealed record NamedRoom(string? Name, [property: Secret] string? Password);

    public static void Map(IEndpointRouteBuilder rooms)
    {
        rooms.MapGet("/by-slug/{slug}", BySlugAsync).WithName("GetRoomDoor").OpenToAll("the unguessable end of a room's link").LimitedTo(Lookups);
        rooms.MapPost("/by-name", ByNameAsync).WithName("FindRoomByName").OpenToAll("the room's name and its password").LimitedTo(Lookups);
        rooms.MapGet("/{id:guid}/qr.svg", QrAsync).WithName("GetRoomQr");
    }

    private static async Task<Results<Ok<RoomDoorView>, Refusal>> BySlugAsync(
        string slug, DiemCauDb db, LiveConferences conferences, CancellationToken cancellation)
    {
        if (await RoomRow.Of(db, db.Rooms.Where(room => room.Slug == slug)).AsNoTracking().SingleOrDefaultAsync(cancellation) is not { } row)
        {
            return Refusals.NotFound;
        }

        return TypedResults.Ok(View(row, conferences));
    }

    /// <summary>
    /// For those without an account or a link. Units may have rooms of the same name; the password tells which is meant, and a name that does
    /// not exist is answered like a wrong password.
    /// </summary>
    private static async Task<Results<Ok<RoomDoorView>, Refusal>> ByNameAsync(
        NamedRoom typed, HttpContext http, DiemCauDb db, LiveConferences conferences, RoomPassword passwords, CancellationToken cancellation)
    {
        var name = RoomRules.Written(typed.Name);
        var rows = await RoomRow.Of(db, db.Rooms.Where(room => room.Name == name)).OrderBy(row => row.Room.CreatedAt).Take(MostOfOneName)
            .AsNoTracking().ToListAsync(cancellation);
        foreach (var row in rows)
        {
            switch (passwords.Check(row.Room, typed.Password, ClientAddress.PartitionOf(http)))
            {
                case PasswordVerdict.TooManyAttempts:
                    return Refusals.TooManyAttempts(TimeSpan.FromSeconds(30));
                case PasswordVerdict.Right:
                    return TypedResults.Ok(View(row, conferences));
            }
        }

        return RoomRefusals.PasswordWrong;
    }

    private static RoomDoorView View(RoomRow row, LiveConferences conferences) => new(
        row.Room.Id, row.Room.Name, row.Unit, row.Room.Mode, row.Room.WaitingRoom, row.Live is not null,
        conferences.HereFor(Occasion.OfRoom(row.Room.Id))?.Locked ?? false);

    private static async Task<Results<FileContentHttpResult, Refusal>> QrAsync(
        Guid id, DiemCauDb db, InstallationOptions installation, CancellationToken cancellation)
    {
        if (await db.Rooms.AsNoTracking().SingleOrDefaultAsync(room => room.Id == id, cancellation) is not { } room)
        {
            return Refusals.NotFound;
        }

        return QrPicture.Of(RoomLink.Of(installation, room));
    }
}
