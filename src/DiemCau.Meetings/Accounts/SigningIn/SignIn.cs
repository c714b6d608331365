using DiemCau.Meetings.Access;
using DiemCau.Meetings.Accounts.Entering;
using DiemCau.Meetings.Accounts.SecondFactors;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Shared.Intake;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Accounts.SigningIn;

/// <summary>Address and password, and the second factor where the account has one.</summary>
internal static class SignIn
{
    /// <param name="RememberDevice">The session outlives the browser.</param>
    internal sealed record SignInRequest(
        string? Email, [property: Secret] string? Password, string? Code = null, string? RecoveryCode = null, bool? RememberDevice = null);

    public static void Map(IEndpointRouteBuilder session) =>
        session.MapPost("", SignInAsync).RequireRateLimiting(AccountsRateLimits.Attempts).OpenToAll("the account's password");

    private static async Task<Results<Ok<AccountView>, Refusal>> SignInAsync(
        SignInRequest request, HttpContext http, DiemCauDb db, Passwords passwords, LockOut lockOut, SecondFactor secondFactor, Session session,
        JournalWriter journal, StrangerAttempts strangers, EvenAnswer even, TimeProvider time, CancellationToken cancellation)
    {
        var begun = even.Begin();
        if (!MailAddressText.TryParse(request.Email, out var email))
        {
            return AccountRefusals.EmailInvalid;
        }

        if (await lockOut.CountAttemptAsync(db, email, cancellation) is { } wait)
        {
            return AccountRefusals.Locked(wait);
        }

        var account = await db.Accounts.SingleOrDefaultAsync(known => known.Email == email, cancellation);
        // Always hashed, so that an unknown address takes as long as a wrong password.
        var isRight = passwords.Verify(account?.PasswordHash, request.Password, out var isOutdated);
        if (account is null || !isRight || account.State == AccountState.Disabled)
        {
            return await FailAsync(AccountRefusals.SignInFailed);
        }

        if (account.State == AccountState.Pending)
        {
            return AccountRefusals.NotActivated;
        }

        if (account.TwoFactorEnabled)
        {
            if (string.IsNullOrEmpty(request.Code) && string.IsNullOrEmpty(request.RecoveryCode))
            {
                return AccountRefusals.TwoFactorRequired;
            }

            if (!await secondFactor.AcceptAsync(db, account, request.Code, request.RecoveryCode, cancellation))
            {
                return await FailAsync(AccountRefusals.TwoFactorWrong);
            }
        }

        if (isOutdated)
        {
            account.PasswordHash = passwords.Hash(request.Password!);
        }

        account.LastSignInAt = time.GetUtcNow();
        journal.Add(db, "account.signed_in", email, scope: new(UnitId: account.UnitId));
        await db.SaveChangesAsync(cancellation);
        await lockOut.ForgetAsync(db, email, cancellation);
        await session.BeginAsync(http, account, request.RememberDevice == true);
        return TypedResults.Ok(await AccountView.LoadAsync(db, account.Id, cancellation));

        async Task<Refusal> FailAsync(Refusal refusal)
        {
            // The lock-out bounds how often a known account can fail; nothing bounds how many addresses a stranger makes up.
            if (account is null)
            {
                await strangers.NoteAsync(db, StrangerAttempts.SignIn, email, cancellation);
            }
            else
            {
                journal.Add(db, "account.sign_in_failed", email, new { refusal.Code }, new(UnitId: account.UnitId), JournalSeverity.Warning);
                await db.SaveChangesAsync(cancellation);
            }

            // The two ways above take different times.
            await even.EndAsync(begun, cancellation);
            return refusal;
        }
    }
}
