namespace DiemCau.Meetings.Accounts.SigningIn;

/// <summary>A session that was signed out of. Its cookie may have been copied, so that taking it from the browser is not enough.</summary>
internal sealed class EndedSession
{
    public Guid Id { get; init; }

    public Guid AccountId { get; init; }

    /// <summary>No cookie of the session can be alive after this.</summary>
    public DateTimeOffset ExpiresAt { get; init; }
}
