namespace DiemCau.Meetings.Accounts.SigningIn;

/// <summary>Attempts of one kind since the last success, as <see cref="AttemptKey"/> tells them apart.</summary>
internal sealed class SignInAttempts
{
    public required byte[] KeyHash { get; init; }

    /// <summary>SHA-256 of the mail address: unknown ones need not be stored.</summary>
    public required byte[] AccountHash { get; init; }

    /// <summary>Attempts since the last lock-out.</summary>
    public int Failed { get; init; }

    /// <summary>Lock-outs so far; each is twice as long as the one before.</summary>
    public int Locks { get; init; }

    public DateTimeOffset? LockedUntil { get; init; }

    public DateTimeOffset LastAt { get; init; }

    /// <summary>Only a success forgets it: neither a new password nor a pause.</summary>
    public bool IsKept { get; init; }
}
