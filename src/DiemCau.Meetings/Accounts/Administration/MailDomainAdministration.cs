using DiemCau.Meetings.Access;
using DiemCau.Meetings.Accounts.Entering;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Accounts.Administration;

/// <summary>The list of mail domains whose mailboxes may register.</summary>
internal static class MailDomainAdministration
{
    internal sealed record NewMailDomain(string? Domain);

    /// <param name="Domain">"tinh.gov.vn", or "*.tinh.gov.vn" with every domain below.</param>
    internal sealed record MailDomainView(string Domain, DateTimeOffset CreatedAt);

    public static void Map(IEndpointRouteBuilder admin)
    {
        var domains = admin.MapGroup("/mail-domains").NeedsEverywhere(Permission.ManageInstallation);
        domains.MapGet("", ListAsync);
        domains.MapPost("", AddAsync);
        domains.MapDelete("/{domain}", RemoveAsync);
    }

    private static async Task<Ok<ListPage<MailDomainView>>> ListAsync([AsParameters] ListQuery query, DiemCauDb db, CancellationToken cancellation)
    {
        var term = query.Term?.ToLowerInvariant() ?? "";
        var page = await db.MailDomains.AsNoTracking().Where(domain => domain.Domain.Contains(term)).OrderBy(domain => domain.Domain).PageAsync(query, cancellation);
        return TypedResults.Ok(new ListPage<MailDomainView>([.. page.Items.Select(View)], page.Total));
    }

    /// <summary>Adds a domain; one that is listed already takes the new spelling's reach.</summary>
    private static async Task<Results<Created<MailDomainView>, Refusal>> AddAsync(
        NewMailDomain request, DiemCauDb db, JournalWriter journal, TimeProvider time, CancellationToken cancellation)
    {
        if (MailDomainRule.TryParse(request.Domain ?? "", time.GetUtcNow()) is not { } domain)
        {
            return AccountRefusals.MailDomainInvalid;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.MailDomains.Where(listed => listed.Domain == domain.Domain).ExecuteDeleteAsync(cancellation);
        db.MailDomains.Add(domain);
        journal.Add(db, "mail_domain.added", MailDomainRule.Write(domain));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.Created($"/api/admin/mail-domains/{Uri.EscapeDataString(MailDomainRule.Write(domain))}", View(domain));
    }

    private static async Task<Results<NoContent, Refusal>> RemoveAsync(
        string domain, DiemCauDb db, JournalWriter journal, TimeProvider time, CancellationToken cancellation)
    {
        var name = MailDomainRule.TryParse(domain, time.GetUtcNow())?.Domain;
        if (await db.MailDomains.SingleOrDefaultAsync(listed => listed.Domain == name, cancellation) is not { } found)
        {
            return Refusals.NotFound;
        }

        db.MailDomains.Remove(found);
        journal.Add(db, "mail_domain.removed", MailDomainRule.Write(found));
        await db.SaveChangesAsync(cancellation);
        return TypedResults.NoContent();
    }

    private static MailDomainView View(MailDomain domain) => new(MailDomainRule.Write(domain), domain.CreatedAt);
}
