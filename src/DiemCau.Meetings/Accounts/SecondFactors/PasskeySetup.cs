using System.Security.Claims;
using System.Text.Json;
using DiemCau.Meetings.Accounts.SigningIn;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace DiemCau.Meetings.Accounts.SecondFactors;

/// <summary>Passkeys, each with a name: one is added by the password and the browser, and taken away by the password.</summary>
internal static class PasskeySetup
{
    /// <param name="Name">Such as "Điện thoại của văn thư".</param>
    internal sealed record NewPasskey(Guid ChallengeId, string? Name, JsonElement Credential);

    /// <param name="RecoveryCodes">Null when the account has had them with another second factor.</param>
    internal sealed record PasskeyAdded(SecondFactorOverview.PasskeyView Passkey, IReadOnlyList<string>? RecoveryCodes);

    public static void Map(IEndpointRouteBuilder secondFactor)
    {
        secondFactor.MapPost("/passkeys/options", AskAsync).WithName("AskForPasskey");
        secondFactor.MapPost("/passkeys", AddAsync).WithName("AddPasskey");
        secondFactor.MapDelete("/passkeys/{id:guid}", RemoveAsync).WithName("RemovePasskey");
    }

    private static async Task<Results<Ok<Passkeys.Asked>, Refusal>> AskAsync(
        SecondFactorOverview.OwnPasswordAgain again, ClaimsPrincipal user, DiemCauDb db, PasswordConfirmation confirmation, Passkeys passkeys,
        CancellationToken cancellation)
    {
        if (!passkeys.ArePossible)
        {
            return AccountRefusals.PasskeysImpossible;
        }

        var account = await SecondFactorOverview.OwnAsync(db, user, cancellation);
        if (await confirmation.RefuseAsync(db, user, account, again.Password, cancellation) is { } refusal)
        {
            return refusal;
        }

        if (await db.Passkeys.CountAsync(passkey => passkey.AccountId == account.Id, cancellation) >= Passkey.MostPerAccount)
        {
            return AccountRefusals.TooManyPasskeys(Passkey.MostPerAccount);
        }

        var asked = await passkeys.AskForNewAsync(db, account, cancellation);
        await db.SaveChangesAsync(cancellation);
        return TypedResults.Ok(asked);
    }

    private static async Task<Results<Created<PasskeyAdded>, Refusal>> AddAsync(
        NewPasskey wish, HttpContext http, ClaimsPrincipal user, DiemCauDb db, Passkeys passkeys, SecondFactorSwitch onOff, CancellationToken cancellation)
    {
        http.Response.Headers.CacheControl = "no-store";
        var name = wish.Name?.Trim();
        if (string.IsNullOrEmpty(name) || name.Length > Passkey.NameLength)
        {
            return Refusal.Validation(string.IsNullOrEmpty(name) ? new FieldError("name", "required") : new FieldError("name", "too_long", Passkey.NameLength));
        }

        var account = await SecondFactorOverview.OwnAsync(db, user, cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var wasOn = await db.AccountsWithSecondFactor.ContainsAsync(account.Id, cancellation);
        if (await passkeys.AddAsync(db, account, name, new(wish.ChallengeId, wish.Credential), cancellation) is not { } passkey)
        {
            return AccountRefusals.PasskeyWrong;
        }

        try
        {
            var codes = await onOff.AddedAsync(db, http, account, wasOn, "account.passkey_added", cancellation);
            return TypedResults.Created((string?)null, new PasskeyAdded(SecondFactorOverview.PasskeyView.Of(passkey), codes));
        }
        catch (DbUpdateException conflict) when (conflict.InnerException is PostgresException { ConstraintName: "passkeys_credential" })
        {
            return AccountRefusals.PasskeyKnown;
        }
    }

    private static async Task<Results<NoContent, Refusal>> RemoveAsync(
        Guid id, [FromBody] SecondFactorOverview.OwnPasswordAgain again, ClaimsPrincipal user, DiemCauDb db, PasswordConfirmation confirmation,
        SecondFactorSwitch onOff, CancellationToken cancellation)
    {
        var account = await SecondFactorOverview.OwnAsync(db, user, cancellation);
        if (await confirmation.RefuseAsync(db, user, account, again.Password, cancellation) is { } refusal)
        {
            return refusal;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.Passkeys.Where(passkey => passkey.Id == id && passkey.AccountId == account.Id).ExecuteDeleteAsync(cancellation) == 0)
        {
            return Refusals.NotFound;
        }

        await onOff.RemovedAsync(db, account, "account.passkey_removed", cancellation);
        return TypedResults.NoContent();
    }
}
