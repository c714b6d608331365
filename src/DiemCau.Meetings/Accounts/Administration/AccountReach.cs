using DiemCau.Meetings.Access;
using DiemCau.Meetings.Organisation;
using DiemCau.Meetings.Shared;
using DiemCau.Meetings.Shared.Problems;
using DiemCau.Meetings.Storage;
using Microsoft.EntityFrameworkCore;

namespace DiemCau.Meetings.Accounts.Administration;

/// <summary>How far an administrator of some units reaches: not beyond what an account, or a change of it, counts for.</summary>
internal static class AccountReach
{
    /// <returns>Null when the change may be made, as far as it is about who asks for it.</returns>
    public static async Task<Refusal?> RefuseAsync(
        DiemCauDb db, Rights rights, SignedInAccount by, Account account, AccountAdministration.AccountChange change, CancellationToken cancellation)
    {
        var mine = rights.UnitsWhere(by, Permission.ManageAccounts);
        // Somebody who answers for a commune does not lock out the province's administrator who happens to sit there.
        if (await db.RoleAssignments.AnyAsync(given => given.AccountId == account.Id && !mine.Contains(given.UnitId), cancellation))
        {
            return Refusals.Forbidden;
        }

        var asks = change.IsAdministrator is not null ? Unit.Whole : change.UnitId;
        return asks is null || await mine.ContainsAsync(asks.Value, cancellation) ? null : Refusals.Forbidden;
    }
}
