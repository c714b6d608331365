using DiemCau.Meetings.Access;
using DiemCau.Meetings.Accounts.Entering;
using DiemCau.Meetings.Accounts.SecondFactors;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Accounts;

/// <summary>What a new installation needs before its first page: mail domains and a way to its first administrator.</summary>
internal sealed class AccountsSeed(
    IDbContextFactory<DiemCauDb> contexts, AccountLinks links, SecondFactorDemands demands, InstallationOptions installation, TimeProvider time)
{
    /// <returns>The link that makes the first administrator; null when there is one, or none was asked for.</returns>
    public async Task<Uri?> RunAsync(bool invite, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var hasAccounts = await db.Accounts.AnyAsync(cancellation);
        // Only a new installation takes the configured domains; from then on the administrator's list counts, even an empty one.
        if (!hasAccounts && !await db.MailDomains.AnyAsync(cancellation))
        {
            db.MailDomains.AddRange(installation.MailDomains
                .Select(text => MailDomainRule.TryParse(text, time.GetUtcNow()))
                .OfType<MailDomain>()
                .DistinctBy(domain => domain.Domain));
        }

        if (invite)
        {
            await demands.SetAsync(db, cancellation);
        }

        var link = invite && await NeedsFirstAdministratorAsync(db, cancellation)
            ? await links.CreateAsync(db, LinkPurpose.FirstAdministrator, accountId: null, cancellation)
            : null;
        await db.SaveChangesAsync(cancellation);
        return link;
    }

    public static async Task<bool> NeedsFirstAdministratorAsync(DiemCauDb db, CancellationToken cancellation)
    {
        var administrators = db.AdministratorIds;
        return !await db.Accounts.AnyAsync(account => account.State == AccountState.Active && administrators.Contains(account.Id), cancellation);
    }
}
