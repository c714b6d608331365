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
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Accounts.Entering;

/// <summary>"Quên mật khẩu": a mail with a link, by which a new password is set.</summary>
internal static class ForgottenPassword
{
    internal sealed record ForgottenPasswordRequest(string? Email);

    internal sealed record PasswordReset(string? Token, [property: Secret] string? Password);

    public static void Map(IEndpointRouteBuilder accounts)
    {
        accounts.MapPost("/forgotten-password", SendLinkAsync).LimitedTo(AccountsRateLimits.MailWishes).OpenToAll("sends a mail and tells nothing");
        accounts.MapPost("/password-reset", ResetAsync).LimitedTo(AccountsRateLimits.Links).OpenToAll("the link of the mail");
    }

    private static async Task<Results<Accepted, Refusal>> SendLinkAsync(
        ForgottenPasswordRequest request, DiemCauDb db, AccountMails mails, JournalWriter journal, StrangerAttempts strangers, EvenAnswer even,
        CancellationToken cancellation)
    {
        if (!MailAddressText.TryParse(request.Email, out var email))
        {
            return AccountRefusals.EmailInvalid;
        }

        var begun = even.Begin();
        var account = await db.Accounts.SingleOrDefaultAsync(known => known.Email == email, cancellation);
        var sent = account?.State switch
        {
            AccountState.Active => await mails.SendPasswordResetAsync(db, account, cancellation),
            AccountState.Pending => await mails.SendActivationAsync(db, account, cancellation),
            _ => false,
        };
        if (sent)
        {
            journal.Add(db, "account.password_forgotten", email, scope: new(UnitId: account!.UnitId));
            await db.SaveChangesAsync(cancellation);
        }
        else
        {
            await strangers.NoteAsync(db, StrangerAttempts.PasswordForgotten, email, cancellation);
        }

        await even.EndAsync(begun, cancellation);
        return TypedResults.Accepted((string?)null);
    }

    private static async Task<Results<NoContent, Refusal>> ResetAsync(
        PasswordReset reset, HttpContext http, DiemCauDb db, AccountLinks links, Passwords passwords, LockOut lockOut, KnownDevices devices, Session session,
        JournalWriter journal,
        CancellationToken cancellation)
    {
        var (link, refusal) = await links.FindAsync(db, reset.Token, LinkPurpose.PasswordReset, cancellation);
        if (refusal is not null)
        {
            return refusal;
        }

        var account = await db.Accounts.SingleAsync(known => known.Id == link!.AccountId, cancellation);
        if (account.State != AccountState.Active)
        {
            return AccountRefusals.LinkExpired;
        }

        if (passwords.WeaknessOf(reset.Password, account.Email) is { } weakness)
        {
            return weakness;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (!await links.UseAsync(db, link!, cancellation))
        {
            return AccountRefusals.LinkUsed;
        }

        account.SetPassword(passwords.Hash(reset.Password!));
        // Who reads the mailbox need not wait for a lock-out that a stranger may have caused.
        await lockOut.ForgetPasswordsAsync(db, account.Email, cancellation);
        journal.Add(db, "account.password_reset", account.Email, scope: new(UnitId: account.UnitId, By: (account.Id, account.Email)));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        session.Forget(account.Id);
        devices.Remember(http, account.Id); // the mailbox has shown whose machine it is
        return TypedResults.NoContent();
    }
}
