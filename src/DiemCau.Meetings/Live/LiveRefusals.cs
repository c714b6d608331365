using DiemCau.Meetings.Shared.Problems;
using Microsoft.AspNetCore.Http;

namespace DiemCau.Meetings.Live;

/// <summary>Why a live meeting says no. Values, because a chair's rules refuse people every day.</summary>
internal static class LiveRefusals
{
    private const string MediaOfferInvalidCode = "media_offer_invalid";

    /// <summary>The participant or waiting person meant has left.</summary>
    public static Refusal NotHere { get; } = new("not_in_conference", StatusCodes.Status404NotFound);

    /// <summary>The conference or its waiting list holds as many as it may.</summary>
    public static Refusal RoomFull { get; } = new("room_full", StatusCodes.Status409Conflict);

    /// <summary>As many are connected as the server carries, or what is left is held for meetings; says when the first of them ends.</summary>
    public static Refusal ServerFull(ServerCapacity plan) => plan.Held.MinBy(held => held.Until) is { } first
        ? new("server_full_until", StatusCodes.Status503ServiceUnavailable) { Arguments = [plan.Places, first.Whose, first.Until] }
        : new("server_full", StatusCodes.Status503ServiceUnavailable) { Arguments = [plan.Places] };

    /// <summary>The chair asked this person to leave, or did not let it in.</summary>
    public static Refusal RemovedFromRoom { get; } = new("removed_from_room", StatusCodes.Status403Forbidden);

    /// <summary>The account was closed or signed out everywhere, the link was revoked, the role was taken away.</summary>
    public static Refusal NoLongerAdmitted { get; } = new("no_longer_admitted", StatusCodes.Status403Forbidden);

    /// <summary>The same seat is used from another window or machine.</summary>
    public static Refusal SeatTakenOver { get; } = new("seat_taken_over", StatusCodes.Status409Conflict);

    public static Refusal RoomLocked { get; } = new("room_locked", StatusCodes.Status423Locked);

    /// <summary>A room is not opened formally.</summary>
    public static Refusal NoSession { get; } = new("conference_without_session", StatusCodes.Status409Conflict);

    public static Refusal ConferenceEnded { get; } = new("conference_ended", StatusCodes.Status410Gone);

    /// <summary>A door that cannot wait for the chair (WHIP, WHEP) found the room closed.</summary>
    public static Refusal RoomNotOpen { get; } = new("room_not_open", StatusCodes.Status409Conflict);

    /// <summary>The server waits for its last meetings to end, and opens no others.</summary>
    public static Refusal ServerStopping { get; } = new("server_stopping", StatusCodes.Status503ServiceUnavailable);

    /// <summary>Somebody else shares a screen.</summary>
    public static Refusal ScreenInUse { get; } = new("screen_in_use", StatusCodes.Status409Conflict);

    /// <summary>An empty chat message or one above the limit.</summary>
    public static Refusal ChatTextInvalid { get; } = new("chat_text_invalid", StatusCodes.Status400BadRequest);

    /// <summary>Everybody reads it; it is written as soon as the database is back.</summary>
    public static Refusal ChatNotWritten { get; } = new("chat_not_written", StatusCodes.Status503ServiceUnavailable);

    public static Refusal TokenExpired { get; } = new("token_expired", StatusCodes.Status401Unauthorized);

    /// <summary>A token of another room, or one to play with where somebody publishes.</summary>
    public static Refusal TokenOfAnotherDoor { get; } = new("token_of_another_door", StatusCodes.Status403Forbidden);

    /// <summary>RFC 9725 section 4.3.1: the request is about an ICE session that is no more.</summary>
    public static Refusal IceSessionChanged { get; } = new("ice_session_changed", StatusCodes.Status412PreconditionFailed);

    /// <summary>The same for encoders and players, which have no page to update: 400 for what is broken, 422 for what is right and not supported.</summary>
    public static Refusal OfEncoder(Refusal refusal)
    {
        if (refusal.Code != MediaOfferInvalidCode)
        {
            return refusal;
        }

        var isUnsupported = refusal.Arguments is ["UnsupportedSetup" or "UnsupportedFingerprint" or "NoCommonCodec" or "NoBundle" or "NoRtcpMux", ..];
        return isUnsupported
            ? refusal with { Code = "encoder_offer_unsupported", Status = StatusCodes.Status422UnprocessableEntity }
            : refusal with { Code = "encoder_offer_invalid" };
    }

    public static Refusal MediaOfferInvalid(string reason) =>
        new(MediaOfferInvalidCode, StatusCodes.Status400BadRequest) { Arguments = [reason] };
}
