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

    /// <summary>The first lock-out; each further one is twice as long, up to a day.</summary>
    public TimeSpan FirstLockOut { get; set; } = TimeSpan.FromMinutes(15);

    public TimeSpan LongestLockOut { get; set; } = TimeSpan.FromDays(1);

    /// <summary>An unused session of a shared PC ends after this time.</summary>
    public TimeSpan SessionLife { get; set; } = TimeSpan.FromHours(12);

    /// <summary>The same when "remember this device" was chosen.</summary>
    public TimeSpan RememberedSessionLife { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long a server may go on with what it knows of an account: other servers' changes take effect that late.</summary>
    public TimeSpan SessionCheckInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>No answer that could tell known addresses from unknown ones comes sooner.</summary>
    public TimeSpan EvenAnswerTime { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Attempts per minute and network address with passwords and links. Whole provinces sit behind one address.</summary>
    public int AttemptsPerMinute { get; set; } = 60;

    /// <summary>Wishes for mails per minute and network address.</summary>
    public int MailWishesPerMinute { get; set; } = 30;
}
