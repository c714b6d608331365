namespace DiemCau.Meetings.Accounts.Entering;

/// <summary>A single-use link of a mail or of the start-up message. Only the hash of its token is stored.</summary>
internal sealed class AccountLink
{
    public Guid Id { get; init; }

    /// <summary>Null for the link that makes the first administrator: there is no account yet.</summary>
    public Guid? AccountId { get; init; }

    public LinkPurpose Purpose { get; init; }

    public required byte[] TokenHash { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Brought forward to the moment at which a newer link takes its place.</summary>
    public DateTimeOffset ExpiresAt { get; set; }

    public DateTimeOffset? UsedAt { get; set; }

    public LinkState StateAt(DateTimeOffset now) => UsedAt is not null ? LinkState.Used : now >= ExpiresAt ? LinkState.Expired : LinkState.Valid;
}

public enum LinkPurpose { Activation, PasswordReset, FirstAdministrator }

public enum LinkState { Valid, Expired, Used }
