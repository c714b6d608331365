using System.Security.Claims;
using DiemCau.Meetings.Access;
using DiemCau.Meetings.Accounts.SecondFactors;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Accounts.SigningIn;

/// <summary>Who is signed in here, and the ways out.</summary>
internal static class SessionEndpoints
{
    /// <param name="Account">Null when nobody is signed in.</param>
    /// <param name="Permissions">What the account may do in some unit, so that a client can hide the rest; each request is asked anew.</param>
    /// <param name="SecondFactor">Null when the account has a second factor or needs none.</param>
    internal sealed record SessionView(
        AccountView? Account, IReadOnlyList<Permission> Permissions, SecondFactorDemandView? SecondFactor, InstallationView Installation);

    /// <param name="By">Until when the account may go on without a second factor.</param>
    /// <param name="IsConfined">The time is over: the session can do nothing but set one up.</param>
    internal sealed record SecondFactorDemandView(DateTimeOffset By, bool IsConfined);

    /// <param name="MailDomains">Whose mailboxes may register; "*.tinh.gov.vn" stands for every domain below.</param>
    /// <param name="SendsMail">False: there is no mail server, and mails are kept for the administrator to read.</param>
    internal sealed record InstallationView(
        string Name, string Language, string TimeZone, IReadOnlyList<string> MailDomains, bool NeedsFirstAdministrator,
        PublicMeetingsAudience PublicMeetings, bool SendsMail);

    public static void Map(IEndpointRouteBuilder session)
    {
        session.MapGet("", ShowAsync).OpenToAll("says who one is oneself, and the installation's name");
        session.MapDelete("", SignOutAsync).OpenToAll("ends one's own session");
        session.MapPost("/everywhere/sign-out", SignOutEverywhereAsync).ForSignedInEvenConfined("one's own sessions");
    }

    private static async Task<Ok<SessionView>> ShowAsync(
        HttpContext http, ClaimsPrincipal user, DiemCauDb db, Rights rights, Session session, SecondFactorDemands demands, InstallationOptions installation,
        CancellationToken cancellation)
    {
        session.ShowToken(http, user);
        var account = SignedInAccount.EvenConfined(user) is { } signedIn ? await AccountView.LoadAsync(db, signedIn.Id, cancellation) : null;
        var isConfined = SignedInAccount.IsConfined(user);
        var demandedBy = account is null ? null : await demands.DemandedByAsync(db, account.Id, cancellation);
        var permissions = account is null || isConfined ? [] : await rights.SomewhereAsync(account.Id, cancellation);
        var domains = await db.MailDomains.OrderBy(domain => domain.Domain).ToListAsync(cancellation);
        return TypedResults.Ok(new SessionView(account, permissions, demandedBy is { } by ? new(by, isConfined) : null, new(
            installation.Name,
            installation.Language,
            installation.TimeZone,
            [.. domains.Select(MailDomainRule.Write)],
            await AccountsSeed.NeedsFirstAdministratorAsync(db, cancellation),
            installation.PublicMeetings,
            installation.MailServer is not null)));
    }

    private static async Task<NoContent> SignOutAsync(HttpContext http, Session session)
    {
        await session.EndAsync(http);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> SignOutEverywhereAsync(
        HttpContext http, ClaimsPrincipal user, DiemCauDb db, Session session, JournalWriter journal, CancellationToken cancellation)
    {
        var signedIn = SignedInAccount.EvenConfined(user)!;
        var account = await db.Accounts.SingleAsync(known => known.Id == signedIn.Id, cancellation);
        account.EndSessions();
        journal.Add(db, "account.signed_out_everywhere", account.Email, scope: new(UnitId: account.UnitId));
        await db.SaveChangesAsync(cancellation);
        session.Forget(account.Id);
        await session.EndAsync(http);
        return TypedResults.NoContent();
    }
}
