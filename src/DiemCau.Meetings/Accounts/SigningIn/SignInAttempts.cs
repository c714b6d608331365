namespace DiemCau.Meetings.Accounts.SigningIn;

/// <summary>
/// Attempts to sign in with an address since its last success, whether an account has that address or not:
/// a lock-out thus says nothing about which addresses are known.
/// </summary>
internal sealed class SignInAttempts
{
    /// <summary>SHA-256 of the address: unknown ones need not be stored.</summary>
    public required byte[] AddressHash { get; init; }

    /// <summary>Attempts since the last lock-out.</summary>
    public int Failed { get; init; }

    /// <summary>Lock-outs so far; each is twice as long as the one before.</summary>
    public int Locks { get; init; }

    public DateTimeOffset? LockedUntil { get; init; }

    public DateTimeOffset LastAt { get; init; }
}
