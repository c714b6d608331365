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

    public static Refusal SecondFactorRequired { get; } = new("second_factor_required", StatusCodes.Status401Unauthorized);

    public static Refusal SecondFactorWrong { get; } = new("second_factor_wrong", StatusCodes.Status401Unauthorized);

    public static Refusal NotActivated { get; } = new("account_not_activated", StatusCodes.Status403Forbidden);

    /// <summary>The password that confirms a change is not the account's.</summary>
    public static Refusal PasswordWrong { get; } = new("password_wrong", StatusCodes.Status403Forbidden);

    public static Refusal LinkExpired { get; } = new("link_expired", StatusCodes.Status410Gone);

    public static Refusal LinkUsed { get; } = new("link_used", StatusCodes.Status410Gone);

    /// <summary>The account's role demands a second factor, and its grace is over: nothing but setting one up is possible.</summary>
    public static Refusal SecondFactorDemanded { get; } = new("second_factor_demanded", StatusCodes.Status403Forbidden);

    public static Refusal TotpAlreadyOn { get; } = new("totp_already_on", StatusCodes.Status409Conflict);

    public static Refusal TotpNotBegun { get; } = new("totp_not_begun", StatusCodes.Status409Conflict);

    /// <summary>The installation is reached by an IP address, for which browsers have no passkeys.</summary>
    public static Refusal PasskeysImpossible { get; } = new("passkeys_impossible", StatusCodes.Status409Conflict);

    /// <summary>What the browser brought is not an answer to what it was asked.</summary>
    public static Refusal PasskeyWrong { get; } = new("passkey_wrong", StatusCodes.Status400BadRequest);

    public static Refusal PasskeyKnown { get; } = new("passkey_known", StatusCodes.Status409Conflict);

    public static Refusal TooManyPasskeys(int most) => new("too_many_passkeys", StatusCodes.Status409Conflict) { Arguments = [most] };

    public static Refusal AccountExists { get; } = new("account_exists", StatusCodes.Status409Conflict);

    public static Refusal UnitUnknown { get; } = Refusal.Validation(new FieldError("unitId", "unit_unknown"));

    /// <summary>Only the unit's own first password makes an account active.</summary>
    public static Refusal NeverActivated { get; } = new("account_never_activated", StatusCodes.Status409Conflict);

    /// <summary>The account names no unit that would have to be confirmed.</summary>
    public static Refusal NothingClaimed { get; } = new("nothing_claimed", StatusCodes.Status409Conflict);

    /// <summary>The account's unit is confirmed; only an administrator says otherwise.</summary>
    public static Refusal UnitKnown { get; } = new("unit_known", StatusCodes.Status409Conflict);

    public static Refusal NotPending { get; } = new("account_not_pending", StatusCodes.Status409Conflict);

    public static Refusal LastAdministrator { get; } = new("last_administrator", StatusCodes.Status409Conflict);

    public static Refusal MailDomainInvalid { get; } = Refusal.Validation(new FieldError("domain", "mail_domain_invalid"));

    public static Refusal Locked(TimeSpan wait) => new("account_locked", StatusCodes.Status429TooManyRequests)
    {
        RetryAfter = wait,
        Arguments = [Math.Max(1, (int)Math.Ceiling(wait.TotalMinutes))],
    };

    /// <summary>Codes of the authenticator app; passkeys and recovery codes are not locked.</summary>
    public static Refusal SecondFactorLocked(TimeSpan wait) => Locked(wait) with { Code = "second_factor_locked" };

    /// <summary>Many have guessed: on a machine that has not signed in before, the mailbox is asked ("Quên mật khẩu").</summary>
    public static Refusal MailboxProofNeeded(TimeSpan wait) => Locked(wait) with { Code = "mailbox_proof_needed" };

    public static Refusal PasswordTooWeak(IReadOnlyList<FieldError> reasons) =>
        new("password_too_weak", StatusCodes.Status400BadRequest) { Fields = reasons };
}
