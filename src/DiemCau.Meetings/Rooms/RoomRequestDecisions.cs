using System.Security.Cryptography;
using DiemCau.Meetings.Access;
using DiemCau.Meetings.Accounts;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Notifications;
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

/// <summary>An operator makes the room that was asked for, or says why not; whoever asked is told by mail. Of two operators one decides.</summary>
internal static class RoomRequestDecisions
{
    /// <summary>Read out on the phone without asking back: no letters or digits that look or sound alike.</summary>
    private const string PasswordLetters = "abcdefghkmnpqrstuvxy23456789";

    private const int PasswordLength = 10;

    /// <param name="Name">Another name than was asked for, such as when the unit has a room of that name; null: as asked.</param>
    internal sealed record RoomGrant(string? Name = null);

    internal sealed record RoomRefusal([property: Lines] string? Reason);

    public static void Map(IEndpointRouteBuilder request)
    {
        request.MapPost("/room", GrantAsync).WithName("GrantRoomRequest");
        request.MapPost("/refusal", RefuseAsync).WithName("RefuseRoomRequest");
    }

    /// <summary>The request's row, locked until the transaction ends; null when there is none.</summary>
    internal static Task<RoomRequest?> LockAsync(DiemCauDb db, Guid id, CancellationToken cancellation) =>
        db.RoomRequests.FromSql($"select * from room_requests where id = {id} for update").AsTracking().SingleOrDefaultAsync(cancellation);

    private static async Task<Results<Ok<RoomRequests.RoomRequestView>, Refusal>> GrantAsync(
        Guid id, RoomGrant grant, HttpContext http, DiemCauDb db, Rights rights, RoomCreation creation, MailOutbox outbox, JournalWriter journal,
        InstallationOptions installation, TimeProvider time, CancellationToken cancellation)
    {
        var password = RandomNumberGenerator.GetString(PasswordLetters, PasswordLength);
        return await DecideAsync(id, http, db, rights, journal, "room_request.granted", async (request, by) =>
        {
            var (room, refusal) = await creation.CreateAsync(
                db, (request.AccountId, request.UnitId), new(string.IsNullOrWhiteSpace(grant.Name) ? request.Name : grant.Name, password, request.Mode), cancellation);
            if (room is null)
            {
                return refusal;
            }

            request.Grant(room.Id, by, time.GetUtcNow());
            await TellAsync(db, outbox, installation, request, "granted", [by, room.Name, password], RoomLink.Of(installation, room), cancellation);
            return null;
        }, cancellation);
    }

    private static async Task<Results<Ok<RoomRequests.RoomRequestView>, Refusal>> RefuseAsync(
        Guid id, RoomRefusal wish, HttpContext http, DiemCauDb db, Rights rights, MailOutbox outbox, JournalWriter journal, InstallationOptions installation,
        TimeProvider time, CancellationToken cancellation)
    {
        var reason = wish.Reason?.Trim() ?? "";
        if (reason.Length is 0 or > RoomRequest.ReasonLength)
        {
            return Refusal.Validation(reason.Length == 0 ? new FieldError("reason", "required") : new FieldError("reason", "too_long", RoomRequest.ReasonLength));
        }

        return await DecideAsync(id, http, db, rights, journal, "room_request.refused", async (request, by) =>
        {
            request.Refuse(reason, by, time.GetUtcNow());
            await TellAsync(db, outbox, installation, request, "refused", [by, request.Name, reason], new(installation.PublicAddress, "/phong-hop"), cancellation);
            return null;
        }, cancellation);
    }

    private static async Task<Results<Ok<RoomRequests.RoomRequestView>, Refusal>> DecideAsync(
        Guid id, HttpContext http, DiemCauDb db, Rights rights, JournalWriter journal, string what, Func<RoomRequest, string, Task<Refusal?>> decide,
        CancellationToken cancellation)
    {
        var account = SignedInAccount.Required(http.User);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await LockAsync(db, id, cancellation) is not { } request)
        {
            return Refusals.NotFound;
        }

        if (request.State != RoomRequestState.Open)
        {
            return RoomRefusals.RequestDecided;
        }

        if (await decide(request, account.UnitName ?? account.Name) is { } refusal)
        {
            return refusal;
        }

        journal.Add(db, what, id.ToString(), new { request.Name, request.Answer, request.RoomId }, new(UnitId: request.UnitId));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.Ok((await RoomRequests.ViewAsync(db, db.RoomRequests.Where(decided => decided.Id == id), rights, account, cancellation))[0]);
    }

    private static async Task TellAsync(
        DiemCauDb db, MailOutbox outbox, InstallationOptions installation, RoomRequest request, string outcome, object?[] arguments, Uri link,
        CancellationToken cancellation)
    {
        var mailbox = await db.Accounts.Where(account => account.Id == request.AccountId).Select(account => account.Email).SingleAsync(cancellation);
        var letter = new MailLetter(
            installation.Name, Say("subject", request.Name), [Say("body", arguments)])
        {
            Action = (Say("action"), link),
        };
        outbox.Add(db, letter.AddressedTo(mailbox));

        string Say(string part, params object?[] about) => Texts.Get(installation.Language, $"mail.room_request.{outcome}.{part}", about);
    }
}
