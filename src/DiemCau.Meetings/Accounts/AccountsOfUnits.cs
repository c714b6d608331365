using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Accounts;

/// <summary>Accounts go with their unit when it is merged into another.</summary>
internal sealed class AccountsOfUnits : IUnitEvents
{
    public async Task MergedAsync(DiemCauDb db, Guid predecessorId, Guid successorId, CancellationToken cancellation)
    {
        await db.Accounts.Where(account => account.UnitId == predecessorId)
            .ExecuteUpdateAsync(set => set.SetProperty(account => account.UnitId, successorId), cancellation);
        await db.Accounts.Where(account => account.ClaimedUnitId == predecessorId)
            .ExecuteUpdateAsync(set => set.SetProperty(account => account.ClaimedUnitId, successorId), cancellation);
        await db.MailDomains.Where(domain => domain.UnitId == predecessorId)
            .ExecuteUpdateAsync(set => set.SetProperty(domain => domain.UnitId, successorId), cancellation);
    }
}
