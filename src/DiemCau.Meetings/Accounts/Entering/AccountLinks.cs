using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace DiemCau.Meetings.Accounts.Entering;

/// <summary>Makes links and takes them back.</summary>
internal sealed class AccountLinks(IOptions<AccountsOptions> options, InstallationOptions installation, TimeProvider time)
{
    /// <summary>A new link of the account (or of none) that takes the place of older ones of its kind. The caller saves.</summary>
    public async Task<Uri> CreateAsync(DiemCauDb db, LinkPurpose purpose, Guid? accountId, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var older = await db.AccountLinks
            .Where(link => link.Purpose == purpose && link.AccountId == accountId && link.UsedAt == null && link.ExpiresAt > now)
            .ToListAsync(cancellation);
        older.ForEach(link => link.ExpiresAt = now);

        var token = LinkToken.Create();
        db.AccountLinks.Add(new()
        {
            Id = Guid.CreateVersion7(now),
            AccountId = accountId,
            Purpose = purpose,
            TokenHash = LinkToken.Hash(token),
            CreatedAt = now,
            ExpiresAt = now + LifeOf(purpose),
        });
        return new(installation.PublicAddress, $"/links/{token}");
    }

    /// <summary>Whether the account got a link of this kind so recently that another mail would only annoy.</summary>
    public Task<bool> SentJustNowAsync(DiemCauDb db, LinkPurpose purpose, Guid accountId, CancellationToken cancellation)
    {
        var since = time.GetUtcNow() - options.Value.LinkMailPause;
        return db.AccountLinks.AnyAsync(
            link => link.Purpose == purpose && link.AccountId == accountId && link.CreatedAt > since && link.UsedAt == null, cancellation);
    }

    /// <summary>The unused, unexpired link of a token; or why there is none.</summary>
    public async Task<(AccountLink? Link, Refusal? Refusal)> FindAsync(
        DiemCauDb db, string? token, LinkPurpose purpose, CancellationToken cancellation)
    {
        var hash = LinkToken.Hash(token ?? "");
        var link = await db.AccountLinks.SingleOrDefaultAsync(known => known.TokenHash == hash && known.Purpose == purpose, cancellation);
        return link?.StateAt(time.GetUtcNow()) switch
        {
            null => (null, Refusals.NotFound),
            LinkState.Expired => (null, AccountRefusals.LinkExpired),
            LinkState.Used => (null, AccountRefusals.LinkUsed),
            _ => (link, null),
        };
    }

    /// <summary>Uses the link up. Of several requests with one token exactly one gets true; the caller's transaction decides for good.</summary>
    public async Task<bool> UseAsync(DiemCauDb db, AccountLink link, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return await db.AccountLinks.Where(known => known.Id == link.Id && known.UsedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(known => known.UsedAt, now), cancellation) == 1;
    }

    public TimeSpan LifeOf(LinkPurpose purpose) => purpose switch
    {
        LinkPurpose.Activation => options.Value.ActivationLinkLife,
        LinkPurpose.PasswordReset => options.Value.PasswordResetLinkLife,
        _ => options.Value.FirstAdministratorLinkLife,
    };
}
