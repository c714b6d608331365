using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;

namespace DiemCau.Meetings.Accounts.SigningIn;

/// <summary>The password again before a change that would outlast a stolen session; guessed here, it locks out as it does at sign-in.</summary>
internal sealed class PasswordConfirmation(Passwords passwords, LockOut lockOut)
{
    /// <summary>Null when the password is the account's.</summary>
    public async Task<Refusal?> RefuseAsync(DiemCauDb db, Account account, string? password, CancellationToken cancellation)
    {
        if (await lockOut.CountAttemptAsync(db, account.Email, cancellation) is { } wait)
        {
            return AccountRefusals.Locked(wait);
        }

        if (!passwords.Verify(account.PasswordHash, password, out _))
        {
            return AccountRefusals.PasswordWrong;
        }

        await lockOut.ForgetAsync(db, account.Email, cancellation);
        return null;
    }
}
