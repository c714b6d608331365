using DiemCau.Meetings.Accounts.Entering;
namespace DiemCau.Meetings.Accounts;

/// <summary>A unit's official mailbox that may sign in. It belongs to the unit, not to a person: several PCs may use it at once.</summary>
internal sealed class Account
{
    public Guid Id { get; init; }

    /// <summary>As <see cref="MailAddressText.TryParse"/> writes it: lower case.</summary>
    public required string Email { get; init; }

    /// <summary>The unit that it belongs to, as somebody who answers for it has said.</summary>
    public Guid? UnitId { get; private set; }

    /// <summary>Null until the account is activated.</summary>
    public string? PasswordHash { get; set; }

    public AccountState State { get; set; }

    /// <summary>What it says its unit is called, until somebody has confirmed or refused it. Gives no rights, and others do not see it.</summary>
    public string? ClaimedUnitName { get; private set; }

    /// <summary>The existing unit that it says it is; null: one that there is not yet.</summary>
    public Guid? ClaimedUnitId { get; private set; }

    public DateTimeOffset? ClaimedAt { get; private set; }

    /// <summary>Every session carries it; a new one ends them all.</summary>
    public required string Stamp { get; set; }

    /// <summary>The TOTP secret, protected by the key ring; null when none was ever asked for.</summary>
    public string? TotpSecret { get; set; }

    /// <summary>Whether codes of an authenticator app are asked for at sign-in; passkeys are another kind of second factor.</summary>
    public bool TotpEnabled { get; set; }

    /// <summary>The RFC 6238 time step of the last accepted code: a code seen over a shoulder is not accepted again.</summary>
    public long TotpLastStep { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ActivatedAt { get; set; }

    public DateTimeOffset? LastSignInAt { get; set; }

    /// <summary>What is shown while no unit is known: the mailbox's name.</summary>
    public string MailboxName => MailboxNameOf(Email);

    public static string MailboxNameOf(string email) => email[..email.IndexOf('@', StringComparison.Ordinal)];

    public static Account Register(string email, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Email = email,
        State = AccountState.Pending,
        Stamp = LinkToken.Create(),
        CreatedAt = now,
    };

    /// <summary>Its first password makes the account usable.</summary>
    public void Activate(string passwordHash, DateTimeOffset now)
    {
        SetPassword(passwordHash);
        State = AccountState.Active;
        ActivatedAt ??= now;
    }

    /// <summary>A new password ends every session begun with the old one.</summary>
    public void SetPassword(string passwordHash)
    {
        PasswordHash = passwordHash;
        EndSessions();
    }

    /// <summary>Somebody who answers for it says which unit the account belongs to.</summary>
    public void BelongTo(Guid? unitId)
    {
        UnitId = unitId;
        (ClaimedUnitName, ClaimedUnitId, ClaimedAt) = (null, null, null);
    }

    /// <summary>The account itself says which unit it belongs to.</summary>
    public void Claim(string unitName, Guid? unitId, DateTimeOffset now) => (ClaimedUnitName, ClaimedUnitId, ClaimedAt) = (unitName, unitId, now);

    public void EndSessions() => Stamp = LinkToken.Create();
}

/// <summary>Pending is shown as "Chờ kích hoạt".</summary>
public enum AccountState { Pending, Active, Disabled }
