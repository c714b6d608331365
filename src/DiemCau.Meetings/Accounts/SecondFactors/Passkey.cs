namespace DiemCau.Meetings.Accounts.SecondFactors;

/// <summary>
/// A key of Web Authentication: in a telephone, in a computer that knows a finger or a face, or on a stick. It answers only to the address
/// that it was made for, so that a copied page cannot ask it.
/// </summary>
internal sealed class Passkey
{
    public const int NameLength = 60;

    /// <summary>A mailbox is used at several computers, each of which may have its own.</summary>
    public const int MostPerAccount = 20;

    public Guid Id { get; init; }

    public Guid AccountId { get; init; }

    /// <summary>What people call it, such as "Điện thoại của văn thư".</summary>
    public required string Name { get; init; }

    public required byte[] CredentialId { get; init; }

    /// <summary>COSE_Key (RFC 9052 section 7).</summary>
    public required byte[] PublicKey { get; init; }

    /// <summary>Of the last answer; keys that are kept in an account of their maker's always say 0.</summary>
    public long SignCount { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? LastUsedAt { get; set; }
}

/// <summary>What a browser was asked to have signed; it counts once.</summary>
internal sealed class PasskeyChallenge
{
    public Guid Id { get; init; }

    public Guid AccountId { get; init; }

    public PasskeyPurpose Purpose { get; init; }

    /// <summary>The options as the browser got them, in JSON.</summary>
    public required string Options { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }
}

internal enum PasskeyPurpose { Registration, SignIn }
