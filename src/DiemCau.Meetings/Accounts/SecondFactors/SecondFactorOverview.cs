using System.Security.Claims;
using DiemCau.Meetings.Accounts.SigningIn;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Shared.Intake;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Accounts.SecondFactors;

/// <summary>Which second factors one's account has, and new recovery codes for when they are lost.</summary>
internal static class SecondFactorOverview
{
    /// <param name="Totp">Whether codes of an authenticator app are accepted.</param>
    /// <param name="RecoveryCodesLeft">How many of the codes have not been used yet.</param>
    /// <param name="PasskeysArePossible">False where the installation is reached by an IP address.</param>
    internal sealed record SecondFactorView(bool Totp, IReadOnlyList<PasskeyView> Passkeys, int RecoveryCodesLeft, bool PasskeysArePossible);

    internal sealed record PasskeyView(Guid Id, string Name, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt)
    {
        public static PasskeyView Of(Passkey passkey) => new(passkey.Id, passkey.Name, passkey.CreatedAt, passkey.LastUsedAt);
    }

    /// <summary>The password again, before what would outlast a stolen session.</summary>
    internal sealed record OwnPasswordAgain([property: Secret] string? Password);

    internal sealed record NewRecoveryCodes(IReadOnlyList<string> RecoveryCodes);

    public static void Map(IEndpointRouteBuilder secondFactor)
    {
        secondFactor.MapGet("", ShowAsync).WithName("GetSecondFactor");
        secondFactor.MapPost("/recovery-codes", RenewCodesAsync).WithName("RenewRecoveryCodes");
    }

    private static async Task<Ok<SecondFactorView>> ShowAsync(ClaimsPrincipal user, DiemCauDb db, Passkeys passkeys, CancellationToken cancellation)
    {
        var account = await OwnAsync(db, user, cancellation);
        var known = await db.Passkeys.AsNoTracking().Where(passkey => passkey.AccountId == account.Id)
            .OrderBy(passkey => passkey.CreatedAt).ToListAsync(cancellation);
        var codes = await db.RecoveryCodes.CountAsync(code => code.AccountId == account.Id && code.UsedAt == null, cancellation);
        return TypedResults.Ok(new SecondFactorView(account.TotpEnabled, [.. known.Select(PasskeyView.Of)], codes, passkeys.ArePossible));
    }

    private static async Task<Results<Ok<NewRecoveryCodes>, Refusal>> RenewCodesAsync(
        OwnPasswordAgain again, HttpContext http, ClaimsPrincipal user, DiemCauDb db, PasswordConfirmation confirmation, SecondFactor secondFactor,
        JournalWriter journal, CancellationToken cancellation)
    {
        http.Response.Headers.CacheControl = "no-store";
        var account = await OwnAsync(db, user, cancellation);
        if (await confirmation.RefuseAsync(db, user, account, again.Password, cancellation) is { } refusal)
        {
            return refusal;
        }

        if (!await db.AccountsWithSecondFactor.ContainsAsync(account.Id, cancellation))
        {
            return AccountRefusals.TotpNotBegun;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var codes = await secondFactor.NewRecoveryCodesAsync(db, account, cancellation);
        journal.Add(db, "account.recovery_codes_renewed", account.Email, scope: new(UnitId: account.UnitId));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.Ok(new NewRecoveryCodes(codes));
    }

    public static Task<Account> OwnAsync(DiemCauDb db, ClaimsPrincipal user, CancellationToken cancellation)
    {
        var signedIn = SignedInAccount.EvenConfined(user)!;
        return db.Accounts.SingleAsync(account => account.Id == signedIn.Id, cancellation);
    }
}
