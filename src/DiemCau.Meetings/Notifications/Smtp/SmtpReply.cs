namespace DiemCau.Meetings.Notifications.Smtp;

/// <summary>A server's answer to a command (RFC 5321 section 4.2).</summary>
/// <param name="Code">Three digits; the first says success (2), go on (3), try later (4) or no (5).</param>
/// <param name="Lines">Without their codes.</param>
internal sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    public bool IsPermanentNo => Code is >= 500 and < 600;

    public override string ToString() => $"{Code} {string.Join(' ', Lines)}";
}

/// <summary>The mail server did not do what it was asked.</summary>
internal sealed class SmtpRefusedException(string command, SmtpReply reply) : IOException($"{command}: {reply}")
{
    public SmtpReply Reply { get; } = reply;

    /// <summary>The mailbox does not exist or takes no mail: trying again would not help.</summary>
    public bool IsBecauseOfRecipient { get; } = command == "RCPT" && reply.IsPermanentNo;
}
