using System.Security.Claims;
using DiemCau.Meetings.Accounts.SigningIn;
using DiemCau.Meetings.Shared;
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

/// <summary>An authenticator app: switched on with the password and a first code as proof, and off with the password.</summary>
internal static class TotpSetup
{
    /// <param name="Secret">Base32, to type where no camera is at hand.</param>
    internal sealed record TotpOffer(string Secret, string Uri, string QrSvg);

    internal sealed record TotpProof(string? Code);

    /// <param name="RecoveryCodes">Null when the account has had them with another second factor.</param>
    internal sealed record SecondFactorAdded(IReadOnlyList<string>? RecoveryCodes);

    public static void Map(IEndpointRouteBuilder secondFactor)
    {
        secondFactor.MapPost("/totp", BeginAsync).WithName("BeginTotp");
        secondFactor.MapPut("/totp", SwitchOnAsync).WithName("SwitchTotpOn");
        secondFactor.MapDelete("/totp", SwitchOffAsync).WithName("SwitchTotpOff");
    }

    private static async Task<Results<Ok<TotpOffer>, Refusal>> BeginAsync(
        SecondFactorOverview.OwnPasswordAgain again, HttpContext http, ClaimsPrincipal user, DiemCauDb db, PasswordConfirmation confirmation,
        SecondFactor secondFactor, InstallationOptions installation, CancellationToken cancellation)
    {
        http.Response.Headers.CacheControl = "no-store";
        var account = await SecondFactorOverview.OwnAsync(db, user, cancellation);
        if (account.TotpEnabled)
        {
            return AccountRefusals.TotpAlreadyOn;
        }

        if (await confirmation.RefuseAsync(db, user, account, again.Password, cancellation) is { } refusal)
        {
            return refusal;
        }

        var secret = Base32.Encode(secondFactor.BeginTotp(account));
        await db.SaveChangesAsync(cancellation);

        var uri = $"otpauth://totp/{Uri.EscapeDataString($"{installation.Name}:{account.Email}")}" +
            $"?secret={secret}&issuer={Uri.EscapeDataString(installation.Name)}";
        using var code = QRCodeGenerator.GenerateQrCode(uri, QRCodeGenerator.ECCLevel.M);
        using var svg = new SvgQRCode(code);
        return TypedResults.Ok(new TotpOffer(secret, uri, svg.GetGraphic(pixelsPerModule: 4)));
    }

    private static async Task<Results<Ok<SecondFactorAdded>, Refusal>> SwitchOnAsync(
        TotpProof proof, HttpContext http, ClaimsPrincipal user, DiemCauDb db, SecondFactor secondFactor, SecondFactorSwitch onOff, CancellationToken cancellation)
    {
        http.Response.Headers.CacheControl = "no-store";
        var account = await SecondFactorOverview.OwnAsync(db, user, cancellation);
        if (account.TotpEnabled)
        {
            return AccountRefusals.TotpAlreadyOn;
        }

        if (account.TotpSecret is null)
        {
            return AccountRefusals.TotpNotBegun;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var wasOn = await db.AccountsWithSecondFactor.ContainsAsync(account.Id, cancellation);
        if (!await secondFactor.AcceptCodeAsync(db, account, proof.Code ?? "", cancellation))
        {
            return AccountRefusals.SecondFactorWrong with { Status = StatusCodes.Status400BadRequest };
        }

        account.TotpEnabled = true;
        return TypedResults.Ok(new SecondFactorAdded(await onOff.AddedAsync(db, http, account, wasOn, "account.totp_on", cancellation)));
    }

    private static async Task<Results<NoContent, Refusal>> SwitchOffAsync(
        [FromBody] SecondFactorOverview.OwnPasswordAgain again, ClaimsPrincipal user, DiemCauDb db, PasswordConfirmation confirmation,
        SecondFactorSwitch onOff, CancellationToken cancellation)
    {
        var account = await SecondFactorOverview.OwnAsync(db, user, cancellation);
        if (await confirmation.RefuseAsync(db, user, account, again.Password, cancellation) is { } refusal)
        {
            return refusal;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        account.TotpEnabled = false;
        account.TotpSecret = null;
        await onOff.RemovedAsync(db, account, "account.totp_off", cancellation);
        return TypedResults.NoContent();
    }
}
