using DiemCau.Meetings.Access;
using DiemCau.Meetings.Accounts.Administration;
using DiemCau.Meetings.Accounts.SigningIn;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Intake;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Accounts.Entering;

/// <summary>"Kích hoạt tài khoản": the link of the mail, a password and the unit's name make the account usable.</summary>
internal static class Activation
{
    /// <param name="UnitName">What its unit is called; needed no more where the mail domain says it.</param>
    /// <param name="UnitId">One of the existing units; null: by its name, or a new one.</param>
    internal sealed record ActivationRequest(
        string? Token, [property: Secret] string? Password, [property: Name] string? UnitName = null, Guid? UnitId = null);

    public static void Map(IEndpointRouteBuilder accounts) =>
        accounts.MapPost("/activation", ActivateAsync).LimitedTo(AccountsRateLimits.Links)
            .OpenToAll("the link of the activation mail");

    private static async Task<Results<Ok<AccountView>, Refusal>> ActivateAsync(
        ActivationRequest request, HttpContext http, DiemCauDb db, AccountLinks links, Passwords passwords, LockOut lockOut, Session session,
        UnitClaims claims, JournalWriter journal, TimeProvider time, CancellationToken cancellation)
    {
        var (link, refusal) = await links.FindAsync(db, request.Token, LinkPurpose.Activation, cancellation);
        if (refusal is not null)
        {
            return refusal;
        }

        var account = await db.Accounts.SingleAsync(known => known.Id == link!.AccountId, cancellation);
        if (account.State == AccountState.Disabled)
        {
            return AccountRefusals.LinkExpired;
        }

        var unitName = UnitDirectory.Written(request.UnitName);
        if (unitName.Length > 0 && UnitDirectory.NameErrors("unitName", unitName).ToArray() is { Length: > 0 } errors)
        {
            return Refusal.Validation(errors);
        }

        if (passwords.WeaknessOf(request.Password, account.Email) is { } weakness)
        {
            return weakness; // the link stays good for the next try
        }

        var now = time.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (!await links.UseAsync(db, link!, cancellation))
        {
            return AccountRefusals.LinkUsed;
        }

        if (account.UnitId is null && await MailDomainRule.UnitOfAsync(db, account.Email, cancellation) is { } ofDomain)
        {
            account.BelongTo(ofDomain);
        }
        else if (account.UnitId is null && unitName.Length > 0 && await claims.ClaimAsync(db, account, unitName, request.UnitId, cancellation) is { } unclaimed)
        {
            return unclaimed;
        }

        account.Activate(passwords.Hash(request.Password!), now);
        account.LastSignInAt = now;
        await lockOut.ForgetPasswordsAsync(db, account.Email, cancellation);
        journal.Add(db, "account.activated", account.Email, scope: new(UnitId: account.UnitId, By: (account.Id, account.Email)));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);

        await session.BeginAsync(http, account, remember: false);
        return TypedResults.Ok(await AccountView.LoadAsync(db, account.Id, cancellation));
    }
}
