using DiemCau.Meetings.Accounts.Entering;
using DiemCau.Meetings.Accounts.Guessing;
using DiemCau.Meetings.Shared.Intake;
using DiemCau.Meetings.Shared.Problems;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace DiemCau.Meetings.Accounts;

/// <summary>What passwords must be like, and their hashes.</summary>
internal sealed class Passwords
{
    public const int MaximumLength = 256;
    private const int MailboxNameWorthChecking = 4;

    private readonly AccountsOptions _options;
    private readonly PasswordHasher<Account> _hasher;
    private readonly Lazy<string> _nobodysHash;

    public Passwords(IOptions<AccountsOptions> options)
    {
        _options = options.Value;
        _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = _options.PasswordHashRounds }));
        _nobodysHash = new(() => Hash(LinkToken.Create()));
    }

    public PasswordPolicy Policy => new(_options.PasswordMinimumLength, MaximumLength, _options.PasswordRequiresDigit, _options.PasswordRequiresLetter);

    /// <summary>Null when the password will do.</summary>
    public Refusal? WeaknessOf(string? password, string email)
    {
        var reasons = Reasons(password ?? "", email).Select(reason => reason with { Field = "password" }).ToList();
        return reasons.Count == 0 ? null : AccountRefusals.PasswordTooWeak(reasons);
    }

    public string Hash(string password) => _hasher.HashPassword(null!, Normal(password));

    /// <param name="hash">Null for an account that does not exist or has no password: takes the same time and fails.</param>
    public bool Verify(string? hash, string? password, out bool isOutdated)
    {
        var result = _hasher.VerifyHashedPassword(null!, hash ?? _nobodysHash.Value, Normal(password is { Length: <= MaximumLength } ? password : ""));
        isOutdated = result == PasswordVerificationResult.SuccessRehashNeeded;
        return hash is not null && result != PasswordVerificationResult.Failed;
    }

    private IEnumerable<FieldError> Reasons(string password, string email)
    {
        var mailbox = email.Split('@')[0];
        if (password.Length < _options.PasswordMinimumLength)
        {
            yield return new("", "password_too_short", _options.PasswordMinimumLength);
        }

        if (password.Length > MaximumLength)
        {
            yield return new("", "too_long", MaximumLength);
        }

        if (_options.PasswordRequiresDigit && !password.Any(char.IsDigit))
        {
            yield return new("", "password_needs_digit");
        }

        if (_options.PasswordRequiresLetter && !password.Any(char.IsLetter))
        {
            yield return new("", "password_needs_letter");
        }

        if (mailbox.Length >= MailboxNameWorthChecking && password.Contains(mailbox, StringComparison.OrdinalIgnoreCase))
        {
            yield return new("", "password_is_mailbox");
        }

        if (CommonPasswords.Contains(password))
        {
            yield return new("", "password_common");
        }
    }

    private static string Normal(string password) => OpaqueString.Of(password);
}

/// <summary>Shown while a password is typed. Common passwords and the mailbox's own name are refused besides.</summary>
public sealed record PasswordPolicy(int MinimumLength, int MaximumLength, bool RequireDigit, bool RequireLetter);
