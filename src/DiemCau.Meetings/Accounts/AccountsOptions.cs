using DiemCau.Meetings.Access;

namespace DiemCau.Meetings.Accounts;

/// <summary>The numbers of this slice, from the configuration section "Accounts".</summary>
public sealed class AccountsOptions
{
    /// <summary>A registration waits in a mailbox that may be read only on the next working day.</summary>
    public TimeSpan ActivationLinkLife { get; set; } = TimeSpan.FromHours(24);

    public TimeSpan PasswordResetLinkLife { get; set; } = TimeSpan.FromHours(1);

    /// <summary>It is printed on the server's own console.</summary>
    public TimeSpan FirstAdministratorLinkLife { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Further wishes for a mail within this time are answered alike and send nothing: nobody's mailbox is flooded.</summary>
    public TimeSpan LinkMailPause { get; set; } = TimeSpan.FromMinutes(1);

    public int PasswordMinimumLength { get; set; } = 10;

    public bool PasswordRequiresDigit { get; set; } = true;

    public bool PasswordRequiresLetter { get; set; } = true;

    /// <summary>PBKDF2 with HMAC-SHA512; 210,000 rounds are OWASP's figure, about 60 ms on one core here.</summary>
    public int PasswordHashRounds { get; set; } = 210_000;

    public int AttemptsBeforeLockOut { get; set; } = 5;

    /// <summary>
    /// Wrong passwords of one account from machines that never signed in with it, wherever they are, before such a machine has to come by way of
    /// the mailbox (NIST SP 800-63B section 5.2.2 allows 100).
    /// </summary>
    public int StrangersAttempts { get; set; } = 100;

    /// <summary>The first lock-out; each further one is twice as long, up to a day.</summary>
    public TimeSpan FirstLockOut { get; set; } = TimeSpan.FromMinutes(15);

    public TimeSpan LongestLockOut { get; set; } = TimeSpan.FromDays(1);

    /// <summary>An unused session of a shared PC ends after this time.</summary>
    public TimeSpan SessionLife { get; set; } = TimeSpan.FromHours(12);

    /// <summary>The same when "remember this device" was chosen.</summary>
    public TimeSpan RememberedSessionLife { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long a server may go on with what it knows of an account: other servers' changes take effect that late.</summary>
    public TimeSpan SessionCheckInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Who reaches beyond their own unit, or reads what all do: in a province's system of security level 3 these sign in with two factors
    /// (Decree 85/2016, TCVN 11930). A vendor's technician comes from outside.
    /// </summary>
    public const string PrivilegedRoles = "SystemAdministrator,ApprovingOfficer,McuOperator,IntermediateOperator,Auditor,Vendor";

    /// <summary>Names of roles, separated by commas, whose accounts must have a second factor; "none": nobody's.</summary>
    public string SecondFactorRoles { get; set; } = PrivilegedRoles;

    /// <summary>From being given such a role until nothing but setting up a second factor is possible without one.</summary>
    public TimeSpan SecondFactorGrace { get; set; } = TimeSpan.FromDays(14);

    /// <summary>No answer that could tell known addresses from unknown ones comes sooner.</summary>
    public TimeSpan EvenAnswerTime { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Wrong passwords per minute and network address before its attempts come one after the other. Whole provinces sit behind one address.</summary>
    public int AttemptsPerMinute { get; set; } = 60;

    /// <summary>Requests with a mail's link per minute and network address; its token of 256 bits cannot be guessed.</summary>
    public int LinksPerMinute { get; set; } = 600;

    /// <summary>Wishes for mails per minute and network address.</summary>
    public int MailWishesPerMinute { get; set; } = 30;

    /// <summary><see cref="SecondFactorRoles"/> as they are meant.</summary>
    /// <exception cref="FormatException">One of them is not a role's name.</exception>
    public IReadOnlySet<Role> RolesWithSecondFactor() => SecondFactorRoles.Trim() is "none" or ""
        ? new HashSet<Role>()
        : SecondFactorRoles.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(name => char.IsLetter(name[0]) && Enum.TryParse<Role>(name, ignoreCase: true, out var role) ? role : throw new FormatException(name))
            .ToHashSet();
}
