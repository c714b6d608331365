namespace DiemCau.Meetings.Accounts.SecondFactors;

/// <summary>Stands in once for the second factor. Codes have 80 random bits, so a plain hash cannot be searched.</summary>
internal sealed class RecoveryCode
{
    public Guid Id { get; init; }

    public Guid AccountId { get; init; }

    public required byte[] CodeHash { get; init; }

    public DateTimeOffset? UsedAt { get; set; }
}
