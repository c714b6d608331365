using System.Security.Claims;
using DiemCau.Meetings.Access;
using DiemCau.Meetings.Accounts.SigningIn;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Intake;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using QRCoder;

namespace DiemCau.Meetings.Accounts.SecondFactors;

/// <summary>Switching the second factor on, with a first code as proof, and off, with the password.</summary>
internal static class SecondFactorSetup
{
    /// <param name="Secret">Base32, to type where no camera is at hand.</param>
    internal sealed record TwoFactorSetup(string Secret, string Uri, string QrSvg);

    internal sealed record TwoFactorProof(string? Code);

    internal sealed record NewRecoveryCodes(IReadOnlyList<string> RecoveryCodes);

    internal sealed record TwoFactorOff([property: Secret] string? Password);

    public static void Map(IEndpointRouteBuilder accounts)
    {
        var twoFactor = accounts.MapGroup("/me/two-factor").ForSignedIn("one's own second factor").RequireRateLimiting(AccountsRateLimits.Attempts);
        twoFactor.MapPost("", BeginAsync);
        twoFactor.MapPut("", SwitchOnAsync);
        twoFactor.MapDelete("", SwitchOffAsync);
    }

    private static async Task<Results<Ok<TwoFactorSetup>, Refusal>> BeginAsync(
        HttpContext http, ClaimsPrincipal user, DiemCauDb db, SecondFactor secondFactor, InstallationOptions installation, CancellationToken cancellation)
    {
        http.Response.Headers.CacheControl = "no-store";
        var account = await OwnAsync(db, user, cancellation);
        if (account.TwoFactorEnabled)
        {
            return AccountRefusals.TwoFactorAlreadyOn;
        }

        var secret = Base32.Encode(secondFactor.Begin(account));
        await db.SaveChangesAsync(cancellation);

        var uri = $"otpauth://totp/{Uri.EscapeDataString($"{installation.Name}:{account.Email}")}" +
            $"?secret={secret}&issuer={Uri.EscapeDataString(installation.Name)}";
        using var code = QRCodeGenerator.GenerateQrCode(uri, QRCodeGenerator.ECCLevel.M);
        using var svg = new SvgQRCode(code);
        return TypedResults.Ok(new TwoFactorSetup(secret, uri, svg.GetGraphic(pixelsPerModule: 4)));
    }

    private static async Task<Results<Ok<NewRecoveryCodes>, Refusal>> SwitchOnAsync(
        TwoFactorProof proof, HttpContext http, ClaimsPrincipal user, DiemCauDb db, SecondFactor secondFactor, Session session, JournalWriter journal,
        CancellationToken cancellation)
    {
        http.Response.Headers.CacheControl = "no-store";
        var account = await OwnAsync(db, user, cancellation);
        if (account.TwoFactorEnabled)
        {
            return AccountRefusals.TwoFactorAlreadyOn;
        }

        if (account.TwoFactorSecret is null)
        {
            return AccountRefusals.TwoFactorNotBegun;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (!await secondFactor.AcceptCodeAsync(db, account, proof.Code ?? "", cancellation))
        {
            return AccountRefusals.TwoFactorWrong with { Status = StatusCodes.Status400BadRequest };
        }

        account.TwoFactorEnabled = true;
        account.EndSessions(); // the others were begun without a second factor
        var codes = await secondFactor.NewRecoveryCodesAsync(db, account, cancellation);
        journal.Add(db, "account.two_factor_on", account.Email, scope: new(UnitId: account.UnitId));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        await session.RenewAsync(http, account);
        return TypedResults.Ok(new NewRecoveryCodes(codes));
    }

    private static async Task<Results<NoContent, Refusal>> SwitchOffAsync(
        [FromBody] TwoFactorOff off, ClaimsPrincipal user, DiemCauDb db, PasswordConfirmation confirmation, JournalWriter journal, CancellationToken cancellation)
    {
        var account = await OwnAsync(db, user, cancellation);
        if (await confirmation.RefuseAsync(db, account, off.Password, cancellation) is { } refusal)
        {
            return refusal;
        }

        account.TwoFactorEnabled = false;
        account.TwoFactorSecret = null;
        await db.RecoveryCodes.Where(code => code.AccountId == account.Id).ExecuteDeleteAsync(cancellation);
        journal.Add(db, "account.two_factor_off", account.Email, scope: new(UnitId: account.UnitId), severity: JournalSeverity.Warning);
        await db.SaveChangesAsync(cancellation);
        return TypedResults.NoContent();
    }

    private static Task<Account> OwnAsync(DiemCauDb db, ClaimsPrincipal user, CancellationToken cancellation)
    {
        var signedIn = SignedInAccount.Required(user);
        return db.Accounts.SingleAsync(account => account.Id == signedIn.Id, cancellation);
    }
}
