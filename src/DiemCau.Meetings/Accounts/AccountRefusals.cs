using DiemCau.Meetings.Shared.Problems;
using Microsoft.AspNetCore.Http;

namespace DiemCau.Meetings.Accounts;

internal static class AccountRefusals
{
    public static Refusal EmailInvalid { get; } = Refusal.Validation(new FieldError("email", "email_invalid"));

    public static Refusal MailDomainNotAllowed(string domain) =>
        new("mail_domain_not_allowed", StatusCodes.Status400BadRequest) { Arguments = [domain] };

    /// <summary>Wrong password, unknown address, disabled account: one answer for all.</summary>
    public static Refusal SignInFailed { get; } = new("sign_in_failed", StatusCodes.Status401Unauthorized);

    public static Refusal TwoFactorRequired { get; } = new("two_factor_required", StatusCodes.Status401Unauthorized);

    public static Refusal TwoFactorWrong { get; } = new("two_factor_wrong", StatusCodes.Status401Unauthorized);

    public static Refusal NotActivated { get; } = new("account_not_activated", StatusCodes.Status403Forbidden);

    /// <summary>The password that confirms a change is not the account's.</summary>
    public static Refusal PasswordWrong { get; } = new("password_wrong", StatusCodes.Status403Forbidden);

    public static Refusal LinkExpired { get; } = new("link_expired", StatusCodes.Status410Gone);

    public static Refusal LinkUsed { get; } = new("link_used", StatusCodes.Status410Gone);

    public static Refusal TwoFactorAlreadyOn { get; } = new("two_factor_already_on", StatusCodes.Status409Conflict);

    public static Refusal TwoFactorNotBegun { get; } = new("two_factor_not_begun", StatusCodes.Status409Conflict);

    public static Refusal AccountExists { get; } = new("account_exists", StatusCodes.Status409Conflict);

    public static Refusal UnitUnknown { get; } = Refusal.Validation(new FieldError("unitId", "unit_unknown"));

    /// <summary>Only the unit's own first password makes an account active.</summary>
    public static Refusal NeverActivated { get; } = new("account_never_activated", StatusCodes.Status409Conflict);

    public static Refusal NotPending { get; } = new("account_not_pending", StatusCodes.Status409Conflict);

    public static Refusal LastAdministrator { get; } = new("last_administrator", StatusCodes.Status409Conflict);

    public static Refusal MailDomainInvalid { get; } = Refusal.Validation(new FieldError("domain", "mail_domain_invalid"));

    public static Refusal Locked(TimeSpan wait) => new("account_locked", StatusCodes.Status429TooManyRequests)
    {
        RetryAfter = wait,
        Arguments = [Math.Max(1, (int)Math.Ceiling(wait.TotalMinutes))],
    };

    public static Refusal PasswordTooWeak(IReadOnlyList<FieldError> reasons) =>
        new("password_too_weak", StatusCodes.Status400BadRequest) { Fields = reasons };
}
