using DiemCau.Meetings.Access;
using DiemCau.Meetings.Live.Conferences;
using DiemCau.Meetings.Live.Running;
using DiemCau.Meetings.Live.Tokens;
using DiemCau.Meetings.Live.Wire;
using DiemCau.Meetings.Rooms;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Live.Joining;

/// <summary>"Tham gia ngay" → password → "Đồng ý": one round trip from there to pictures.</summary>
internal static class Join
{
    /// <summary>An offer of a PC with 9 tiles is about 20 kB.</summary>
    public const long LargestRequest = 256 * 1024;

    public static void Map(IEndpointRouteBuilder api) => api
        .MapPost("/rooms/{roomId:guid}/participants", HandleAsync)
        .WithName("JoinRoom")
        .OpenToAll("the room's password, or the chair's account")
        .WithMetadata(new RequestSizeLimitAttribute(LargestRequest))
        .Produces<Problem>(StatusCodes.Status403Forbidden, "application/problem+json")
        .Produces<Problem>(StatusCodes.Status423Locked, "application/problem+json");

    private static async Task<Results<Created<JoinAnswer>, Accepted<WaitAnswer>, Refusal>> HandleAsync(
        Guid roomId,
        JoinRequest request,
        HttpContext http,
        DiemCauDb db,
        RoomPassword passwords,
        LiveTokens tokens,
        LiveConferences conferences,
        Participation participation,
        TimeProvider time,
        CancellationToken cancellation)
    {
        if (await db.Rooms.AsNoTracking().SingleOrDefaultAsync(room => room.Id == roomId, cancellation) is not { } room)
        {
            return Refusals.NotFound;
        }

        var account = SignedInAccount.Of(http.User);
        var ownsRoom = account?.Id == room.OwnerId;
        var ticket = TicketFor(room, tokens.Read(request.Ticket));
        if (ticket is null && !ownsRoom)
        {
            switch (passwords.Check(room, request.Password, ClientAddress.PartitionOf(http)))
            {
                case PasswordVerdict.Wrong:
                    return LiveRefusals.RoomPasswordWrong;
                case PasswordVerdict.TooManyAttempts:
                    return Refusals.TooManyAttempts(TimeSpan.FromSeconds(30));
            }
        }

        if (DisplayName.Read(request.DisplayName ?? ticket?.Who.DisplayName, out var name) is { } unreadable)
        {
            return Refusal.Validation(unreadable);
        }

        var who = new Newcomer(
            ticket?.Who.Id ?? Guid.CreateVersion7(time.GetUtcNow()),
            name,
            account is null ? null : account.UnitId ?? account.Id,
            account?.UnitName ?? account?.Name,
            ownsRoom,
            BrowserMark.Of(http),
            request.Media is not null);

        var live = ownsRoom
            ? await conferences.OpenAsync(roomId, cancellation)
            : await conferences.FindByRoomAsync(roomId, cancellation);
        if (live is null)
        {
            return ownsRoom && conferences.OpensNoMore ? LiveRefusals.ServerStopping : Wait(WaitingFor.Chair);
        }

        var entry = await live.AskAsync((conference, now) => conference.Enter(who, now));
        if (entry.Refusal is { } refusal)
        {
            return refusal;
        }

        if (!entry.IsInside)
        {
            return Wait(WaitingFor.Admission);
        }

        conferences.LetLobbyIn(roomId);
        var (answer, refused) = await participation.BeginAsync(live, who, request.Media);
        return answer is null ? refused! : TypedResults.Created((string?)null, answer);

        Accepted<WaitAnswer> Wait(WaitingFor whom) => TypedResults.Accepted(
            (string?)null,
            new WaitAnswer(TicketText(), whom));

        // Who knocks again keeps the ticket it already listens with.
        string TicketText() => ticket is null
            ? tokens.Issue(new LiveToken(LiveTokenKind.Ticket, roomId, null, who, RoomPassword.StampOf(room)))
            : request.Ticket!;
    }

    private static LiveToken? TicketFor(Room room, LiveToken? ticket) =>
        ticket is { Kind: LiveTokenKind.Ticket } && ticket.RoomId == room.Id && ticket.PasswordStamp == RoomPassword.StampOf(room) ? ticket : null;
}
