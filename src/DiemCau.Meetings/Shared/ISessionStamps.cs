namespace DiemCau.Meetings.Shared;

/// <summary>Whether what was begun with an account's session may go on: an account has a new stamp once its sessions were ended.</summary>
internal interface ISessionStamps
{
    /// <summary>False: the account is closed, or its sessions were ended since.</summary>
    Task<bool> IsCurrentAsync(Guid accountId, string? stamp, CancellationToken cancellation);

    /// <summary>Of some, those that may not go on; asked of the database itself, for other servers and commands end sessions, too.</summary>
    Task<IReadOnlySet<HeldSession>> EndedAmongAsync(IReadOnlyCollection<HeldSession> held, CancellationToken cancellation);
}

/// <summary>What was begun with an account's session, as it was then.</summary>
internal readonly record struct HeldSession(Guid AccountId, string? Stamp);
