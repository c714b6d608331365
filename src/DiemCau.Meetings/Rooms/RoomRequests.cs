using DiemCau.Meetings.Access;
using DiemCau.Meetings.Accounts;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Live;
using DiemCau.Meetings.Organisation;
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

/// <summary>What a unit asks for, and what it and its operators see of it. Deciding is <see cref="RoomRequestDecisions"/>.</summary>
internal static class RoomRequests
{
    /// <summary>Asking again and again makes no room come sooner.</summary>
    private const int MostOpen = 5;

    private const int MostListed = 200;

    /// <param name="ForWhen">Null: not for a certain time.</param>
    internal sealed record NewRoomRequest(string? Name, [property: Lines] string? Reason, ConferenceMode? Mode = null, DateTimeOffset? ForWhen = null);

    /// <param name="Answer">Why it was refused.</param>
    /// <param name="IsMine">The reader asked, and may take it back while it is open.</param>
    /// <param name="MayDecide">The reader operates the unit's meetings, and it is open.</param>
    internal sealed record RoomRequestView(
        Guid Id, Guid UnitId, string UnitName, string AskedBy, string Name, ConferenceMode Mode, DateTimeOffset? ForWhen, string Reason, DateTimeOffset AskedAt,
        RoomRequestState State, DateTimeOffset? DecidedAt, string? DecidedBy, string? Answer, Guid? RoomId, bool IsMine, bool MayDecide);

    public static void Map(IEndpointRouteBuilder api)
    {
        var requests = api.MapGroup("/room-requests").WithTags("Rooms");
        requests.MapGet("", ListAsync).WithName("ListRoomRequests").ForSignedIn("requests of the reader's own units, and of those whose meetings it operates");
        requests.MapPost("", AskAsync).WithName("RequestRoom").ForSignedIn("for the account's own unit; accounts without one are refused");
        requests.MapDelete("/{id:guid}", WithdrawAsync).WithName("WithdrawRoomRequest").ForSignedIn("the account's own requests; others are not found");
        RoomRequestDecisions.Map(requests.MapGroup("/{id:guid}").Needs(Permission.OperateMeetings, UnitOf.Row<RoomRequest>(request => request.UnitId)));
    }

    /// <summary>Open ones first, then the latest.</summary>
    private static async Task<Ok<IReadOnlyList<RoomRequestView>>> ListAsync(HttpContext http, DiemCauDb db, Rights rights, CancellationToken cancellation)
    {
        var reader = SignedInAccount.Required(http.User);
        var operated = rights.UnitsWhere(reader, Permission.OperateMeetings);
        var own = reader.UnitId;
        return TypedResults.Ok(await ViewAsync(
            db, db.RoomRequests.Where(request => request.AccountId == reader.Id || request.UnitId == own || operated.Contains(request.UnitId)), rights, reader, cancellation));
    }

    internal static async Task<IReadOnlyList<RoomRequestView>> ViewAsync(
        DiemCauDb db, IQueryable<RoomRequest> which, Rights rights, SignedInAccount reader, CancellationToken cancellation)
    {
        var operated = rights.UnitsWhere(reader, Permission.OperateMeetings);
        var (accounts, units) = (db.Accounts, db.Units);
        return await which.AsNoTracking()
            .OrderBy(request => request.State == RoomRequestState.Open ? 0 : 1).ThenByDescending(request => request.AskedAt).Take(MostListed)
            .Select(request => new RoomRequestView(
                request.Id, request.UnitId, units.Where(unit => unit.Id == request.UnitId).Select(unit => unit.Name).First(),
                accounts.Where(account => account.Id == request.AccountId).Select(account => account.Email).First(), request.Name, request.Mode, request.ForWhen,
                request.Reason, request.AskedAt, request.State, request.DecidedAt, request.DecidedBy, request.Answer, request.RoomId,
                request.AccountId == reader.Id, request.State == RoomRequestState.Open && operated.Contains(request.UnitId)))
            .ToListAsync(cancellation);
    }

    private static async Task<Results<Created<RoomRequestView>, Refusal>> AskAsync(
        NewRoomRequest wish, HttpContext http, DiemCauDb db, Rights rights, JournalWriter journal, TimeProvider time, CancellationToken cancellation)
    {
        var account = SignedInAccount.Required(http.User);
        if (account.UnitId is not { } unit)
        {
            return Refusals.Forbidden;
        }

        var (name, reason) = (RoomRules.Written(wish.Name), wish.Reason?.Trim() ?? "");
        FieldError[] errors =
        [
            .. RoomRules.NameErrors(name),
            .. reason.Length == 0 ? [new FieldError("reason", "required")]
                : reason.Length > RoomRequest.ReasonLength ? [new FieldError("reason", "too_long", RoomRequest.ReasonLength)] : Array.Empty<FieldError>(),
        ];
        if (errors.Length > 0)
        {
            return Refusal.Validation(errors);
        }

        if (await db.RoomRequests.CountAsync(request => request.UnitId == unit && request.State == RoomRequestState.Open, cancellation) >= MostOpen)
        {
            return RoomRefusals.TooManyRequests(MostOpen);
        }

        var now = time.GetUtcNow();
        var request = new RoomRequest
        {
            Id = Guid.CreateVersion7(now), UnitId = unit, AccountId = account.Id, Name = name, Mode = wish.Mode ?? ConferenceMode.Discussion,
            ForWhen = wish.ForWhen?.ToUniversalTime(), Reason = reason, AskedAt = now,
        };
        db.Add(request);
        journal.Add(db, "room_request.asked", request.Id.ToString(), new { request.Name, request.ForWhen }, new(UnitId: unit));
        await db.SaveChangesAsync(cancellation);
        return TypedResults.Created(
            $"/api/room-requests/{request.Id}",
            (await ViewAsync(db, db.RoomRequests.Where(made => made.Id == request.Id), rights, account, cancellation))[0]);
    }

    private static async Task<Results<NoContent, Refusal>> WithdrawAsync(
        Guid id, HttpContext http, DiemCauDb db, JournalWriter journal, TimeProvider time, CancellationToken cancellation)
    {
        var account = SignedInAccount.Required(http.User);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await RoomRequestDecisions.LockAsync(db, id, cancellation) is not { } request || request.AccountId != account.Id)
        {
            return Refusals.NotFound;
        }

        if (request.State != RoomRequestState.Open)
        {
            return RoomRefusals.RequestDecided;
        }

        request.Withdraw(account.UnitName ?? account.Name, time.GetUtcNow());
        journal.Add(db, "room_request.withdrawn", id.ToString(), scope: new(UnitId: request.UnitId));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.NoContent();
    }
}
