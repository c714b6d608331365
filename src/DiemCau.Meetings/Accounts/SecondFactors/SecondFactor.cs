using System.Security.Cryptography;
using System.Text;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Accounts.SecondFactors;

/// <summary>Secrets and codes of the second factor.</summary>
internal sealed class SecondFactor(IDataProtectionProvider protection, TimeProvider time)
{
    public const int RecoveryCodes = 10;
    private const int RecoveryCodeBytes = 10;
    private const int RecoveryCodeGroup = 4;

    private readonly IDataProtector _protector = protection.CreateProtector("DiemCau.Accounts.TwoFactorSecret");

    /// <summary>Gives the account a new secret, which counts once a code of it has been shown.</summary>
    public byte[] Begin(Account account)
    {
        var secret = RandomNumberGenerator.GetBytes(Totp.SecretBytes);
        account.TwoFactorSecret = Convert.ToBase64String(_protector.Protect(secret));
        account.TwoFactorLastStep = 0;
        return secret;
    }

    /// <summary>Whether the authenticator's code, or else the recovery code, is right; either works once. The caller saves.</summary>
    public async Task<bool> AcceptAsync(DiemCauDb db, Account account, string? code, string? recoveryCode, CancellationToken cancellation)
    {
        if (!string.IsNullOrEmpty(code))
        {
            return await AcceptCodeAsync(db, account, code, cancellation);
        }

        if (string.IsNullOrEmpty(recoveryCode))
        {
            return false;
        }

        var hash = HashOf(recoveryCode);
        var now = time.GetUtcNow();
        return await db.RecoveryCodes.Where(known => known.AccountId == account.Id && known.CodeHash == hash && known.UsedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(known => known.UsedAt, now), cancellation) == 1;
    }

    public async Task<bool> AcceptCodeAsync(DiemCauDb db, Account account, string code, CancellationToken cancellation)
    {
        if (account.TwoFactorSecret is null)
        {
            return false;
        }

        var secret = _protector.Unprotect(Convert.FromBase64String(account.TwoFactorSecret));
        if (Totp.Accept(secret, code.Replace(" ", "", StringComparison.Ordinal), time.GetUtcNow(), account.TwoFactorLastStep) is not { } step)
        {
            return false;
        }

        account.TwoFactorLastStep = step;
        // In the database, because two requests may bring the same code at once.
        return await db.Accounts.Where(known => known.Id == account.Id && known.TwoFactorLastStep < step)
            .ExecuteUpdateAsync(set => set.SetProperty(known => known.TwoFactorLastStep, step), cancellation) == 1;
    }

    /// <summary>New recovery codes in place of the old ones, to be shown once. The caller saves.</summary>
    public async Task<IReadOnlyList<string>> NewRecoveryCodesAsync(DiemCauDb db, Account account, CancellationToken cancellation)
    {
        await db.RecoveryCodes.Where(code => code.AccountId == account.Id).ExecuteDeleteAsync(cancellation);
        var codes = Enumerable.Range(0, RecoveryCodes).Select(_ => NewRecoveryCode()).ToList();
        db.RecoveryCodes.AddRange(codes.Select(code => new RecoveryCode
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            AccountId = account.Id,
            CodeHash = HashOf(code),
        }));
        return codes;
    }

    private static string NewRecoveryCode() => string.Join(
        '-', Base32.Encode(RandomNumberGenerator.GetBytes(RecoveryCodeBytes)).Chunk(RecoveryCodeGroup).Select(group => new string(group)));

    // People type codes with other dashes, spaces and cases than they were printed with.
    private static byte[] HashOf(string code) =>
        SHA256.HashData(Encoding.ASCII.GetBytes([.. code.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]));
}
