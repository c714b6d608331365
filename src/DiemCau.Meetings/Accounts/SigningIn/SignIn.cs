using DiemCau.Meetings.Access;
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
    /// <param name="Code">Of the authenticator app.</param>
    /// <param name="Passkey">The answer to what <c>POST /api/session/second-factor</c> asked.</param>
    /// <param name="RememberDevice">The session outlives the browser.</param>
    internal sealed record SignInRequest(
        string? Email, [property: Secret] string? Password, string? Code = null, string? RecoveryCode = null, Passkeys.Answered? Passkey = null, bool? RememberDevice = null);

    internal sealed record PasswordOnly(string? Email, [property: Secret] string? Password);

    /// <param name="Totp">A code of the authenticator app will do.</param>
    /// <param name="Passkey">One of the account's passkeys will do; null when it has none.</param>
    internal sealed record SecondFactorChoice(bool Totp, Passkeys.Asked? Passkey);

    public static void Map(IEndpointRouteBuilder session)
    {
        session.MapPost("", SignInAsync).OpenToAll("the account's password");
        session.MapPost("/second-factor", ChooseAsync).WithName("ChooseSecondFactor").OpenToAll("the account's password");
    }

    private static async Task<Results<Ok<AccountView>, Refusal>> SignInAsync(
        SignInRequest request, HttpContext http, DiemCauDb db, PasswordAtTheDoor door, SecondFactor secondFactor, LockOut lockOut, Session session,
        JournalWriter journal, TimeProvider time, CancellationToken cancellation)
    {
        var (account, refusal) = await door.PassAsync(db, http, request.Email, request.Password, cancellation);
        if (account is null)
        {
            return refusal!;
        }

        if (await db.AccountsWithSecondFactor.ContainsAsync(account.Id, cancellation))
        {
            var proof = new SecondFactorProof(request.Code, request.RecoveryCode, request.Passkey);
            if (await RefuseAsync(db, account, proof, secondFactor, lockOut, cancellation) is { } missing)
            {
                return proof.IsMissing ? missing : await door.FailedAsync(db, account, missing, cancellation);
            }
        }

        account.LastSignInAt = time.GetUtcNow();
        journal.Add(db, "account.signed_in", account.Email, scope: new(UnitId: account.UnitId, By: (account.Id, account.Email)));
        await db.SaveChangesAsync(cancellation);
        await session.BeginAsync(http, account, request.RememberDevice == true);
        return TypedResults.Ok(await AccountView.LoadAsync(db, account.Id, cancellation));
    }

    /// <summary>Which second factors will do, for whoever knows the password.</summary>
    private static async Task<Results<Ok<SecondFactorChoice>, Refusal>> ChooseAsync(
        PasswordOnly request, HttpContext http, DiemCauDb db, PasswordAtTheDoor door, Passkeys passkeys, CancellationToken cancellation)
    {
        http.Response.Headers.CacheControl = "no-store";
        var (account, refusal) = await door.PassAsync(db, http, request.Email, request.Password, cancellation);
        if (account is null)
        {
            return refusal!;
        }

        var asked = await passkeys.AskForOneAsync(db, account, cancellation);
        await db.SaveChangesAsync(cancellation);
        return TypedResults.Ok(new SecondFactorChoice(account.TotpEnabled, asked));
    }

    /// <summary>
    /// Six digits can be guessed, so they are counted until a right one, across new passwords and new addresses: whoever has stolen the mailbox
    /// gets no fresh tries. Recovery codes (80 bits) and passkeys cannot be guessed, and are the way in while codes are locked.
    /// </summary>
    private static async Task<Refusal?> RefuseAsync(
        DiemCauDb db, Account account, SecondFactorProof proof, SecondFactor secondFactor, LockOut lockOut, CancellationToken cancellation)
    {
        if (proof.IsMissing)
        {
            return AccountRefusals.SecondFactorRequired;
        }

        var key = AttemptKey.OfSecondFactor(account.Email);
        if (proof.Passkey is null && !string.IsNullOrEmpty(proof.Code) && await lockOut.CountAttemptAsync(db, key, cancellation) is { } wait)
        {
            return AccountRefusals.SecondFactorLocked(wait);
        }

        if (!await secondFactor.AcceptAsync(db, account, proof, cancellation))
        {
            return AccountRefusals.SecondFactorWrong;
        }

        await lockOut.ForgetAsync(db, key, cancellation);
        return null;
    }
}
