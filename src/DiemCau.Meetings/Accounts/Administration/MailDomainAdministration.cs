using DiemCau.Meetings.Access;
using DiemCau.Meetings.Accounts.Entering;
using DiemCau.Meetings.Journal;
using DiemCau.Meetings.Organisation;
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
    /// <param name="UnitId">Whose mailboxes all of this domain are; null: of many units.</param>
    internal sealed record NewMailDomain(string? Domain, Guid? UnitId = null);

    /// <param name="Domain">"tinh.gov.vn", or "*.tinh.gov.vn" with every domain below.</param>
    internal sealed record MailDomainView(string Domain, DateTimeOffset CreatedAt, Guid? UnitId, string? UnitName);

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
        var ids = page.Items.Select(domain => domain.UnitId).ToArray();
        var units = await db.Units.Where(unit => ids.Contains(unit.Id)).ToDictionaryAsync(unit => unit.Id, unit => unit.Name, cancellation);
        return TypedResults.Ok(new ListPage<MailDomainView>(
            [.. page.Items.Select(domain => View(domain, domain.UnitId is { } unit ? units.GetValueOrDefault(unit) : null))], page.Total));
    }

    /// <summary>Adds a domain; one that is listed already takes the new spelling's reach.</summary>
    private static async Task<Results<Created<MailDomainView>, Refusal>> AddAsync(
        NewMailDomain request, DiemCauDb db, JournalWriter journal, TimeProvider time, CancellationToken cancellation)
    {
        if (MailDomainRule.TryParse(request.Domain ?? "", time.GetUtcNow()) is not { } domain)
        {
            return AccountRefusals.MailDomainInvalid;
        }

        var unitName = await db.Units.Where(unit => unit.Id == request.UnitId && unit.ValidTo == null).Select(unit => unit.Name).SingleOrDefaultAsync(cancellation);
        if (request.UnitId is not null && unitName is null)
        {
            return AccountRefusals.UnitUnknown;
        }

        domain.UnitId = request.UnitId;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.MailDomains.Where(listed => listed.Domain == domain.Domain).ExecuteDeleteAsync(cancellation);
        db.MailDomains.Add(domain);
        journal.Add(db, "mail_domain.added", MailDomainRule.Write(domain), new { domain.UnitId });
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.Created($"/api/admin/mail-domains/{Uri.EscapeDataString(MailDomainRule.Write(domain))}", View(domain, unitName));
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

    private static MailDomainView View(MailDomain domain, string? unitName) => new(MailDomainRule.Write(domain), domain.CreatedAt, domain.UnitId, unitName);
}
