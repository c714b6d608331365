using DiemCau.Meetings.Accounts.Entering;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Accounts;

/// <summary>
/// Which mailboxes may register: those of a listed domain itself ("tinh.gov.vn"), and those of domains below it
/// only where the list says so ("*.tinh.gov.vn").
/// </summary>
internal static class MailDomainRule
{
    private const string SubdomainPrefix = "*.";

    /// <summary>Null when it is not a domain name.</summary>
    public static MailDomain? TryParse(string text, DateTimeOffset now)
    {
        var domain = text.Trim().ToLowerInvariant().TrimStart('@');
        var below = domain.StartsWith(SubdomainPrefix, StringComparison.Ordinal);
        if (below)
        {
            domain = domain[SubdomainPrefix.Length..];
        }

        return MailDomainName.IsValid(domain)
            ? new() { Domain = domain, IncludesSubdomains = below, CreatedAt = now }
            : null;
    }

    public static string Write(MailDomain domain) => domain.IncludesSubdomains ? SubdomainPrefix + domain.Domain : domain.Domain;

    public static Task<int> CountAsync(DiemCauDb db, CancellationToken cancellation) => db.MailDomains.CountAsync(cancellation);

    public static async Task<bool> AllowsAsync(DiemCauDb db, string address, CancellationToken cancellation)
    {
        var own = MailAddressText.DomainOf(address);
        var above = Above(own).ToArray();
        return await db.MailDomains.AnyAsync(
            domain => domain.Domain == own || (domain.IncludesSubdomains && above.Contains(domain.Domain)), cancellation);
    }

    /// <summary>The unit whose mailboxes all of an address's domain are; the closest domain counts. Null: it is not known by the domain.</summary>
    public static async Task<Guid?> UnitOfAsync(DiemCauDb db, string address, CancellationToken cancellation)
    {
        var own = MailAddressText.DomainOf(address);
        var above = Above(own).ToArray();
        return await db.MailDomains
            .Where(domain => domain.UnitId != null && (domain.Domain == own || (domain.IncludesSubdomains && above.Contains(domain.Domain))))
            .OrderByDescending(domain => domain.Domain.Length).Select(domain => domain.UnitId).FirstOrDefaultAsync(cancellation);
    }

    private static IEnumerable<string> Above(string domain)
    {
        for (var dot = domain.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = domain.IndexOf('.', dot + 1))
        {
            yield return domain[(dot + 1)..];
        }
    }
}
