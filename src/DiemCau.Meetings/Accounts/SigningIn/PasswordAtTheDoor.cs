using DiemCau.Meetings.Accounts.Entering;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Accounts.SigningIn;

/// <summary>The first step of signing in: whether the password is the account's, counted so that it can be neither guessed nor locked by strangers.</summary>
internal sealed class PasswordAtTheDoor(
    Passwords passwords, LockOut lockOut, SignInQueue queue, KnownDevices devices, JournalWriter journal, StrangerAttempts strangers, EvenAnswer even)
{
    /// <returns>The active account whose password it is; or why there is none. The caller saves what is written for a success.</returns>
    public async Task<(Account? Account, Refusal? Refusal)> PassAsync(
        DiemCauDb db, HttpContext http, string? emailText, string? password, CancellationToken cancellation)
    {
        if (!MailAddressText.TryParse(emailText, out var email))
        {
            return (null, AccountRefusals.EmailInvalid);
        }

        var account = await db.Accounts.SingleOrDefaultAsync(known => known.Email == email, cancellation);
        var device = account is null ? null : devices.Of(http, account.Id);
        var (turn, full) = await queue.EnterAsync(http, device is not null);
        if (turn is null)
        {
            return (null, full);
        }

        var begun = even.Begin();
        using (turn)
        {
            if (await CountAsync(db, http, email, device, cancellation) is { } locked)
            {
                return (null, locked);
            }

            // Always hashed, so that an unknown address takes as long as a wrong password.
            var isRight = passwords.Verify(account?.PasswordHash, password, out var isOutdated);
            if (account is not null && isRight && account.State != AccountState.Disabled)
            {
                return await PassedAsync(account, isOutdated);
            }

            queue.Failed(http);
        }

        // The lock-out bounds how often a known account can fail; nothing bounds how many addresses a stranger makes up.
        if (account is null)
        {
            await strangers.NoteAsync(db, StrangerAttempts.SignIn, email, cancellation);
        }
        else
        {
            await FailedAsync(db, account, AccountRefusals.SignInFailed, cancellation);
        }

        // The two ways above take different times.
        await even.EndAsync(begun, cancellation);
        return (null, AccountRefusals.SignInFailed);

        async Task<(Account?, Refusal?)> PassedAsync(Account known, bool isOutdated)
        {
            await ForgetAsync(db, http, email, device, cancellation);
            if (known.State == AccountState.Pending)
            {
                return (null, AccountRefusals.NotActivated);
            }

            if (isOutdated)
            {
                known.PasswordHash = passwords.Hash(password!);
            }

            return (known, null);
        }
    }

    /// <summary>Writes down that somebody did not get in.</summary>
    public async Task<Refusal> FailedAsync(DiemCauDb db, Account account, Refusal refusal, CancellationToken cancellation)
    {
        journal.Add(db, "account.sign_in_failed", account.Email, new { refusal.Code }, new(UnitId: account.UnitId), JournalSeverity.Warning);
        await db.SaveChangesAsync(cancellation);
        return refusal;
    }

    private async Task<Refusal?> CountAsync(DiemCauDb db, HttpContext http, string email, string? device, CancellationToken cancellation)
    {
        if (await lockOut.CountAttemptAsync(db, OwnKey(http, email, device), cancellation) is { } wait)
        {
            return AccountRefusals.Locked(wait);
        }

        // Strangers in many places: a machine that is not known shows by the mailbox that it belongs to the account.
        return device is null && await lockOut.CountAttemptAsync(db, AttemptKey.OfStrangers(email), cancellation) is { } pause
            ? AccountRefusals.MailboxProofNeeded(pause)
            : null;
    }

    private async Task ForgetAsync(DiemCauDb db, HttpContext http, string email, string? device, CancellationToken cancellation)
    {
        await lockOut.ForgetAsync(db, OwnKey(http, email, device), cancellation);
        if (device is null)
        {
            await lockOut.ForgetAsync(db, AttemptKey.OfStrangers(email), cancellation);
        }
    }

    private static AttemptKey OwnKey(HttpContext http, string email, string? device) =>
        device is null ? AttemptKey.OfNetwork(email, ClientAddress.PartitionOf(http)) : AttemptKey.OfDevice(email, device);
}
