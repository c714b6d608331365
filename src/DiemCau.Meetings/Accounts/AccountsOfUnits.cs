using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Accounts;

/// <summary>Accounts go with their unit when it is merged into another.</summary>
internal sealed class AccountsOfUnits : IUnitEvents
{
    public Task MergedAsync(DiemCauDb db, Guid predecessorId, Guid successorId, CancellationToken cancellation) => db.Accounts
        .Where(account => account.UnitId == predecessorId)
        .ExecuteUpdateAsync(set => set.SetProperty(account => account.UnitId, successorId), cancellation);
}
