using DiemCau.Meetings.Access;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace DiemCau.Meetings.Accounts.SecondFactors;

/// <summary>A role whose accounts must have a second factor.</summary>
internal sealed class SecondFactorDemand
{
    public Role Role { get; init; }

    /// <summary>Since when this installation demands it: who has the role already gets the whole grace from then on.</summary>
    public DateTimeOffset Since { get; init; }
}

/// <summary>
/// Who must have a second factor, and by when (security level 3: privileged accounts sign in with two). A period of grace runs from being
/// given the role; after it, a session can do nothing but set one up, which <see cref="RightsAuthorization"/> and
/// <see cref="Shared.SignedInAccount.Of"/> see to.
/// </summary>
internal sealed class SecondFactorDemands(IOptions<AccountsOptions> options, TimeProvider time)
{
    /// <summary>Takes over what the installation is set to. The caller saves.</summary>
    public async Task SetAsync(DiemCauDb db, CancellationToken cancellation)
    {
        var wanted = options.Value.RolesWithSecondFactor();
        var known = await db.SecondFactorDemands.ToListAsync(cancellation);
        db.SecondFactorDemands.RemoveRange(known.Where(demand => !wanted.Contains(demand.Role)));
        var now = time.GetUtcNow();
        db.SecondFactorDemands.AddRange(wanted.Except(known.Select(demand => demand.Role)).Select(role => new SecondFactorDemand { Role = role, Since = now }));
    }

    /// <returns>When the account's grace ends, or has ended; null when it has a second factor or needs none.</returns>
    public async Task<DateTimeOffset?> DemandedByAsync(DiemCauDb db, Guid accountId, CancellationToken cancellation)
    {
        if (await db.AccountsWithSecondFactor.ContainsAsync(accountId, cancellation))
        {
            return null;
        }

        var since = await db.RoleAssignments.Where(given => given.AccountId == accountId)
            .Join(db.SecondFactorDemands, given => given.Role, demand => demand.Role,
                (given, demand) => given.GivenAt > demand.Since ? given.GivenAt : demand.Since)
            .Select(from => (DateTimeOffset?)from)
            .MinAsync(cancellation);
        return since + options.Value.SecondFactorGrace;
    }
}
