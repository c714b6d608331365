using DiemCau.Meetings.Access;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace DiemCau.Meetings.Accounts.Entering;

/// <summary>"Đăng ký": a unit enters its mailbox and gets a link there. Asking again sends another one.</summary>
internal static class MailboxRegistration
{
    internal sealed record RegistrationRequest(string? Email);

    public static void Map(IEndpointRouteBuilder accounts) =>
        accounts.MapPost("", RegisterAsync).LimitedTo(AccountsRateLimits.MailWishes)
            .OpenToAll("sends a mail to an allowed domain and tells nothing");

    private static async Task<Results<Accepted, Refusal>> RegisterAsync(
        RegistrationRequest request, DiemCauDb db, AccountMails mails, StrangerAttempts strangers, EvenAnswer even, TimeProvider time,
        CancellationToken cancellation)
    {
        if (!MailAddressText.TryParse(request.Email, out var email))
        {
            return AccountRefusals.EmailInvalid;
        }

        var begun = even.Begin();
        if (!await MailDomainRule.AllowsAsync(db, email, cancellation))
        {
            return AccountRefusals.MailDomainNotAllowed(MailAddressText.DomainOf(email));
        }

        var account = await db.Accounts.SingleOrDefaultAsync(known => known.Email == email, cancellation);
        if (account is null)
        {
            account = Account.Register(email, time.GetUtcNow());
            db.Accounts.Add(account);
            // Anybody can; whose mailbox it is shows when it is activated, and that is in the journal.
            await strangers.NoteAsync(db, StrangerAttempts.Registration, email, cancellation);
        }

        if (account.State == AccountState.Pending)
        {
            await mails.SendActivationAsync(db, account, cancellation);
        }
        else if (account.State == AccountState.Active)
        {
            await mails.SendAlreadyRegisteredAsync(db, account, cancellation);
        }

        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException conflict) when (conflict.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            // The same mailbox was registered twice at once; the other request sends the mail.
        }

        await even.EndAsync(begun, cancellation);
        return TypedResults.Accepted((string?)null);
    }
}
