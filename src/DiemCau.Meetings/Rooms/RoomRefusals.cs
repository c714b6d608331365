using DiemCau.Meetings.Shared.Problems;
using Microsoft.AspNetCore.Http;

namespace DiemCau.Meetings.Rooms;

internal static class RoomRefusals
{
    /// <summary>The unit has a room of exactly this name.</summary>
    public static Refusal NameTaken { get; } = new("room_name_taken", StatusCodes.Status409Conflict)
    {
        Fields = [new FieldError("name", "room_name_taken")],
    };

    public static Refusal PasswordWrong { get; } = new("room_password_wrong", StatusCodes.Status403Forbidden);

    /// <summary>Only units that somebody has confirmed invite beyond the listed domains.</summary>
    public static Refusal ForeignInvitation(string domain) => new("invitation_domain_foreign", StatusCodes.Status403Forbidden) { Arguments = [domain] };

    /// <summary>Somebody else has made the room, refused it, or taken the request back.</summary>
    public static Refusal RequestDecided { get; } = new("room_request_decided", StatusCodes.Status409Conflict);

    public static Refusal TooManyRequests(int most) => new("room_requests_too_many", StatusCodes.Status409Conflict) { Arguments = [most] };

    public static Refusal TooManyInvitations(int most) => new("too_many_invitations", StatusCodes.Status429TooManyRequests)
    {
        Arguments = [most],
        RetryAfter = TimeSpan.FromHours(1),
    };
}
