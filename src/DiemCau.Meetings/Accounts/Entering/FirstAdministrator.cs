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

/// <summary>The link that a new installation prints makes its first administrator. Whoever reads the console may choose any mailbox.</summary>
internal static class FirstAdministrator
{
    internal sealed record FirstAdministratorRequest(string? Token, string? Email, [property: Secret] string? Password);

    public static void Map(IEndpointRouteBuilder accounts) =>
        accounts.MapPost("/first-administrator", CreateAsync).LimitedTo(AccountsRateLimits.Links)
            .OpenToAll("the link that the console prints, valid once");

    private static async Task<Results<Ok<AccountView>, Refusal>> CreateAsync(
        FirstAdministratorRequest request, HttpContext http, DiemCauDb db, AccountLinks links, Passwords passwords, Session session, JournalWriter journal,
        TimeProvider time, CancellationToken cancellation)
    {
        var (link, refusal) = await links.FindAsync(db, request.Token, LinkPurpose.FirstAdministrator, cancellation);
        if (refusal is not null)
        {
            return refusal;
        }

        if (!await AccountsSeed.NeedsFirstAdministratorAsync(db, cancellation))
        {
            return AccountRefusals.LinkUsed;
        }

        if (!MailAddressText.TryParse(request.Email, out var email))
        {
            return AccountRefusals.EmailInvalid;
        }

        if (passwords.WeaknessOf(request.Password, email) is { } weakness)
        {
            return weakness;
        }

        var now = time.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (!await links.UseAsync(db, link!, cancellation))
        {
            return AccountRefusals.LinkUsed;
        }

        var account = await db.Accounts.SingleOrDefaultAsync(known => known.Email == email, cancellation);
        if (account is null)
        {
            db.Accounts.Add(account = Account.Register(email, now));
        }

        account.Activate(passwords.Hash(request.Password!), now);
        await Administrators.AddAsync(db, account.Id, by: null, now, cancellation);
        account.LastSignInAt = now;
        journal.Add(db, "account.first_administrator", email, scope: new(By: (account.Id, email)));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);

        await session.BeginAsync(http, account, remember: false);
        return TypedResults.Ok(await AccountView.LoadAsync(db, account.Id, cancellation));
    }
}
