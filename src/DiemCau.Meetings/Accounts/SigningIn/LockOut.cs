using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace DiemCau.Meetings.Accounts.SigningIn;

/// <summary>
/// Slows guessing. An attempt is counted before it is looked at, in one statement, so that any number of simultaneous guesses gets no more
/// tries than one after the other; a success forgets the count.
/// </summary>
internal sealed class LockOut(IOptions<AccountsOptions> options, TimeProvider time)
{
    // Beyond ten doublings the longest lock-out has long been reached; power() must not overflow an interval.
    private const int DoublingLimit = 10;

    /// <returns>How long attempts of this kind are still locked out; null when this one may go on.</returns>
    public async Task<TimeSpan?> CountAttemptAsync(DiemCauDb db, AttemptKey key, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var (hash, account) = (key.Hash, key.AccountHash);
        var limit = key.Kind == AttemptKind.Strangers ? options.Value.StrangersAttempts : options.Value.AttemptsBeforeLockOut;
        var admitted = await db.Database.ExecuteSqlAsync(
            $"""
            insert into sign_in_attempts as a (key_hash, account_hash, failed, locks, locked_until, last_at, is_kept)
            values ({hash}, {account}, 1, 0, null, {now}, {key.Kind == AttemptKind.SecondFactor})
            on conflict (key_hash) do update set
              failed = case when a.failed + 1 >= {limit} then 0 else a.failed + 1 end,
              locks = case when a.failed + 1 >= {limit} then a.locks + 1 else a.locks end,
              locked_until = case when a.failed + 1 >= {limit}
                then {now} + least({options.Value.FirstLockOut} * power(2, least(a.locks, {DoublingLimit})), {options.Value.LongestLockOut}) end,
              last_at = {now}
            where a.locked_until is null or a.locked_until <= {now}
            """,
            cancellation);
        if (admitted > 0)
        {
            return null;
        }

        var until = await db.SignInAttempts.Where(attempts => attempts.KeyHash == hash).Select(attempts => attempts.LockedUntil).SingleOrDefaultAsync(cancellation);
        return until - now;
    }

    public Task ForgetAsync(DiemCauDb db, AttemptKey key, CancellationToken cancellation)
    {
        var hash = key.Hash;
        return db.SignInAttempts.Where(attempts => attempts.KeyHash == hash).ExecuteDeleteAsync(cancellation);
    }

    /// <summary>Forgets what was tried with the account's passwords: it has a new one. Codes stay counted until a right one.</summary>
    public Task ForgetPasswordsAsync(DiemCauDb db, string email, CancellationToken cancellation)
    {
        var account = AttemptKey.AccountHashOf(email);
        return db.SignInAttempts.Where(attempts => attempts.AccountHash == account && !attempts.IsKept).ExecuteDeleteAsync(cancellation);
    }
}
