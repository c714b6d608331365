using System.Security.Cryptography;
using System.Text;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace DiemCau.Meetings.Accounts.SigningIn;

/// <summary>
/// Slows guessing. An attempt is counted before its password is looked at, in one statement, so that any number of simultaneous
/// guesses gets no more tries than one after the other; a success forgets the count.
/// </summary>
internal sealed class LockOut(IOptions<AccountsOptions> options, TimeProvider time)
{
    // Beyond ten doublings the longest lock-out has long been reached; power() must not overflow an interval.
    private const int DoublingLimit = 10;

    /// <returns>How long the address is still locked out; null when the attempt may go on.</returns>
    public async Task<TimeSpan?> CountAttemptAsync(DiemCauDb db, string address, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var hash = HashOf(address);
        var limit = options.Value.AttemptsBeforeLockOut;
        var admitted = await db.Database.ExecuteSqlAsync(
            $"""
            insert into sign_in_attempts as a (address_hash, failed, locks, locked_until, last_at) values ({hash}, 1, 0, null, {now})
            on conflict (address_hash) do update set
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

        var until = await db.SignInAttempts.Where(attempts => attempts.AddressHash == hash).Select(attempts => attempts.LockedUntil).SingleOrDefaultAsync(cancellation);
        return until - now;
    }

    public Task ForgetAsync(DiemCauDb db, string address, CancellationToken cancellation)
    {
        var hash = HashOf(address);
        return db.SignInAttempts.Where(attempts => attempts.AddressHash == hash).ExecuteDeleteAsync(cancellation);
    }

    private static byte[] HashOf(string address) => SHA256.HashData(Encoding.UTF8.GetBytes(address));
}
