using System.Security.Claims;
using DiemCau.Meetings.Access;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Intake;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Accounts.SigningIn;

/// <summary>Changing one's password; every other session ends.</summary>
internal static class OwnPassword
{
    internal sealed record PasswordChange([property: Secret] string? Current, [property: Secret] string? Password);

    public static void Map(IEndpointRouteBuilder accounts)
    {
        accounts.MapGet("/password-policy", (Passwords passwords) => TypedResults.Ok(passwords.Policy)).OpenToAll("what a new password has to be");
        accounts.MapPut("/me/password", ChangeAsync).ForSignedIn("one's own password");
    }

    private static async Task<Results<NoContent, Refusal>> ChangeAsync(
        PasswordChange change, HttpContext http, ClaimsPrincipal user, DiemCauDb db, Passwords passwords, PasswordConfirmation confirmation,
        Session session, JournalWriter journal, CancellationToken cancellation)
    {
        var signedIn = SignedInAccount.Required(user);
        var account = await db.Accounts.SingleAsync(known => known.Id == signedIn.Id, cancellation);
        if (await confirmation.RefuseAsync(db, user, account, change.Current, cancellation) is { } refusal)
        {
            return refusal;
        }

        if (passwords.WeaknessOf(change.Password, account.Email) is { } weakness)
        {
            return weakness;
        }

        account.SetPassword(passwords.Hash(change.Password!));
        journal.Add(db, "account.password_changed", account.Email, scope: new(UnitId: account.UnitId));
        await db.SaveChangesAsync(cancellation);
        await session.RenewAsync(http, account);
        return TypedResults.NoContent();
    }
}
