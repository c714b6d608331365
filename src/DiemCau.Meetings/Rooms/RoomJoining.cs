using DiemCau.Meetings.Access;
using DiemCau.Meetings.Live;
using DiemCau.Meetings.Live.Conferences;
using DiemCau.Meetings.Live.Joining;
using DiemCau.Meetings.Live.Wire;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Rooms;

/// <summary>"Tham gia ngay" → password → "Đồng ý".</summary>
internal static class RoomJoining
{
    public static void Map(IEndpointRouteBuilder rooms) => rooms
        .MapPost("/{roomId:guid}/participants", HandleAsync)
        .WithName("JoinRoom")
        .OpenToAll("the room's password, or the chair's account")
        .WithMetadata(new RequestSizeLimitAttribute(Entering.LargestRequest))
        .Produces<Problem>(StatusCodes.Status403Forbidden, "application/problem+json")
        .Produces<Problem>(StatusCodes.Status423Locked, "application/problem+json");

    private static async Task<Results<Created<JoinAnswer>, Accepted<WaitAnswer>, Refusal>> HandleAsync(
        Guid roomId,
        JoinRequest request,
        HttpContext http,
        DiemCauDb db,
        RoomPassword passwords,
        Entering entering,
        TimeProvider time,
        CancellationToken cancellation)
    {
        if (await db.Rooms.AsNoTracking().SingleOrDefaultAsync(room => room.Id == roomId, cancellation) is not { } room)
        {
            return Refusals.NotFound;
        }

        var account = SignedInAccount.Of(http.User);
        var ownsRoom = account?.Id == room.OwnerId;
        var stamp = RoomPassword.StampOf(room);
        var ticket = entering.TicketFor(Occasion.OfRoom(roomId), request.Ticket, stamp);
        if (ticket is null && !ownsRoom)
        {
            switch (passwords.Check(room, request.Password, ClientAddress.PartitionOf(http)))
            {
                case PasswordVerdict.Wrong:
                    return RoomRefusals.PasswordWrong;
                case PasswordVerdict.TooManyAttempts:
                    return Refusals.TooManyAttempts(TimeSpan.FromSeconds(30));
            }
        }

        if (DisplayName.Read(request.DisplayName ?? ticket?.Who.DisplayName, out var name) is { } unreadable)
        {
            return Refusal.Validation(unreadable);
        }

        var who = new Newcomer(
            ticket?.Who.Id ?? Guid.CreateVersion7(time.GetUtcNow()), name,
            ownsRoom ? Capacity.Chair : account is null ? Capacity.Guest : Capacity.Member)
        {
            AccountId = account?.Id,
            AccountStamp = account?.Stamp,
            UnitId = account is null ? null : account.UnitId ?? account.Id,
            UnitName = account?.UnitName ?? account?.Name,
            Browser = BrowserMark.Of(http),
            Address = ClientAddress.PartitionOf(http),
            WithMedia = request.Media is not null,
        };
        return await entering.EnterAsync(Occasion.OfRoom(roomId), who, request.Media, mayOpen: ownsRoom, ticket, stamp, cancellation);
    }
}
