namespace DiemCau.Meetings.Shared;

/// <summary>Whether what was begun with an account's session may go on: an account has a new stamp once its sessions were ended.</summary>
internal interface ISessionStamps
{
    /// <summary>False: the account is closed, or its sessions were ended since.</summary>
    Task<bool> IsCurrentAsync(Guid accountId, string? stamp, CancellationToken cancellation);
}

/// <summary>Wants to know at once when an account, its roles or its sessions may have changed.</summary>
internal interface ISessionEvents
{
    void Changed(Guid accountId);
}
