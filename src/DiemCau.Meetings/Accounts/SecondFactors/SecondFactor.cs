using System.Security.Cryptography;
using System.Text;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Accounts.SecondFactors;

/// <param name="Code">Of the authenticator app.</param>
internal sealed record SecondFactorProof(string? Code, string? RecoveryCode, Passkeys.Answered? Passkey)
{
    public bool IsMissing => string.IsNullOrEmpty(Code) && string.IsNullOrEmpty(RecoveryCode) && Passkey is null;
}

/// <summary>What an account has besides its password: an authenticator app, passkeys, and recovery codes for when those are lost.</summary>
internal sealed class SecondFactor(Passkeys passkeys, IDataProtectionProvider protection, TimeProvider time)
{
    public const int RecoveryCodes = 10;
    private const int RecoveryCodeBytes = 10;
    private const int RecoveryCodeGroup = 4;

    // Under this name the secrets of installations that exist are protected; another would make them unreadable.
    private readonly IDataProtector _protector = protection.CreateProtector("DiemCau.Accounts.TwoFactorSecret");

    /// <summary>Gives the account a new secret, which counts once a code of it has been shown.</summary>
    public byte[] BeginTotp(Account account)
    {
        var secret = RandomNumberGenerator.GetBytes(Totp.SecretBytes);
        account.TotpSecret = Convert.ToBase64String(_protector.Protect(secret));
        account.TotpLastStep = 0;
        return secret;
    }

    /// <summary>Whether the account's passkey, or else its app's code, or else its recovery code is right; each works once. The caller saves.</summary>
    public async Task<bool> AcceptAsync(DiemCauDb db, Account account, SecondFactorProof proof, CancellationToken cancellation) => proof switch
    {
        { Passkey: { } answer } => await passkeys.AcceptAsync(db, account, answer, cancellation),
        { Code: { Length: > 0 } code } => account.TotpEnabled && await AcceptCodeAsync(db, account, code, cancellation),
        { RecoveryCode: { Length: > 0 } code } => await AcceptRecoveryCodeAsync(db, account, code, cancellation),
        _ => false,
    };

    public async Task<bool> AcceptCodeAsync(DiemCauDb db, Account account, string code, CancellationToken cancellation)
    {
        if (account.TotpSecret is null)
        {
            return false;
        }

        var secret = _protector.Unprotect(Convert.FromBase64String(account.TotpSecret));
        if (Totp.Accept(secret, code.Replace(" ", "", StringComparison.Ordinal), time.GetUtcNow(), account.TotpLastStep) is not { } step)
        {
            return false;
        }

        account.TotpLastStep = step;
        // In the database, because two requests may bring the same code at once.
        return await db.Accounts.Where(known => known.Id == account.Id && known.TotpLastStep < step)
            .ExecuteUpdateAsync(set => set.SetProperty(known => known.TotpLastStep, step), cancellation) == 1;
    }

    /// <summary>New recovery codes in place of the old ones, to be shown once. The caller saves.</summary>
    public async Task<IReadOnlyList<string>> NewRecoveryCodesAsync(DiemCauDb db, Account account, CancellationToken cancellation)
    {
        await ForgetRecoveryCodesAsync(db, account, cancellation);
        var codes = Enumerable.Range(0, RecoveryCodes).Select(_ => NewRecoveryCode()).ToList();
        db.RecoveryCodes.AddRange(codes.Select(code => new RecoveryCode
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            AccountId = account.Id,
            CodeHash = HashOf(code),
        }));
        return codes;
    }

    public static Task ForgetRecoveryCodesAsync(DiemCauDb db, Account account, CancellationToken cancellation) =>
        db.RecoveryCodes.Where(code => code.AccountId == account.Id).ExecuteDeleteAsync(cancellation);

    private async Task<bool> AcceptRecoveryCodeAsync(DiemCauDb db, Account account, string recoveryCode, CancellationToken cancellation)
    {
        var hash = HashOf(recoveryCode);
        var now = time.GetUtcNow();
        return await db.RecoveryCodes.Where(known => known.AccountId == account.Id && known.CodeHash == hash && known.UsedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(known => known.UsedAt, now), cancellation) == 1;
    }

    private static string NewRecoveryCode() => string.Join(
        '-', Base32.Encode(RandomNumberGenerator.GetBytes(RecoveryCodeBytes)).Chunk(RecoveryCodeGroup).Select(group => new string(group)));

    // People type codes with other dashes, spaces and cases than they were printed with.
    private static byte[] HashOf(string code) =>
        SHA256.HashData(Encoding.ASCII.GetBytes([.. code.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]));
}
