using System.Text.Json;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Accounts.SecondFactors;

/// <summary>The passkeys of accounts: challenges are given out, answered once, and forgotten.</summary>
internal sealed class Passkeys(PasskeyVerifier verifier, TimeProvider time)
{
    /// <param name="Options">For <c>navigator.credentials.create</c> or <c>get</c>, with bytes in base64url.</param>
    public sealed record Asked(Guid ChallengeId, JsonElement Options);

    /// <param name="Credential">What the browser answered, with bytes in base64url.</param>
    public sealed record Answered(Guid ChallengeId, JsonElement Credential);

    public bool ArePossible => verifier.IsPossible;

    /// <summary>Asks a browser to make a key. The caller saves.</summary>
    public async Task<Asked> AskForNewAsync(DiemCauDb db, Account account, CancellationToken cancellation) =>
        await AskAsync(db, account, PasskeyPurpose.Registration, verifier.CreationOptions(account, await KnownAsync(db, account, cancellation)), cancellation);

    /// <summary>Asks a browser for one of the account's keys; null when it has none. The caller saves.</summary>
    public async Task<Asked?> AskForOneAsync(DiemCauDb db, Account account, CancellationToken cancellation) =>
        verifier.IsPossible && await KnownAsync(db, account, cancellation) is { Count: > 0 } known
            ? await AskAsync(db, account, PasskeyPurpose.SignIn, verifier.RequestOptions(known), cancellation)
            : null;

    /// <returns>The new key, not yet saved; null when the answer is not right.</returns>
    public async Task<Passkey?> AddAsync(DiemCauDb db, Account account, string name, Answered answer, CancellationToken cancellation)
    {
        if (await TakeAsync(db, account, PasskeyPurpose.Registration, answer.ChallengeId, cancellation) is not { } options
            || await verifier.RegisteredAsync(answer.Credential, options, cancellation) is not { } registered)
        {
            return null;
        }

        var now = time.GetUtcNow();
        var passkey = new Passkey
        {
            Id = Guid.CreateVersion7(now),
            AccountId = account.Id,
            Name = name,
            CredentialId = registered.Id,
            PublicKey = registered.PublicKey,
            SignCount = registered.SignCount,
            CreatedAt = now,
        };
        db.Passkeys.Add(passkey);
        return passkey;
    }

    /// <summary>Whether one of the account's keys has signed what this account was asked. The caller saves.</summary>
    public async Task<bool> AcceptAsync(DiemCauDb db, Account account, Answered answer, CancellationToken cancellation)
    {
        if (await TakeAsync(db, account, PasskeyPurpose.SignIn, answer.ChallengeId, cancellation) is not { } options
            || PasskeyVerifier.CredentialOf(answer.Credential) is not { } id
            || await db.Passkeys.SingleOrDefaultAsync(known => known.AccountId == account.Id && known.CredentialId == id, cancellation) is not { } passkey
            || await verifier.SignedAsync(answer.Credential, options, passkey, cancellation) is not { } signCount)
        {
            return false;
        }

        passkey.SignCount = signCount;
        passkey.LastUsedAt = time.GetUtcNow();
        return true;
    }

    private static async Task<IReadOnlyList<byte[]>> KnownAsync(DiemCauDb db, Account account, CancellationToken cancellation) =>
        await db.Passkeys.Where(passkey => passkey.AccountId == account.Id).Select(passkey => passkey.CredentialId).ToListAsync(cancellation);

    private async Task<Asked> AskAsync(DiemCauDb db, Account account, PasskeyPurpose purpose, string options, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await db.PasskeyChallenges.Where(old => old.AccountId == account.Id && old.ExpiresAt <= now).ExecuteDeleteAsync(cancellation);
        var challenge = new PasskeyChallenge
        {
            Id = Guid.CreateVersion7(now),
            AccountId = account.Id,
            Purpose = purpose,
            Options = options,
            ExpiresAt = now + PasskeyVerifier.ChallengeLife,
        };
        db.PasskeyChallenges.Add(challenge);
        return new(challenge.Id, JsonElement.Parse(options));
    }

    /// <summary>The options of a challenge, which is used up; of several answers to it one gets them.</summary>
    private async Task<string?> TakeAsync(DiemCauDb db, Account account, PasskeyPurpose purpose, Guid id, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var asked = db.PasskeyChallenges
            .Where(known => known.Id == id && known.AccountId == account.Id && known.Purpose == purpose && known.ExpiresAt > now);
        var options = await asked.Select(known => known.Options).SingleOrDefaultAsync(cancellation);
        return options is not null && await asked.ExecuteDeleteAsync(cancellation) == 1 ? options : null;
    }
}
