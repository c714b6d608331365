using DiemCau.Meetings.Shared.Problems;
using Microsoft.AspNetCore.Http;

namespace DiemCau.Meetings.Kiosks;

internal static class KioskRefusals
{
    /// <summary>It brings no key, or one that was revoked.</summary>
    public static Refusal NotPaired { get; } = new("kiosk_not_paired", StatusCodes.Status401Unauthorized);

    /// <summary>Nobody has typed the code in time: the machine asks for another.</summary>
    public static Refusal PairingOver { get; } = new("kiosk_pairing_over", StatusCodes.Status410Gone);

    /// <summary>As many codes are shown at this moment as there may be, from this network or at all.</summary>
    public static Refusal PairingFull { get; } = new("kiosk_pairing_full", StatusCodes.Status503ServiceUnavailable) { RetryAfter = TimeSpan.FromMinutes(1) };

    public static Refusal CodeWrong { get; } = new("kiosk_code_wrong", StatusCodes.Status400BadRequest) { Fields = [new("code", "kiosk_code_wrong")] };

    public static Refusal CodeExpired { get; } = new("kiosk_code_expired", StatusCodes.Status410Gone) { Fields = [new("code", "kiosk_code_expired")] };

    public static Refusal CodeUsed { get; } = new("kiosk_code_used", StatusCodes.Status409Conflict) { Fields = [new("code", "kiosk_code_used")] };

    /// <param name="most">How many a site may have.</param>
    public static Refusal TooMany(int most) => new("kiosk_too_many", StatusCodes.Status409Conflict) { Arguments = [most] };
}
