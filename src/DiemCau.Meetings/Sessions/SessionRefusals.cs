using DiemCau.Meetings.Shared.Problems;
using Microsoft.AspNetCore.Http;

namespace DiemCau.Meetings.Sessions;

internal static class SessionRefusals
{
    /// <summary>Neither the number nor the password is told to be the wrong one.</summary>
    public static Refusal DoorWrong { get; } = new("meeting_door_wrong", StatusCodes.Status403Forbidden);

    /// <summary>The link is another meeting's, an old or a revoked one.</summary>
    public static Refusal LinkWrong { get; } = new("meeting_link_wrong", StatusCodes.Status404NotFound);

    /// <summary>The account takes no part in this meeting.</summary>
    public static Refusal NotInvited { get; } = new("meeting_not_invited", StatusCodes.Status403Forbidden);

    /// <summary>It has ended, was put off or cancelled, or was never approved.</summary>
    public static Refusal NotHeld { get; } = new("meeting_not_held", StatusCodes.Status410Gone);

    /// <summary>All sites have to use the dedicated line.</summary>
    public static Refusal LineNotSlcd { get; } = new("meeting_line_not_slcd", StatusCodes.Status403Forbidden);

    /// <summary>Some sites are not connected, or a speaking site has not been heard.</summary>
    /// <param name="missing">Sites that are not connected.</param>
    /// <param name="unheard">Speaking sites that were not heard.</param>
    public static Refusal NotReady(int missing, int unheard) =>
        new("meeting_not_ready", StatusCodes.Status409Conflict) { Arguments = [missing, unheard] };

    /// <summary>No server has carried out what a command ordered: none is running, or it is busy.</summary>
    public static Refusal NoServer { get; } = new("session_no_server", StatusCodes.Status503ServiceUnavailable);

    /// <summary>A refusal as the server wrote it down for the command that waits; what its words were about is not known any more.</summary>
    public static Refusal ByCode(string code) => new(code, StatusCodes.Status409Conflict);

    /// <param name="opensAt">When sites may connect, in words.</param>
    public static Refusal TooEarly(string opensAt) => new("meeting_too_early", StatusCodes.Status409Conflict) { Arguments = [opensAt] };
}
