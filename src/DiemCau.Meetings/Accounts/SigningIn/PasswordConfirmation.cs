using System.Security.Claims;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;

namespace DiemCau.Meetings.Accounts.SigningIn;

/// <summary>
/// The password again before a change that would outlast a stolen session. Guesses are counted by the session: what strangers try at the
/// door does not keep the owner from changing its password.
/// </summary>
internal sealed class PasswordConfirmation(Passwords passwords, LockOut lockOut)
{
    /// <summary>Null when the password is the account's.</summary>
    public async Task<Refusal?> RefuseAsync(DiemCauDb db, ClaimsPrincipal user, Account account, string? password, CancellationToken cancellation)
    {
        var key = AttemptKey.OfSession(account.Email, Session.Of(user)!.Value);
        if (await lockOut.CountAttemptAsync(db, key, cancellation) is { } wait)
        {
            return AccountRefusals.Locked(wait);
        }

        if (!passwords.Verify(account.PasswordHash, password, out _))
        {
            return AccountRefusals.PasswordWrong;
        }

        await lockOut.ForgetAsync(db, key, cancellation);
        return null;
    }
}
